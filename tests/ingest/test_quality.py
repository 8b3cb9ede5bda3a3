"""Quality of columns: filled, usable, different, shared, suspicious."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

from graph.errors import NotFoundError
from graph.provenance.place import Place
from ingest.cells import folded_words
from ingest.chunk import Chunk, Places
from ingest.mapping import Mapping
from ingest.measure import column_plans, measure_source
from ingest.quality import ColumnQuality, Measure

_MAPPING = Mapping.model_validate(
    {
        "source": "trial",
        "title": "Trial",
        "namespace": "trial",
        "hints": {"phone": {"region": "US"}},
        "tables": {
            "contacts": {
                "file": "contacts.csv",
                "words": {"kind": {"phone": ["tel"], "email": []}},
                "entities": {
                    "owner": {"label": "Person", "key": "owner", "properties": {"name": "name"}},
                    "phone": {"label": "Phone", "key": "value", "when": {"kind": "phone"}},
                    "email": {"label": "Email", "key": "value", "when": {"kind": "email"}},
                },
                "links": [
                    {"type": "HAS_PHONE", "from": "owner", "to": "phone"},
                    {"type": "HAS_EMAIL", "from": "owner", "to": "email"},
                ],
            }
        },
    }
)
_COLUMNS = ("owner", "name", "kind", "value", "extra")
_ROWS = (
    ("1", "Jane Doe", "tel", "+1 212 555 0101", ""),
    ("2", "", "phone", "(212) 555-0101", ""),
    ("2", "", "phone", "212-555-0101", "x"),
    ("3", "Li Wei", "phone", "000-000-0000", ""),
    ("4", "Li Wei", "email", "li@example.com", ""),
    ("5", "Ann Bo", "email", "jane at example", ""),
    ("6", "Ann Bo", "fax", "+1 212 555 0102", ""),
)


def _chunk(rows: Sequence[Sequence[str]]) -> Chunk:
    count = len(rows)
    places = Places(
        np.arange(count), np.arange(count), np.ones(count, np.int32), np.arange(count, dtype="u8")
    )
    cells = dict(zip(_COLUMNS, zip(*rows, strict=True), strict=True))
    return Chunk(places, pa.table({n: pa.array(c, pa.string()) for n, c in cells.items()}))


def _measured(tmp_path: Path, *chunks: Chunk) -> dict[str, ColumnQuality]:
    table = _MAPPING.tables["contacts"]
    plans = column_plans(_COLUMNS, table, _MAPPING, {})
    database = Place(tmp_path).connect(tmp_path)
    measure = Measure(plans, folded_words(table.words), database, tmp_path)
    for chunk in chunks:
        measure.add(chunk)
    return {column.column: column for column in measure.columns()}


def test_cells_are_filled_usable_or_refused_with_the_reason(tmp_path: Path) -> None:
    found = _measured(tmp_path, _chunk(_ROWS))
    assert (found["name"].filled, found["name"].valid, found["name"].distinct) == (5, 5, 3)
    value = found["value"]
    assert value.kinds == ("email", "phone")  # each row is read by its own word
    assert (value.filled, value.valid, value.distinct) == (7, 4, 2)
    assert value.reasons == {"not_an_email": 1, "placeholder": 1}
    assert [(each.text, each.rows) for each in value.placeholders] == [("000-000-0000", 1)]
    assert found["kind"].reasons == {"unknown_word": 1}
    assert found["extra"].used is False


def test_shared_values_are_counted_by_who_holds_them(tmp_path: Path) -> None:
    value = _measured(tmp_path, _chunk(_ROWS))["value"]
    assert value.held_by == "owner"
    (shared,) = value.shared
    assert (shared.value, shared.rows, shared.holders) == ("+12125550101", 3, 2)
    assert shared.personal


def test_chunks_add_up_to_the_same_figures(tmp_path: Path) -> None:
    whole = _measured(tmp_path, _chunk(_ROWS))
    assert _measured(tmp_path, _chunk(_ROWS[:3]), _chunk(_ROWS[3:])) == whole


def test_a_number_that_far_too_many_hold_is_suspicious(tmp_path: Path) -> None:
    rows = [(f"{owner}", "", "phone", "+1 212 555 0147", "") for owner in range(25)]
    (odd,) = _measured(tmp_path, _chunk(rows))["value"].suspicious
    assert "values.suspicion.many_holders" in odd.suspicions


def test_a_source_that_delivered_nothing_is_told_apart(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="'trial' has delivered nothing"):
        measure_source(Place(tmp_path), "trial", tmp_path / "spill", lambda *_: None)
