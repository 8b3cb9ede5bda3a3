"""Layout: same input, same places; nothing on top of anything; wider than high."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from visual.layout import layout

RING = [(f"p{i}", f"c{i}") for i in range(12)] + [(f"c{i}", "account") for i in range(12)]
NODES = sorted({n for edge in RING for n in edge})


def test_order_of_input_changes_nothing() -> None:
    shuffled = [edge[::-1] for edge in RING]
    random.Random(1).shuffle(shuffled)
    assert layout(NODES, RING) == layout(NODES[::-1], shuffled)


@pytest.mark.parametrize("count", [1, 2, 3, 25, 130])
def test_nodes_stand_apart(count: int) -> None:
    names = [f"n{i:03d}" for i in range(count)]
    edges = [(name, names[i // 3]) for i, name in enumerate(names) if i]
    points = list(layout(names, edges).values())
    closest = min(
        (abs(a[0] - b[0]) + abs(a[1] - b[1]) for i, a in enumerate(points) for b in points[:i]),
        default=1000,
    )
    assert closest > 28


def test_linked_nodes_are_never_on_one_line() -> None:
    places = layout(["a", "b"], [("a", "b")])
    assert abs(places["a"][1] - places["b"][1]) >= 8


def test_parts_that_are_not_connected_dont_overlap() -> None:
    places = layout(["a", "b", "c", "d", "e"], [("a", "b"), ("c", "d")])
    assert len(set(places.values())) == 5


def test_nothing_to_place() -> None:
    assert layout([], []) == {}


@settings(max_examples=40, deadline=None)
@given(st.sets(st.tuples(st.integers(0, 14), st.integers(0, 14)), max_size=30))
def test_any_small_graph_has_whole_places(pairs: set[tuple[int, int]]) -> None:
    edges = [(str(a), str(b)) for a, b in pairs]
    nodes = sorted({n for edge in edges for n in edge} | {"alone"})
    places = layout(nodes, edges)
    assert sorted(places) == nodes
    assert all(isinstance(x, int) and abs(x) < 20_000 for place in places.values() for x in place)
