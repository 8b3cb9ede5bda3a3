"""Tests of person pairs: what two households share, against what chance gives every possible pair.

The null is the graph with the same degrees and its links shuffled within each kind. There a
household with j and one with k of a kind's E links share about j k sum d(d-1) / E^2 of its items of
degrees d: nearly independent rare events, a Poisson process. An item is as surprising as few such
things are expected. The p-value of several is the number of sets of so many things, at least as
surprising together, that the pair is expected to share (Fisher's method on the points of a Poisson
process; by Markov's inequality it bounds the probability), the least over the sizes of sets with
weights 1/2, 1/4 … for sizes 2, 3 ….
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse, special

from graph.projection.evidence import Indices
from graph.projection.false_discovery import benjamini_hochberg

MOST = 6  # things that count together; a pair that shares more is beyond doubt anyway
_TINY = 1e-300


@dataclass(frozen=True)
class Crowding:
    """Global figures of the null: how crowded the items of each kind are."""

    links: NDArray[np.float64]  # E of each kind
    degrees: tuple[Indices, ...]  # of each kind, the degrees that occur, ascending
    tails: tuple[NDArray[np.float64], ...]  # sum of d(d-1) / E^2 over items of up to that degree


def crowding(kind: Indices, degree: Indices, kinds: int) -> Crowding:
    """The figures of things with these kinds and degrees."""
    links, degrees, tails = np.zeros(kinds), [], []
    for number in range(kinds):
        own = degree[(kind == number) & (degree >= 2)].astype(np.float64)
        links[number] = float(degree[kind == number].sum())
        seen, counts = np.unique(own, return_counts=True)
        degrees.append(seen.astype(np.int64))
        tails.append(np.cumsum(counts * seen * (seen - 1)) / max(links[number], 1.0) ** 2)
    return Crowding(links, tuple(degrees), tuple(tails))


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


def pair_p_values(things: Things, first: Indices, second: Indices) -> NDArray[np.float64]:
    """P-value of each pair of households; 1 where they share fewer than two things."""
    null = crowding(things.kind, things.degree, things.kinds)
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
    kind = things.kind[both.indices]
    crowded = np.array([tail[-1] if len(tail) else 0.0 for tail in null.tails])
    meeting = own[first] * own[second]  # pairs x kinds
    most = meeting * crowded[None, :]
    tail = np.zeros(len(row))
    for number in np.unique(kind).tolist():
        some = kind == number
        at = np.searchsorted(null.degrees[number], things.degree[both.indices[some]])
        tail[some] = null.tails[number][np.minimum(at, len(null.tails[number]) - 1)]
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


def validated(p_values: NDArray[np.float64], households: int, rate: float) -> NDArray[np.bool_]:
    """Which pairs pass at this false-discovery rate over all pairs of households."""
    return benjamini_hochberg(p_values, households * (households - 1) // 2, rate)
