"""Lists are made once for all the rows that have them."""

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from graph.store.java_rows import distinct_lists

LISTS = st.lists(st.none() | st.lists(st.sampled_from(["a", "b", "", "a,b", "保单"]), max_size=3))


def test_equal_lists_have_one_place() -> None:
    places, lists = distinct_lists(pa.array([["a"], None, ["a", "b"], ["a"], []]))
    assert lists == [[], ["a"], ["a", "b"]]
    assert places.tolist() == [1, 3, 2, 1, 0]


@given(rows=LISTS, start=st.integers(0, 3))
def test_every_row_has_its_list(rows: list[list[str] | None], start: int) -> None:
    values = pa.array(rows, pa.list_(pa.string())).slice(start)
    places, lists = distinct_lists(values)
    assert [[*lists, None][place] for place in places] == values.to_pylist()
    assert len({tuple(items) for items in lists}) == len(lists)
