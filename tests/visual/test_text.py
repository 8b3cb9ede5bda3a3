"""Values of any kind become JSON."""

import datetime
import json

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from visual.text import plain


def test_what_sources_hold() -> None:
    held = {
        "day": datetime.date(2025, 1, 2),
        "count": np.int64(3),
        "share": np.float64("nan"),
        "tags": {"b", "a"},
        "none": None,
    }
    assert plain(held) == {
        "day": "2025-01-02",
        "count": 3,
        "share": None,
        "tags": ["a", "b"],
        "none": None,
    }


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.integers() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
        max_leaves=10,
    )
)
def test_anything_is_json(value: object) -> None:
    json.dumps(plain(value), allow_nan=False, ensure_ascii=False).encode("utf-8")


def test_half_characters_are_replaced() -> None:
    assert plain("a\ud800b") == "a?b"
