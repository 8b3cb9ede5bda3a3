"""Scores and ring numbers: parts that add up, numbers that stay."""

import math

from hypothesis import given
from hypothesis import strategies as st

from graph.rings.ids import match_numbers, ring_number
from graph.rings.score import UNITS, share_out, squash

raws = st.lists(st.floats(0, 1e6), min_size=1, max_size=40)


@given(raws)
def test_parts_add_up_to_the_score(parts: list[float]) -> None:
    score = squash(math.fsum(parts), 10.0)
    points = share_out(score, parts)
    assert sum(round(point * UNITS) for point in points) == round(score * UNITS)
    assert all(point >= 0 for point in points)
    assert round(math.fsum(points), 4) == score


def test_scores_stay_between_nothing_and_one() -> None:
    assert squash(0, 10) == 0
    assert squash(10, 10) == 0.5
    assert squash(1e9, 10) < 1


def test_no_points_to_share() -> None:
    assert share_out(0.0, [0.0, 0.0]) == [0.0, 0.0]
    assert share_out(0.0, []) == []


@given(st.lists(st.text(), max_size=5))
def test_a_number_is_six_letters_that_no_one_misreads(members: list[str]) -> None:
    number = ring_number(members)
    assert len(number) == 8
    assert number.startswith("R-")
    assert not set(number[2:]) & set("ILOU")
    assert ring_number(reversed(members)) == number
    assert ring_number(members, {number}) != number


def test_a_ring_keeps_its_number_while_half_its_members_stay() -> None:
    (first,) = match_numbers([["a", "b", "c", "d"]], {})
    assert match_numbers([["a", "b", "c", "x"]], {first: ["a", "b", "c", "d"]}) == [first]
    assert match_numbers([["a", "x", "y", "z"]], {first: ["a", "b", "c", "d"]}) != [first]


def test_a_ring_that_splits_leaves_its_number_to_the_larger_part() -> None:
    numbers = match_numbers([["a", "b"], ["c", "d", "e"]], {"R-OLD": ["a", "b", "c", "d", "e"]})
    assert numbers[1] == "R-OLD"
    assert numbers[0] != "R-OLD"
