"""Keys of addresses: writings of one place join; two places never do (decision 0017)."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.addresses import measure, ours
from graph.values import value_type
from graph.values.addresses.china import divide
from tests.graph.values.places import places

JOINED = {"us": 48, "cn": 67, "other": 7}  # pairs of writings, as decision 0017 tells
STREETS = ("Main", "Oak", "First", "Saint John", "Highway", "St")
NUMBERS = st.integers(1, 130).map(str)
DIRECTIONS = st.sampled_from([("", ""), ("North", "N."), ("South", "S"), ("NE", "Northeast")])
SUFFIXES = st.sampled_from([("Street", "St."), ("Avenue", "Ave"), ("Court", "Ct")])
_PARTS = ("1", "2", "12", "A", "B", "1B")
UNITS = st.sampled_from([("Apt", "#"), ("Suite", "Ste."), ("Floor", "Fl"), ("Building", "Bldg")])


@pytest.mark.parametrize("country", JOINED)
def test_two_places_never_have_one_key(country: str) -> None:
    found = measure(places()[country], ours)
    assert found["wrong"] == 0
    assert found["joined"] >= JOINED[country]


@st.composite
def american(draw: st.DrawFn) -> tuple[tuple[str, ...], str, str]:
    """What a line of the United States tells apart, and the line written in two ways."""
    number, street = draw(NUMBERS), draw(st.sampled_from(STREETS))
    direction, suffix = draw(DIRECTIONS), draw(SUFFIXES)
    unit, door = draw(UNITS), draw(NUMBERS)
    first, second = (
        f"{number} {direction[i]} {street} {suffix[i]}, {unit[i]} {door}".replace("  ", " ")
        for i in (0, 1)
    )
    return (number, *direction, street, *suffix, *unit, door), first, second


@settings(max_examples=150, deadline=None)
@given(one=american(), other=american())
def test_lines_of_the_united_states_keep_every_part(
    one: tuple[tuple[str, ...], str, str], other: tuple[tuple[str, ...], str, str]
) -> None:
    key = value_type("address").key
    for mine, theirs in itertools.product(one[1:], other[1:]):
        same = key(mine, country="US") == key(theirs, country="US")
        assert not same or one[0] == other[0], (mine, theirs)


@settings(max_examples=150, deadline=None)
@given(one=st.tuples(*[NUMBERS] * 4), other=st.tuples(*[NUMBERS] * 4))
def test_chinese_lines_keep_every_number(one: tuple[str, ...], other: tuple[str, ...]) -> None:
    def line(parts: tuple[str, ...]) -> str:
        return "上海市浦东新区明澜路{}弄{}号{}单元{}室".format(*parts)

    key = value_type("address").key
    assert (key(line(one)) == key(line(other))) == (one == other)


@settings(max_examples=150, deadline=None)
@given(
    one=st.lists(st.sampled_from(_PARTS), min_size=2, max_size=5),
    other=st.lists(st.sampled_from(_PARTS), min_size=2, max_size=5),
)
def test_numbers_are_never_run_together(one: list[str], other: list[str]) -> None:
    key = value_type("address").key
    first, second = (f"Flat {', '.join(parts)} High Street" for parts in (one, other))
    digits = [" ".join(parts).replace("1 B", "1B").replace("2 B", "2B") for parts in (one, other)]
    digits = [text.replace("1 A", "1A").replace("2 A", "2A") for text in digits]
    assert (key(first) == key(second)) == (digits[0] == digits[1])


@pytest.mark.parametrize(
    ("text", "code", "rest"),
    [
        ("上海市浦东新区明澜路1号", "310115", "明澜路1号"),
        ("上海浦东新区明澜路1号", "310115", "明澜路1号"),
        ("朝阳区明澜路1号", "", "朝阳区明澜路1号"),  # in Beijing and in Changchun
        ("上海路5号", "", "上海路5号"),  # a street of that name, anywhere
        ("北京东路5号", "", "北京东路5号"),
        ("江苏昆山市明澜路1号", "320583", "明澜路1号"),
    ],
)
def test_a_division_counts_at_the_head_where_it_can_be_but_one(
    text: str, code: str, rest: str
) -> None:
    assert divide(text) == (code, rest)


def test_american_rules_need_the_country() -> None:
    key = value_type("address").key
    assert key("12 Main Street") != key("12 Main St")
    assert key("12 Main Street", country="us") == key("12 Main St", country="US")
    assert key("12 Main Street", country="GB") != key("12 Main St", country="GB")
