"""Tests of person pairs: what two households share, against what chance gives every possible pair.

The null is the graph with the same degrees and its links shuffled within each kind. There a
household with j and one with k of a kind's E links share about j k sum d(d-1) / E^2 of its items of
degrees d: nearly independent rare events, a Poisson process. An item is as surprising as few such
things are expected. The p-value of several is the number of sets of so many things, at least as
surprising together, that the pair is expected to share (Fisher's method on the points of a Poisson
process; by Markov's inequality it bounds the probability), the least over the sizes of sets with
weights 1/2, 1/4 … for sizes 2, 3 ….

The figures of the null and the line of false discovery may be those of an earlier time: then a pair
is tested by what its two households have and by nothing else.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse, special

from graph.projection.evidence import Indices
from graph.projection.false_discovery import discovery_line

MOST = 6  # things that count together; a pair that shares more is beyond doubt anyway
_TINY = 1e-300


@dataclass(frozen=True)
class Crowding:
    """Global figures of the null: how crowded the things of each kind are. Plain numbers."""

    links: tuple[int, ...]  # E of each kind
    degrees: tuple[tuple[int, ...], ...]  # of each kind, those of 2 and more that occur, ascending
    counts: tuple[tuple[int, ...], ...]  # of each kind, how many things have each of these degrees

    def tails(self) -> tuple[NDArray[np.float64], ...]:
        """Of each kind, the sum of d(d-1) / E^2 over its things of up to each degree."""
        found = []
        for every, degrees, counts in zip(self.links, self.degrees, self.counts, strict=True):
            seen = np.array(degrees, np.float64)
            met = np.array(counts, np.float64) * seen * (seen - 1)
            found.append(np.cumsum(met) / max(float(every), 1.0) ** 2)
        return tuple(found)


def crowding(kind: Indices, degree: Indices, kinds: int) -> Crowding:
    """The figures of things with these kinds and degrees."""
    links, degrees, found = [], [], []
    for number in range(kinds):
        own = degree[kind == number]
        seen, counts = np.unique(own[own >= 2], return_counts=True)
        links.append(int(own.sum()))
        degrees.append(tuple(seen.tolist()))
        found.append(tuple(counts.tolist()))
    return Crowding(tuple(links), tuple(degrees), tuple(found))


@dataclass(frozen=True)
class Things:
    """What households can share: items and claims, as columns."""

    held: sparse.csr_array  # households x things (0/1)
    kind: Indices
    degree: Indices
    kinds: int

    def per_kind(self) -> NDArray[np.float64]:
        """Households x kinds: how many things of the kind each has."""
        ones = np.ones(len(self.kind))
        by_kind = sparse.csr_array(
            (ones, (np.arange(len(self.kind)), self.kind)), shape=(len(self.kind), self.kinds)
        )
        return np.asarray((self.held @ by_kind).todense())


def _expected_sets(
    log_product: NDArray[np.float64], size: NDArray[np.float64], most: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Expected sets of `size` points of a unit Poisson process on [0, most] with such a product."""
    log_all = size * np.log(np.maximum(most, _TINY))
    beyond = np.maximum(log_all - log_product, 0.0)
    found = np.exp(log_all - special.gammaln(size + 1)) * special.gammaincc(size, beyond)
    return np.asarray(found, np.float64)


def pair_p_values(
    things: Things, null: Crowding, first: Indices, second: Indices
) -> NDArray[np.float64]:
    """P-value of each pair of households; 1 where they share fewer than two things."""
    own = things.per_kind()
    p_values = np.ones(len(first))
    for start in range(0, len(first), 100_000):
        part = slice(start, start + 100_000)
        p_values[part] = _p_values(things, null, own, first[part], second[part])
    return p_values


def _p_values(
    things: Things, null: Crowding, own: NDArray[np.float64], first: Indices, second: Indices
) -> NDArray[np.float64]:
    both = sparse.csr_array(things.held[first].multiply(things.held[second]))
    row = np.repeat(np.arange(len(first)), np.diff(both.indptr))
    kind, degree = things.kind[both.indices], things.degree[both.indices].astype(np.float64)
    tails = null.tails()
    meeting = own[first] * own[second]  # pairs x kinds
    most = np.tile([tail[-1] if len(tail) else 0.0 for tail in tails], (len(first), 1))
    # A thing is there itself, also where the null is older and knows none like it.
    tail = degree * (degree - 1) / np.maximum(np.array(null.links, np.float64), 1.0)[kind] ** 2
    for number in np.unique(kind).tolist():
        some = np.flatnonzero((kind == number) & (len(tails[number]) > 0))
        at = np.searchsorted(null.degrees[number], degree[some])
        known = tails[number][np.minimum(at, len(tails[number]) - 1)]
        tail[some] = np.maximum(tail[some], known)
    np.maximum.at(most, (row, kind), tail)
    most *= meeting
    tail *= meeting[row, kind]
    # as surprising as this one, of its own kind or of any other
    expected = np.minimum(most[row], tail[:, None]).sum(axis=1)
    order = np.lexsort((expected, row))
    row, logs = row[order], np.log(np.maximum(expected[order], _TINY))
    starts = np.searchsorted(row, np.arange(len(first)))
    size = np.arange(len(row)) - starts[row] + 1
    sums = np.cumsum(logs)
    before = np.concatenate([[0.0], sums])[starts]
    keep = (size >= 2) & (size <= MOST)
    product, row = (sums - before[row])[keep], row[keep]
    sizes = size[keep].astype(np.float64)
    sets = _expected_sets(product, sizes, most.sum(axis=1)[row]) * 2.0 ** (sizes - 1)
    p_values = np.ones(len(first))
    np.minimum.at(p_values, row, np.minimum(sets, 1.0))
    return p_values


def pair_line(p_values: NDArray[np.float64], households: int, rate: float) -> float:
    """The p-value up to which pairs pass at this false-discovery rate over all of households."""
    return discovery_line(p_values, households * (households - 1) // 2, rate)
