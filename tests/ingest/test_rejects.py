"""What is lost is counted, written masked, and told again when its rows are not read anew."""

import csv
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import StoreError
from ingest.refused import Refused, cells_once, rows_once
from ingest.rejects import Rejects, shape
from tests.ingest.columns import chunk_of

PLACES = chunk_of({"A": ["1", "2", "3"]}).places


def refused(column: str, *cells: tuple[int, str]) -> Refused:
    rows = np.array([row for row, _ in cells], np.int64)
    return Refused.alike(rows, column, pa.array([text for _, text in cells]), "not_a_date")


def written(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return [line[:6] for line in csv.reader(file)][1:]


def test_each_cell_is_told_once_in_order_of_row_and_column(tmp_path: Path) -> None:
    lines = cells_once(
        [refused("b", (0, "x"), (2, "1/2")), refused("a", (2, "9")), refused("b", (2, "other"))]
    )
    with Rejects(tmp_path / "r.csv", "en") as rejects:
        rejects.add_values("f.csv", PLACES, lines)
        assert rejects.values == 3
    assert written(tmp_path / "r.csv") == [
        ["f.csv", "2", "b", "a", "value", "not_a_date"],
        ["f.csv", "4", "a", "9", "value", "not_a_date"],
        ["f.csv", "4", "b", "9/9", "value", "not_a_date"],
    ]


def test_a_lost_row_is_told_with_the_first_to_blame_and_the_word_that_was_unknown() -> None:
    unknown = Refused.alike(np.array([1]), "b", pa.array(["word"]), "unknown_word")
    lost = [refused("b", (1, ""), (2, "")), refused("a", (0, "x"), (1, "y"))]
    lines = rows_once(lost, [unknown])
    assert lines.rows.tolist() == [0, 1, 2]
    assert lines.columns.to_pylist() == ["a", "b", "b"]
    assert lines.texts.to_pylist() == ["x", "word", ""]


def test_lost_values_are_carried_over_to_a_later_delivery(tmp_path: Path) -> None:
    told: list[pa.Table] = []
    with Rejects(None, "en", told.append) as first:
        for _ in range(2):
            first.add_values("f.csv", PLACES, cells_once([refused("b", (1, "12/XX"))]))
    kept = pa.Table.from_pylist([line for table in told for line in table.to_pylist()])
    assert kept.to_pylist() == 2 * [
        {
            "digest": int(PLACES.digests[1]),
            "column": "b",
            "shape": "99/AA",
            "reason": "not_a_date",
        }
    ]
    more: list[pa.Table] = []
    with Rejects(tmp_path / "r.csv", "zh", more.append) as later:
        later.carry("g.csv", np.array([7, 9]), kept)
        assert later.values == 2
        assert later.counts == {("g.csv", "b", "not_a_date"): 2}
    assert not more
    assert written(tmp_path / "r.csv") == [
        ["g.csv", row, "b", "99/AA", "value", "not_a_date"] for row in ("7", "9")
    ]


def test_a_file_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreError, match="file"):
        Rejects(tmp_path / "file" / "r.csv", "en")


@given(text=st.text(max_size=60))
def test_the_shape_of_a_value_shows_no_letter_or_digit(text: str) -> None:
    masked = shape(text)
    assert len(masked) <= 41
    assert not {c for c in masked if c.isalnum()} - set("9Aa字")
