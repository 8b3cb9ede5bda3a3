"""Facts lead back to their rows, byte for byte, also after the file has moved."""

import datetime
import gzip
import hashlib
from pathlib import Path

import pyarrow as pa
import pytest

from graph.errors import NotFoundError, StoreError
from graph.provenance import PART_SCHEMA, Provenance, SourceRow, row_digest

TEXT = b'number,name\r\n1,Jane\r\n2,"Li\r\nWei"\r\n3,"says ""hi"""'
SPANS = {2: (13, 6), 3: (21, 11), 5: (34, 15)}


def _keep(provenance: Provenance, path: Path, content: bytes) -> list[SourceRow]:
    path.write_bytes(content)
    sha256 = hashlib.sha256(content).hexdigest()
    provenance.files.keep(path, sha256)
    path.unlink()
    return [
        SourceRow("crm", "people", path.name, sha256, row, *span) for row, span in SPANS.items()
    ]


def _part(lines: list[tuple[str, SourceRow, bytes, datetime.date | None, bool]]) -> pa.Table:
    return pa.Table.from_pylist(
        [
            {"fact_id": fact, **vars(row), "digest": row_digest(raw), "date": date, "described": d}
            for fact, row, raw, date, d in lines
        ],
        PART_SCHEMA,
    )


@pytest.mark.parametrize("packed", [False, True])
def test_original_rows_are_byte_exact(tmp_path: Path, packed: bool) -> None:
    provenance = Provenance(tmp_path / "data")
    content = gzip.compress(TEXT, mtime=0) if packed else TEXT
    rows = _keep(provenance, tmp_path / "people.csv", content)
    assert [provenance.original(row) for row in rows] == [
        b"1,Jane",
        b'2,"Li\r\nWei"',
        b'3,"says ""hi"""',
    ]
    assert provenance.originals(reversed(rows))[rows[1]] == b'2,"Li\r\nWei"'
    assert rows[1].caption == "people.csv:3"


def test_rows_of_finds_every_row_of_a_fact_in_all_parts(tmp_path: Path) -> None:
    provenance = Provenance(tmp_path)
    first, second, third = _keep(provenance, tmp_path / "people.csv", TEXT)
    day = datetime.date(2024, 5, 6)
    provenance.write_part(
        provenance.part("crm", "people", "aa"),
        _part([("b", second, b"2", day, True), ("a", first, b"1", None, True)]),
    )
    provenance.write_part(
        provenance.part("crm", "people", "bb"),
        _part([("b", third, b"3", None, False), ("b", second, b"2", None, True)]),
    )
    assert provenance.rows_of(["b", "a", "nobody"]) == {
        "a": [first],
        "b": [second, second, third],
    }
    assert provenance.standing(pa.array(["b"])).to_pylist() == [
        {
            "id": "b",
            "rows": 2,
            "origins": 1,
            "sources": ["crm"],
            "first_seen": day,
            "last_seen": day,
            "described": True,
        }
    ]


def test_nothing_known_is_no_error(tmp_path: Path) -> None:
    assert Provenance(tmp_path).rows_of(["x"]) == {}


def test_a_lost_file_and_a_broken_table_say_what_to_do(tmp_path: Path) -> None:
    provenance = Provenance(tmp_path)
    with pytest.raises(NotFoundError, match="ingest the file again"):
        provenance.original(SourceRow("crm", "people", "p.csv", "0" * 64, 2, 0, 1))
    provenance.directory.mkdir()
    (provenance.directory / "x.parquet").write_bytes(b"no parquet")
    with pytest.raises(StoreError, match="restore the directory"):
        provenance.rows_of(["x"])


def test_a_full_disk_leaves_no_half_part(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("graph.provenance.table.pq.write_table", full)
    provenance = Provenance(tmp_path)
    with pytest.raises(StoreError, match="is full; free some space"):
        provenance.write_part(provenance.part("crm", "people", "aa"), PART_SCHEMA.empty_table())
    assert list(provenance.directory.iterdir()) == []
