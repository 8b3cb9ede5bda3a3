"""Communities: connected components, cut by Louvain only where they are large, recursively.

Modularity over a whole graph merges small groups (resolution limit, Fortunato and Barthelemy 2007),
so the cut is made inside components and again inside its own parts until they are small or whole.
Louvain: Blondel et al. 2008, by NetworkX; nodes are added in sorted order and seeds are fixed,
because its result depends on both.

NetworkX's Louvain moves nodes while any move gains anything, so a gain of 1e-18 that is only
rounding can swap two nodes for ever. Weights are therefore brought to whole numbers whose sum is a
power of two, and resolutions to sixteenths: then every gain is exact and each move a true one.
"""

import math
from collections.abc import Iterator

import networkx as nx
import numpy as np
from scipy import sparse
from scipy.sparse import csgraph

from graph.errors import RingleaderError
from graph.projection.evidence import Indices

Community = tuple[int, ...]  # sorted positions

_WHOLE = 2**22  # sum of the weights: products of two stay exact in a double
_REST = -1  # a node of its own that holds what is missing to that sum


def components(links: sparse.csr_array) -> list[Indices]:
    """Connected components with two or more nodes, by their first node; each sorted."""
    if links.shape[0] == 0:
        return []
    count, labels = csgraph.connected_components(links, directed=False)
    order = np.argsort(labels, kind="stable")
    bounds = np.searchsorted(labels[order], np.arange(count + 1))
    several = np.flatnonzero(np.diff(bounds) > 1).tolist()
    groups = (order[bounds[at] : bounds[at + 1]] for at in several)
    return sorted(groups, key=lambda group: int(group[0]))


def to_networkx(links: sparse.csr_array, nodes: Indices) -> "nx.Graph[int]":
    """The weighted graph among these nodes, nodes and edges added in sorted order."""
    graph: nx.Graph[int] = nx.Graph()
    ordered = np.sort(nodes)
    graph.add_nodes_from(int(node) for node in ordered)
    inside = sparse.triu(links[ordered][:, ordered], k=1, format="csr")
    inside.sort_indices()
    coo = inside.tocoo()
    for first, second, weight in zip(*coo.coords, coo.data, strict=True):
        graph.add_edge(int(ordered[first]), int(ordered[second]), weight=float(weight))
    return graph


def cut(
    graph: "nx.Graph[int]", *, largest: int, resolution: float, seed: int, depth: int = 12
) -> Iterator[Community]:
    """Communities of one connected graph: itself when small, else Louvain's, cut again."""
    if len(graph) <= largest or depth == 0:
        yield tuple(sorted(graph))
        return
    parts = _louvain(graph, round(resolution * 16) / 16, seed)
    if len(parts) < 2:
        yield tuple(sorted(graph))
        return
    for part in parts:
        inside = _ordered_subgraph(graph, part)
        yield from cut(inside, largest=largest, resolution=resolution, seed=seed, depth=depth - 1)


def _louvain(graph: "nx.Graph[int]", resolution: float, seed: int) -> list[list[int]]:
    """Louvain's communities of `graph`, computed without rounding; sorted."""
    exact = _exact(graph)
    parts = nx.community.louvain_communities(exact, "weight", resolution=resolution, seed=seed)
    return sorted(sorted(part - {_REST}) for part in parts if part != {_REST})


def _exact(graph: "nx.Graph[int]") -> "nx.Graph[int]":
    """The graph with whole weights in proportion, at least 1, that sum to _WHOLE."""
    room = _WHOLE - graph.number_of_edges()
    if room <= 0:
        raise RingleaderError(
            f"A group of {len(graph)} households has over {_WHOLE} links, more than can be cut; "
            "raise the least weight of a link."
        )
    edges = [(a, b, float(data["weight"])) for a, b, data in graph.edges(data=True)]
    total = math.fsum(weight for _, _, weight in edges)
    whole = [1 + math.floor(weight / total * room) for _, _, weight in edges]
    exact: nx.Graph[int] = nx.Graph()
    exact.add_nodes_from(graph)
    for (first, second, _), weight in zip(edges, whole, strict=True):
        exact.add_edge(first, second, weight=weight)
    exact.add_edge(_REST, _REST, weight=_WHOLE - sum(whole))
    return exact


def _ordered_subgraph(graph: "nx.Graph[int]", nodes: list[int]) -> "nx.Graph[int]":
    """A copy with sorted nodes and edges; NetworkX's own copies keep set order."""
    inside: nx.Graph[int] = nx.Graph()
    inside.add_nodes_from(nodes)
    wanted = set(nodes)
    for node in nodes:
        for other in sorted(wanted.intersection(graph[node])):
            if node < other:
                inside.add_edge(node, other, weight=graph[node][other]["weight"])
    return inside
