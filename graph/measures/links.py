"""Link analysis in NetworkX of a ring or of any entity's surroundings: who connects whom.

Betweenness (Brandes 2001), bridges and articulation points (Hopcroft, Tarjan 1973), k-core
(Batagelj, Zaversnik 2003), Adamic-Adar of pairs, shortest paths (Yen 1971). Each call is bounded.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice

import networkx as nx

EXACT_NODES = 600  # larger graphs get betweenness from sampled sources
SAMPLES = 150
MOST_PATHS = 10
MOST_EXPANSIONS = 20_000


@dataclass(frozen=True)
class LinkAnalysis:
    """Measures of one graph; pairs are sorted ids, lists are sorted."""

    betweenness: Mapping[str, float]  # 0 to 1
    core: Mapping[str, int]  # the largest k such that the node is in the k-core
    articulation: tuple[str, ...]  # nodes without which the graph falls apart
    bridges: tuple[tuple[str, str], ...]  # links without which it falls apart
    adamic_adar: Mapping[tuple[str, str], float]  # of unlinked pairs with a common neighbour
    sampled: bool  # betweenness is an estimate


def link_graph(links: Iterable[tuple[str, str]]) -> "nx.Graph[str]":
    """An undirected graph, nodes and edges in sorted order, without self-links."""
    graph: nx.Graph[str] = nx.Graph()
    pairs = sorted({(min(pair), max(pair)) for pair in links if pair[0] != pair[1]})
    graph.add_nodes_from(sorted({end for pair in pairs for end in pair}))
    graph.add_edges_from(pairs)
    return graph


def adamic_adar(graph: "nx.Graph[str]", nodes: Iterable[str]) -> dict[tuple[str, str], float]:
    """Adamic-Adar index of unlinked pairs among `nodes` that have a common neighbour."""
    among = sorted(set(nodes).intersection(graph))
    pairs = [
        (first, second)
        for at, first in enumerate(among)
        for second in among[at + 1 :]
        if not graph.has_edge(first, second)
    ]
    found = nx.adamic_adar_index(graph, pairs)
    return {(first, second): value for first, second, value in found if value > 0}


def link_analysis(
    graph: "nx.Graph[str]", *, pairs_of: Iterable[str] = (), seed: int = 0
) -> LinkAnalysis:
    """Measures of this graph; Adamic-Adar only among `pairs_of` (keep it below 300 nodes)."""
    simple = link_graph(graph.edges)
    simple.add_nodes_from(sorted(set(graph) - set(simple)))
    sampled = len(simple) > EXACT_NODES
    betweenness = nx.betweenness_centrality(simple, k=SAMPLES if sampled else None, seed=seed)
    return LinkAnalysis(
        betweenness={node: float(betweenness[node]) for node in sorted(betweenness)},
        core=dict(sorted(nx.core_number(simple).items())),
        articulation=tuple(sorted(nx.articulation_points(simple))),
        bridges=tuple(sorted((min(b), max(b)) for b in nx.bridges(simple))),
        adamic_adar=adamic_adar(simple, pairs_of),
        sampled=sampled,
    )


def shortest_paths(
    graph: "nx.Graph[str]", source: str, target: str, *, most: int = 3, longest: int = 8
) -> list[list[str]]:
    """Up to `most` simple paths of at most `longest` links, shortest first, then by ids.

    Empty when an end is missing or there is no such path. Bounded: paths longer than the shortest
    are looked for only in graphs below MOST_EXPANSIONS links.
    """
    if source not in graph or target not in graph or source == target:
        return []
    ordered = link_graph(graph.edges)
    if source not in ordered or target not in ordered:
        return []
    try:
        first = nx.shortest_path(ordered, source, target)
    except nx.NetworkXNoPath:
        return []
    if len(first) - 1 > longest:
        return []
    if ordered.number_of_edges() > MOST_EXPANSIONS:
        return [first]
    paths = islice(nx.shortest_simple_paths(ordered, source, target), min(most, MOST_PATHS))
    return sorted((p for p in paths if len(p) - 1 <= longest), key=lambda p: (len(p), p))
