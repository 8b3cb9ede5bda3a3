"""Columns as query parameters: what repeats crosses once, and every row gets its own value back."""

import datetime

import pyarrow as pa

from graph.store.parameters import shape

DAY, OTHER = datetime.date(2024, 1, 2), datetime.date(2024, 3, 4)
COLUMNS: dict[str, list[object]] = {
    "id": [f"person-{i}" for i in range(8)],
    "source": [0] * 8,
    "name": [f"Ann {i}" if i else None for i in range(8)],
    "rows": [1, 2, 3, 4, 5, 6, 7, None],
    "currency": ["USD"] * 8,
    "first_seen": [DAY, None, OTHER, DAY, DAY, None, OTHER, DAY],
    "sources": [["a", "b"], ["a b"], [], None, [""], ["b", "a"], ["a", "b"], []],
}


def given_back(batch: pa.RecordBatch) -> dict[str, list[object]]:
    """What the query puts together from the parameters."""
    form = shape(batch)
    sent = form.parameters(batch)
    columns, values = sent["columns"], sent["values"]
    assert set(values) == set(form.coded)
    return {
        name: [values[name][at] for at in column] if name in values else column
        for name, column in columns.items()
    }


def test_repeated_values_cross_once_and_rows_get_them_back() -> None:
    batch = pa.record_batch(COLUMNS)
    assert shape(batch).coded == ("currency", "first_seen", "sources")
    assert shape(batch).plain == ("name", "rows")
    assert shape(batch).parameters(batch)["values"]["currency"] == ["USD"]
    assert given_back(batch) == {k: v for k, v in COLUMNS.items() if k != "source"}


def test_a_part_of_a_batch_is_as_good() -> None:
    found = given_back(pa.record_batch(COLUMNS).slice(2, 5))
    assert found == {k: v[2:7] for k, v in COLUMNS.items() if k != "source"}


def test_a_shape_holds_for_later_batches() -> None:
    first = pa.record_batch({"id": ["a"], "name": ["Ann"], "sources": pa.array([["x"]])})
    form = shape(first)
    later = pa.record_batch({"id": ["b"], "name": ["Bo"], "sources": pa.array([["y"]])})
    assert form.slots() == {"plain": "name", "coded": "sources"}
    assert form.parameters(later)["values"] == {"sources": [["y"]]}
