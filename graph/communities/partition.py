"""Communities: connected components, cut by Louvain only where they are large, recursively.

Modularity over a whole graph merges small groups (resolution limit, Fortunato and Barthelemy 2007),
so the cut is made inside components and again inside its own parts until they are small or whole.
Louvain: Blondel et al. 2008, by NetworkX; nodes are added in sorted order and seeds are fixed,
because its result depends on both.
"""

from collections.abc import Iterator

import networkx as nx
import numpy as np
from scipy import sparse
from scipy.sparse import csgraph

from graph.projection.evidence import Indices

Community = tuple[int, ...]  # sorted positions


def components(links: sparse.csr_array) -> list[Indices]:
    """Connected components with two or more nodes, by their first node; each sorted."""
    if links.shape[0] == 0:
        return []
    count, labels = csgraph.connected_components(links, directed=False)
    order = np.argsort(labels, kind="stable")
    bounds = np.searchsorted(labels[order], np.arange(count + 1))
    groups = (order[bounds[at] : bounds[at + 1]] for at in range(count))
    return sorted((group for group in groups if len(group) > 1), key=lambda group: int(group[0]))


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
    parts = nx.community.louvain_communities(graph, "weight", resolution=resolution, seed=seed)
    if len(parts) < 2:
        yield tuple(sorted(graph))
        return
    for part in sorted(sorted(part) for part in parts):
        inside = _ordered_subgraph(graph, part)
        yield from cut(inside, largest=largest, resolution=resolution, seed=seed, depth=depth - 1)


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


def communities(
    links: sparse.csr_array, *, largest: int = 20, resolution: float = 1.0, seed: int = 0
) -> list[Community]:
    """Partition all linked nodes; components up to `largest` nodes stay whole. Sorted."""
    found: list[Community] = []
    for component in components(links):
        if len(component) <= largest:
            found.append(tuple(int(node) for node in component))
        else:
            graph = to_networkx(links, component)
            found += cut(graph, largest=largest, resolution=resolution, seed=seed)
    return sorted(found)
