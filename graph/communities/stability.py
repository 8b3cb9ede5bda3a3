"""Stability: in what share of slightly changed graphs a member stays with its ring.

Each run drops a tenth of the links and changes seed and resolution. Only the surroundings of the
ring are partitioned again, so that the cost is that of the rings and not of the graph.
"""

import numpy as np
from scipy import sparse

from graph.communities.partition import Community, communities
from graph.projection.evidence import Indices

SURROUNDINGS = 150  # most nodes partitioned again for one ring
DROPPED = 0.1
RESOLUTIONS = (0.75, 1.25)


def surroundings(links: sparse.csr_array, ring: Community, most: int = SURROUNDINGS) -> Indices:
    """The ring's nodes and their strongest neighbours, at most `most` nodes, sorted."""
    own = np.array(ring, np.int64)
    pull = np.asarray(links[own].sum(axis=0)).ravel()
    pull[own] = 0
    near = np.flatnonzero(pull > 0)
    near = near[np.lexsort((near, -pull[near]))][: max(most - len(own), 0)]
    return np.sort(np.concatenate([own, near]))


def _perturbed(links: sparse.csr_array, random: np.random.Generator) -> sparse.csr_array:
    upper = sparse.triu(links, k=1, format="coo")
    kept = random.random(upper.nnz) >= DROPPED
    first, second = (axis[kept] for axis in upper.coords)
    half = sparse.csr_array((upper.data[kept], (first, second)), shape=links.shape)
    return sparse.csr_array(half + half.T)


def stability(
    links: sparse.csr_array, ring: Community, *, runs: int = 20, largest: int = 20, seed: int = 0
) -> dict[int, float]:
    """Share of `runs` perturbed partitions in which each node is in the community closest to it.

    The closest community is the one with most of the ring's nodes, the smaller one if equal.
    """
    near = surroundings(links, ring)
    local = sparse.csr_array(links[near][:, near])
    local.sort_indices()
    place = {int(node): at for at, node in enumerate(near)}
    inside = frozenset(place[node] for node in ring)
    stayed = dict.fromkeys(ring, 0)
    random = np.random.default_rng([seed, len(ring), *ring[:8]])
    for run in range(runs):
        parts = communities(
            _perturbed(local, random),
            largest=largest,
            resolution=float(random.uniform(*RESOLUTIONS)),
            seed=seed + run + 1,
        )
        best = max(parts, key=lambda part: (len(inside & set(part)), -len(part)), default=())
        kept = inside.intersection(best)
        for node in ring:
            stayed[node] += place[node] in kept
    return {node: count / runs for node, count in stayed.items()}
