"""Columns that are cleaned at once come out as their value type cleans them one by one."""

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.values import BadValue, value_type
from graph.values.columns import plainly

WRITTEN = {
    "identifier": (
        r"[A-Za-z]{0,3}[-/ ]?[0-9]{0,12}|0{1,12}|1{1,12}|[0-9]?123456789|n/?a|[!-~ ]{1,12}"
    ),
    "vin": r"[1-5LWZ][A-HJ-NPR-Z0-9]{7}[0-9X][A-HJ-NPR-Z0-9]{8}|1{17}|[0-9]{17}|1M8GDM9AXKP042788",
    "money": r"[0-9]{1,13}(\.[0-9]{0,3})?|[0-9]{1,4}(,[0-9]{3}){0,4}\.[0-9]{2}|[0-9.,-]{1,8}",
    "phone": (
        r"(\+?1[ .-]?)?\(?[0-9]{3}\)?[ .-]?[0-9]{3}[ .-]?[0-9]{4}"
        r"|(\+?86[ -]?)?1[0-9]{2}[ -]?[0-9]{4}[ -]?[0-9]{4}|(\+1 ?)?2345678900"
        r"|(\+86)?1380013800[0-9]|(\+1)?[2-9][0-9](0{8}|5{8})|\+?12345678901|[0-9 ()+-]{5,16}"
    ),
}
HINTS: dict[str, list[dict[str, str]]] = {
    "identifier": [{}],
    "money": [{"currency": c} for c in ("USD", "usd ", "JPY", "KWD", "", "?")] + [{}],
    "vin": [{}],
    "phone": [{"region": region} for region in ("US", "CN", "GB", "")] + [{}],
}


def one_by_one(kind: str, text: str, hints: dict[str, str]) -> tuple[object, str] | None:
    """Value and key as the type gives them; None where it refuses."""
    given_hints = {name: hint for name, hint in hints.items() if hint}
    try:
        value = value_type(kind).clean(text, **given_hints)
    except BadValue:
        return None
    return value, value_type(kind).key(value, **given_hints)


@pytest.mark.parametrize("kind", sorted(WRITTEN))
def test_what_is_plainly_good_is_what_the_type_says(kind: str) -> None:
    @settings(max_examples=100, deadline=None)
    @given(
        texts=st.lists(
            st.from_regex(WRITTEN[kind], fullmatch=True).map(str.strip).filter(bool),
            min_size=1,
            max_size=8,
        ),
        hints=st.sampled_from(HINTS[kind]),
    )
    def check(texts: list[str], hints: dict[str, str]) -> None:
        columns = {name: pa.array([hint] * len(texts)) for name, hint in hints.items()}
        found = plainly(kind, pa.array(texts), columns)
        if found is not None:
            for at, text in enumerate(texts):
                if found.good[at].as_py():
                    own = (found.values[at].as_py(), found.keys[at].as_py())
                    assert own == one_by_one(kind, text, hints), text

    check()


@pytest.mark.parametrize(
    ("kind", "text", "hints"),
    [
        ("identifier", "CL-0001234", {}),
        ("identifier", "70031", {}),
        ("money", "1,234.50", {"currency": "USD"}),
        ("phone", "(212) 555-0143", {"region": "US"}),
        ("phone", "+1 212 555 0143", {"region": "CN"}),
        ("phone", "139 4050 6071", {"region": "CN"}),
        ("vin", "1M8GDM9AXKP042788", {}),
    ],
)
def test_common_ways_of_writing_are_plain(kind: str, text: str, hints: dict[str, str]) -> None:
    found = plainly(kind, pa.array([text]), {n: pa.array([h]) for n, h in hints.items()})
    assert found is not None
    assert found.good.to_pylist() == [True]


def test_other_types_are_left_alone() -> None:
    assert plainly("name", pa.array(["Jane Doe"]), {}) is None
