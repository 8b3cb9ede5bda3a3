"""Link analysis: who connects whom, on small graphs with known answers."""

import networkx as nx
import pytest

from graph.measures.links import (
    EXACT_NODES,
    adamic_adar,
    link_analysis,
    link_graph,
    shortest_paths,
)


def test_two_triangles_and_a_bridge() -> None:
    graph = link_graph(["ab", "bc", "ca", "cd", "de", "ef", "fd"])  # type: ignore[list-item]
    found = link_analysis(graph)
    assert found.articulation == ("c", "d")
    assert found.bridges == (("c", "d"),)
    assert found.core == dict.fromkeys("abcdef", 2)
    assert found.betweenness["c"] == pytest.approx(0.6)
    assert not found.sampled


def test_self_links_and_lone_nodes_are_harmless() -> None:
    graph: nx.Graph[str] = nx.Graph([("a", "a"), ("a", "b")])
    graph.add_node("lone")
    found = link_analysis(graph)
    assert found.betweenness == {"a": 0.0, "b": 0.0, "lone": 0.0}
    assert found.bridges == (("a", "b"),)


def test_nothing_to_analyse() -> None:
    found = link_analysis(nx.Graph())
    assert (found.betweenness, found.articulation) == ({}, ())


def test_a_large_graph_is_sampled_and_the_same_each_time() -> None:
    star = link_graph(("hub", f"leaf{n:04d}") for n in range(EXACT_NODES + 1))
    first, second = link_analysis(star), link_analysis(star)
    assert first.sampled
    assert first == second
    assert max(first.betweenness, key=first.betweenness.__getitem__) == "hub"


def test_adamic_adar_of_strangers_with_a_common_friend() -> None:
    graph = link_graph([("a", "m"), ("b", "m"), ("m", "x")])
    assert set(adamic_adar(graph, ["a", "b"])) == {("a", "b")}


def test_shortest_paths_come_shortest_first() -> None:
    graph = link_graph([("a", "b"), ("b", "d"), ("a", "c"), ("c", "e"), ("e", "d")])
    assert shortest_paths(graph, "a", "d") == [["a", "b", "d"], ["a", "c", "e", "d"]]
    assert shortest_paths(graph, "a", "d", longest=2) == [["a", "b", "d"]]


@pytest.mark.parametrize("ends", [("a", "z"), ("z", "a"), ("a", "a")])
def test_no_path_is_an_empty_list(ends: tuple[str, str]) -> None:
    assert shortest_paths(link_graph([("a", "b")]), *ends) == []
