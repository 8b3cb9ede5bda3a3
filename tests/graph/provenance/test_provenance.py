"""Facts lead back to their rows, byte for byte, also after the file has moved."""

import gzip
import hashlib
from pathlib import Path

import pytest

from graph.errors import NotFoundError, StoreError
from graph.provenance import Place, Provenance, SourceRow, write_manifest
from graph.schema.ids import entity_id
from tests.deliveries import Row, content, deliver, places

TEXT = b'number,name\r\n1,Jane\r\n2,"Li\r\nWei"\r\n3,"says ""hi"""'
SPANS = {2: (13, 6), 3: (21, 11), 5: (34, 15)}
LI = entity_id("Person", "li")


@pytest.mark.parametrize("packed", [False, True])
def test_original_rows_are_byte_exact(tmp_path: Path, packed: bool) -> None:
    provenance = Provenance(tmp_path / "data")
    path = tmp_path / "people.csv"
    path.write_bytes(gzip.compress(TEXT, mtime=0) if packed else TEXT)
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    provenance.files.keep(path, sha256)
    path.unlink()
    rows = [
        SourceRow("crm", "people", path.name, sha256, row, *span) for row, span in SPANS.items()
    ]
    assert [provenance.original(row) for row in rows] == [
        b"1,Jane",
        b'2,"Li\r\nWei"',
        b'3,"says ""hi"""',
    ]
    assert provenance.originals(reversed(rows))[rows[1]] == b'2,"Li\r\nWei"'
    assert rows[1].caption == "people.csv:3"


def test_rows_of_finds_every_row_of_a_fact_in_all_sources(tmp_path: Path) -> None:
    first, second = Row("li", "+1", "Li"), Row("li", "+2")
    deliver(tmp_path, [first, second, first], work=tmp_path / "work")
    deliver(tmp_path, [second], work=tmp_path / "work", source="claims")
    found = Provenance(tmp_path).rows_of([LI, second.ids[1], "nobody"])
    assert [(row.source, row.row) for row in found[LI]] == [
        ("claims", 2),
        ("crm", 2),
        ("crm", 3),
        ("crm", 4),
    ]
    assert [(row.source, row.row) for row in found[second.ids[1]]] == [("claims", 2), ("crm", 3)]
    assert "nobody" not in found


def test_rows_are_where_the_newest_delivery_has_them(tmp_path: Path) -> None:
    old, new = Row("li", "+1"), Row("wu", "+2")
    deliver(tmp_path, [old], work=tmp_path / "work")
    deliver(tmp_path, [new, old], work=tmp_path / "work")
    (row,) = Provenance(tmp_path).rows_of([LI])[LI]
    start, size = int(places([new, old]).starts[1]), len(old.raw)
    assert (row.row, row.start, row.size) == (3, start, size)
    assert content([new, old])[start : start + size] == old.raw


def test_a_fact_that_is_gone_keeps_its_last_rows(tmp_path: Path) -> None:
    deliver(tmp_path, [Row("li", "+1")], work=tmp_path / "work")
    deliver(tmp_path, [Row("wu", "+2")], work=tmp_path / "work", full=True)
    (row,) = Provenance(tmp_path).rows_of([LI])[LI]
    assert row.file_sha256 == f"{0:064x}"


def test_nothing_known_is_no_error(tmp_path: Path) -> None:
    assert Provenance(tmp_path).rows_of(["x"]) == {}


def test_a_lost_file_and_a_broken_table_say_what_to_do(tmp_path: Path) -> None:
    provenance = Provenance(tmp_path)
    with pytest.raises(NotFoundError, match="ingest the file again"):
        provenance.original(SourceRow("crm", "people", "p.csv", "0" * 64, 2, 0, 1))
    manifest = deliver(tmp_path, [Row("li", "+1")], work=tmp_path / "work")
    mentions = manifest.tables["people"].segments[0].mentions
    Path(Place(tmp_path).path(mentions)).write_bytes(b"no parquet")
    with pytest.raises(StoreError, match="restore the directory"):
        provenance.rows_of([LI])
    Path(Place(tmp_path).path("provenance/crm.json")).write_text("{")
    with pytest.raises(StoreError, match="restore the directory"):
        provenance.rows_of([LI])


def test_a_full_disk_leaves_the_manifest_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    manifest = deliver(tmp_path, [Row("li", "+1")], work=tmp_path / "work")

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(StoreError, match="is full; free some space"):
        write_manifest(Place(tmp_path), manifest.model_copy(update={"runs": 9}))
    monkeypatch.undo()
    assert Provenance(tmp_path).rows_of([LI])
    names = Place(tmp_path).names("provenance")
    assert not [name for name in names if name.endswith(".part")]


def test_an_unknown_kind_of_address_is_refused() -> None:
    with pytest.raises(StoreError, match="RINGLEADER_SHARED"):
        Place("nosuch://bucket/x")
