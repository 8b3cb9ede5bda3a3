"""Stability: who stays with a ring when links are dropped, cut and joined as rings are."""

import numpy as np
from scipy import sparse

from graph.communities.settled import Ties
from graph.communities.stability import stability, surroundings
from graph.projection.holdings import ITEM_LABELS
from graph.projection.items import Items
from tests.graph.communities.test_partition import caveman, links

THRESHOLD = 10.0


def ties(nodes: int, *shared: tuple[int, ...]) -> Ties:
    """Ties by accounts, each held by these nodes; each says 4 of surprise."""
    count = len(shared)
    held = sparse.csr_array((nodes, count))
    if shared:
        held = sparse.csr_array(
            [[1.0 if n in holders else 0.0 for holders in shared] for n in range(nodes)]
        )
    items = Items(
        kind=np.full(count, ITEM_LABELS.index("Account")),
        held=held,
        by_household=held,
        degree=np.array([len(holders) for holders in shared], np.int64),
        links=np.ones(count, bool),
        parts=np.full((count, 2), -1, np.int64),
        lift=np.full(count, np.inf),
        together=sparse.csr_array((nodes, 0)),
        paired=np.zeros(0, np.int64),
    )
    return Ties(items, np.full(count, 4.0), THRESHOLD, nodes)


def test_a_clique_is_stable_and_a_loose_end_is_not() -> None:
    edges = [(a, b) for a in range(6) for b in range(a)] + [(5, 6)]
    around = surroundings(links(edges, 7), tuple(range(7)))
    share = stability(around, ties(7), runs=40)
    assert all(share[node] == 1.0 for node in range(6))
    assert 0.7 < share[6] < 1.0
    assert stability(around, ties(7), runs=40) == share


def test_parts_that_the_ring_was_joined_of_by_evidence_are_joined_in_every_run() -> None:
    """Two cliques with one link: cut in two, but three accounts across make them one."""
    around = surroundings(links(caveman(2, 6), 12), tuple(range(12)))
    alone = stability(around, ties(12), runs=40)
    tied = stability(around, ties(12, (0, 1, 6, 7), (2, 3, 8, 9), (4, 5, 10, 11)), runs=40)
    assert min(alone.values()) < 0.5
    assert min(tied.values()) > 0.9


def test_circles_that_no_link_joins_stay_together() -> None:
    """Two cliques without a link: what made them one ring is no link and isn't dropped."""
    edges = [(a, b) for a in range(6) for b in range(a)]
    edges += [(a + 6, b + 6) for a, b in edges]
    around = surroundings(links(edges, 12), tuple(range(12)))
    circles = (tuple(range(6)), tuple(range(6, 12)))
    assert set(stability(around, ties(12), circles, runs=20).values()) == {1.0}
    half = stability(around, ties(12), runs=20)
    assert sorted(set(half.values())) == [0.0, 1.0]
