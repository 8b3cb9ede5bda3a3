"""Stability: in what share of slightly changed graphs a member stays with its ring.

Each run drops a tenth of the links and changes seed and resolution; then the ring is cut and joined
as rings are: its component by Louvain, the parts again by the evidence across them. What a ring of
several circles was joined by, a thing in common or a pair of providers, is no link between
households and is there in every run. Only the surroundings of the ring are partitioned again, so
that the cost is that of the rings and not of the graph.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import networkx as nx
import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from graph.communities.partition import Community
from graph.communities.settled import WHOLE, Ties, settled_at
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


def _perturbed(
    links: sparse.csr_array, random: np.random.Generator, runs: int
) -> Iterator["nx.Graph[int]"]:
    """Graphs of a symmetric matrix, each without every link that chance drops; all nodes stay."""
    upper = sparse.triu(links, k=1, format="coo")
    order = np.lexsort(upper.coords[::-1])
    ends = zip(*(axis[order].tolist() for axis in upper.coords), strict=True)
    edges = [(*pair, weight) for pair, weight in zip(ends, upper.data[order].tolist(), strict=True)]
    for _ in range(runs):
        graph: nx.Graph[int] = nx.Graph()
        graph.add_nodes_from(range(links.shape[0]))
        kept = np.flatnonzero(random.random(len(edges)) >= DROPPED).tolist()
        graph.add_weighted_edges_from(edges[at] for at in kept)
        yield graph


def _parts_near(
    graph: "nx.Graph[int]", ring: frozenset[int], ties: Ties, resolution: float, seed: int
) -> list[Community]:
    """Communities of those components that have some of the ring's nodes; lone nodes are none."""
    found: list[Community] = []
    left = set(ring)
    while left:
        component = sorted(nx.node_connected_component(graph, min(left)))
        left.difference_update(component)
        if len(component) <= WHOLE:
            found += [tuple(component)] if len(component) > 1 else []
            continue
        inside: nx.Graph[int] = nx.Graph()
        inside.add_nodes_from(component)
        for node in component:
            for other in sorted(graph[node]):
                if node < other:
                    inside.add_edge(node, other, weight=graph[node][other]["weight"])
        found += settled_at(inside, ties, resolution, seed)
    return found


def stability(
    around: Surroundings,
    ties: Ties,
    circles: Sequence[Community] = (),
    *,
    runs: int = 20,
    seed: int = 0,
) -> dict[int, float]:
    """Share of `runs` perturbed partitions in which each node is in the part closest to its circle.

    `ties` are those among the surroundings, row by row; `circles` the communities of which the ring
    was joined, itself where it was not. The closest part has most of a circle's nodes, the smaller
    one if equal.
    """
    ring = frozenset(np.searchsorted(around.nodes, around.ring).tolist())
    groups = [
        frozenset(np.searchsorted(around.nodes, circle).tolist())
        for circle in circles or (around.ring,)
    ]
    stayed: NDArray[np.int64] = np.zeros(len(around.nodes), np.int64)
    random = np.random.default_rng([seed, len(around.ring), *sorted(ring)[:8]])
    for run, graph in enumerate(_perturbed(around.links, random, runs)):
        resolution = float(random.uniform(*RESOLUTIONS))
        parts = _parts_near(graph, ring, ties, resolution, seed + run + 1)
        together = {
            node
            for group in groups
            for node in max(parts, key=lambda p: (len(group.intersection(p)), -len(p)), default=())
        }
        stayed[sorted(ring & together)] += 1
    return {
        node: int(stayed[place]) / runs
        for node, place in zip(around.ring, sorted(ring), strict=True)
    }
