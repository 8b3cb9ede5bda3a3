"""Communities: components, cut only where large, the same for any order."""

import networkx as nx
import numpy as np
import pytest
from scipy import sparse

from graph.communities.partition import Community, components, cut, to_networkx
from graph.communities.stability import surroundings


def links(edges: list[tuple[int, int]], nodes: int) -> sparse.csr_array:
    """A symmetric matrix of these edges, all of weight 1."""
    first, second = np.array(edges, np.int64).reshape(-1, 2).T
    half = sparse.csr_array((np.ones(len(first)), (first, second)), shape=(nodes, nodes))
    return sparse.csr_array(half + half.T)


def caveman(cliques: int, size: int) -> list[tuple[int, int]]:
    """Cliques in a ring, each joined to the next by one edge."""
    return [(int(a), int(b)) for a, b in nx.connected_caveman_graph(cliques, size).edges]


def communities(
    matrix: sparse.csr_array, largest: int = 20, resolution: float = 1.0, seed: int = 0
) -> list[Community]:
    """All components, cut where they have more nodes than `largest`; sorted."""
    graphs = [to_networkx(matrix, component) for component in components(matrix)]
    parts = [cut(g, largest=largest, resolution=resolution, seed=seed) for g in graphs]
    return sorted(part for some in parts for part in some)


def test_components_leave_lone_nodes_out() -> None:
    found = components(links([(0, 3), (1, 2)], 6))
    assert [part.tolist() for part in found] == [[0, 3], [1, 2]]


def test_a_small_component_stays_whole() -> None:
    assert communities(links(caveman(3, 5), 15)) == [tuple(range(15))]


def test_a_large_component_is_cut_into_its_cliques() -> None:
    parts = communities(links(caveman(8, 6), 48))
    assert len(parts) >= 4
    assert sorted(node for part in parts for node in part) == list(range(48))


def test_one_large_clique_ends() -> None:
    edges = [(a, b) for a in range(40) for b in range(a)]
    assert communities(links(edges, 40)) == [tuple(range(40))]


@pytest.mark.timeout(20)
def test_ties_end() -> None:
    """NetworkX 3.6's Louvain swaps two nodes of this graph for ever when weights aren't exact."""
    edges = [(0, 1), (0, 2), (0, 3), (0, 4), (1, 4), (2, 3), (3, 4)]
    matrix = links(edges, 5) * 6.8999999999999995
    matrix[3, 4] = matrix[4, 3] = 2.3
    parts = communities(matrix, largest=2, resolution=1.2, seed=18519)
    assert sorted(node for part in parts for node in part) == list(range(5))


@pytest.mark.parametrize("seed", range(5))
def test_the_order_of_links_does_not_matter(seed: int) -> None:
    edges = caveman(8, 6)
    shuffled = [edges[at] for at in np.random.default_rng(seed).permutation(len(edges))]
    turned = [(b, a) for a, b in shuffled]
    assert communities(links(turned, 48)) == communities(links(edges, 48))


def test_nothing_linked() -> None:
    assert communities(sparse.csr_array((0, 0))) == []
    assert communities(sparse.csr_array((5, 5))) == []


def test_surroundings_are_bounded() -> None:
    star = links([(0, other) for other in range(1, 3000)], 3000)
    assert len(surroundings(star, (0, 1), most=100).nodes) == 100
