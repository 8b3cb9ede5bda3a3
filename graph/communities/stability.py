"""Stability: in what share of slightly changed graphs a member stays with its ring.

Each run drops a tenth of the links and changes seed and resolution. Only the surroundings of the
ring are partitioned again, so that the cost is that of the rings and not of the graph.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from graph.communities.partition import Community, communities
from graph.projection.evidence import Indices

SURROUNDINGS = 150  # most nodes partitioned again for one ring
DROPPED = 0.1
RESOLUTIONS = (0.75, 1.25)


@dataclass(frozen=True)
class Surroundings:
    """A ring with its neighbours: all that its stability depends on, small enough to send."""

    nodes: Indices  # positions in the whole graph, sorted
    links: sparse.csr_array  # among them, symmetric, indices sorted
    ring: Community  # positions in the whole graph


def surroundings(
    links: sparse.csr_array, ring: Community, most: int = SURROUNDINGS
) -> Surroundings:
    """The ring's nodes and as many of their strongest neighbours as fit into `most` nodes."""
    own = np.array(ring, np.int64)
    rows = links[own]
    near, place = np.unique(rows.indices, return_inverse=True)
    pull = np.bincount(place, rows.data, len(near))
    outside = ~np.isin(near, own) & (pull > 0)
    near, pull = near[outside].astype(np.int64), pull[outside]
    near = near[np.lexsort((near, -pull))][: max(most - len(own), 0)]
    nodes = np.sort(np.concatenate([own, near]))
    local = sparse.csr_array(links[nodes][:, nodes])
    local.sort_indices()
    return Surroundings(nodes, local, ring)


class _Perturbed:
    """Copies of a symmetric matrix, diagonal empty, each without a tenth of its links."""

    def __init__(self, links: sparse.csr_array) -> None:
        size = links.shape[0]
        row = np.repeat(np.arange(size), np.diff(links.indptr))
        column = links.indices.astype(np.int64)
        upper = row < column
        key = np.where(upper, row * size + column, column * size + row)
        self._links, self._row = links, row
        self._pairs = np.count_nonzero(upper)
        self._pair = np.searchsorted(key[upper], key)  # both entries of a link have its number

    def without(self, random: np.random.Generator) -> sparse.csr_array:
        """One copy; every link is dropped with probability DROPPED."""
        kept = random.random(self._pairs) >= DROPPED
        keep = kept[self._pair]
        counts = np.bincount(self._row[keep], minlength=self._links.shape[0])
        indptr = np.concatenate([[0], np.cumsum(counts)]).astype(self._links.indptr.dtype)
        parts = (self._links.data[keep], self._links.indices[keep], indptr)
        return sparse.csr_array(parts, shape=self._links.shape)


def _partitions(
    links: sparse.csr_array, random: np.random.Generator, runs: int, largest: int, seed: int
) -> Iterator[list[Community]]:
    perturbed = _Perturbed(links)
    for run in range(runs):
        yield communities(
            perturbed.without(random),
            largest=largest,
            resolution=float(random.uniform(*RESOLUTIONS)),
            seed=seed + run + 1,
        )


def stability(
    around: Surroundings, *, runs: int = 20, largest: int = 20, seed: int = 0
) -> dict[int, float]:
    """Share of `runs` perturbed partitions in which each node is in the community closest to it.

    The closest community is the one with most of the ring's nodes, the smaller one if equal.
    """
    inside = frozenset(np.searchsorted(around.nodes, around.ring).tolist())
    stayed: NDArray[np.int64] = np.zeros(len(around.nodes), np.int64)
    random = np.random.default_rng([seed, len(around.ring), *sorted(inside)[:8]])
    for parts in _partitions(around.links, random, runs, largest, seed):
        best = max(parts, key=lambda part: (len(inside.intersection(part)), -len(part)), default=())
        stayed[sorted(inside.intersection(best))] += 1
    return {
        node: int(stayed[place]) / runs
        for node, place in zip(around.ring, sorted(inside), strict=True)
    }
