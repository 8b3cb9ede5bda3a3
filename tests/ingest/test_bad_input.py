"""Bad input: one sentence that names file, row or column and what to do; nothing is loaded."""

import codecs
import datetime
import gzip
from collections.abc import Callable
from pathlib import Path

import pytest

from graph.errors import InputError, RingleaderError, StoreError
from graph.provenance import Place
from graph.settings import Settings
from graph.store import Store, open_store
from ingest import RunReport, ingest

NOW = datetime.datetime(2024, 1, 1, tzinfo=datetime.UTC)
PEOPLE = "person_id,name,birth_date\nP1,Jane Doe,1980-05-06\nP2,李娜,1982-01-02\n"


def load(store: Store, path: Path, source: str | None = None, **more: int | bool) -> RunReport:
    settings = Settings(data=store.data)
    return ingest(store, path, source, settings=settings, now=NOW, **more)  # type: ignore[arg-type]


def people(directory: Path, content: bytes | str, name: str = "people.csv") -> Path:
    directory.mkdir(exist_ok=True)
    raw = content.encode() if isinstance(content, str) else content
    (directory / name).write_bytes(raw)
    return directory


BAD: dict[str, tuple[bytes | str, str, str]] = {
    "empty file": (b"", "people.csv", r"people\.csv is empty"),
    "only blank lines": ("\n\n \n", "people.csv", r"people\.csv is empty"),
    "only a header": ("person_id,name\n", "people.csv", "no rows; fill in some rows"),
    "wrong column": (
        "person_idd,name\nP1,Jane\n",
        "people.csv",
        r"people\.csv row 1: column 'person_id' \('person_idd' is similar\) is missing",
    ),
    "misspelt optional column": (
        "person_id,birthdate\nP1,1980-05-06\n",
        "people.csv",
        r"column 'birth_date' \('birthdate' is similar\) is missing",
    ),
    "double column": ("person_id,name,name\nP1,a,b\n", "people.csv", "'name' is there twice"),
    "UTF-16": (codecs.BOM_UTF16_LE + PEOPLE.encode("utf-16-le"), "people.csv", "is in UTF-16"),
    "Latin-1": (
        "person_id,name\nP1,Zoé Müller\nP2,Ångström, Ö\n".encode("latin-1"),
        "people.csv",
        "neither UTF-8 nor GB18030",
    ),
    "gzip cut short": (gzip.compress(PEOPLE.encode() * 99)[:-20], "people.csv.gz", "is cut short"),
    "open quote": (
        'person_id,name\nP1,Jane\nP2,"Li\nP3,Wei\n',
        "people.csv",
        r"people\.csv row 3: a quote is opened",
    ),
    "no workbook": (b"PK\x03\x04 not really", "book.xlsx", "no readable Excel workbook"),
    "mostly wrong": (
        "person_id,name\nP1,Jane\n,a\n,b\n",
        "people.csv",
        r"people\.csv: 2 of 3 rows were rejected, most for column 'person_id' \(The cell is empty",
    ),
}


@pytest.mark.parametrize("what", BAD)
def test_one_clear_sentence_and_nothing_loaded(
    embedded_store: Store, tmp_path: Path, what: str
) -> None:
    content, name, message = BAD[what]
    with pytest.raises(InputError, match=message) as caught:
        load(embedded_store, people(tmp_path / "in", content, name))
    assert str(caught.value).count("\n") == 0
    assert embedded_store.is_empty()
    assert Place(embedded_store.kept).names("provenance") == []


def test_missing_paths_and_sources(embedded_store: Store, tmp_path: Path) -> None:
    with pytest.raises(
        InputError, match=r"There is no file or directory .*nowhere; check the path"
    ):
        load(embedded_store, tmp_path / "nowhere")
    people(tmp_path / "in", "a,b\n1,2\n", "other.csv")
    with pytest.raises(InputError, match="doesn't say which source it is; give --source with one"):
        load(embedded_store, tmp_path / "in")
    with pytest.raises(InputError, match="holds no file of the source 'sheets'"):
        load(embedded_store, tmp_path / "in", "sheets")
    with pytest.raises(InputError, match="no source 'sheet'; did you mean 'sheets'"):
        load(embedded_store, tmp_path / "in", "sheet")
    with pytest.raises(InputError, match=r"no mapping file .*my.yaml"):
        load(embedded_store, tmp_path / "in", str(tmp_path / "my.yaml"))


def test_a_bad_row_loses_the_row_only(embedded_store: Store, tmp_path: Path) -> None:
    source = people(tmp_path / "in", f"{PEOPLE}P3,too,many,cells\nP4,Ann,1990-01-01\n")
    report = load(embedded_store, source)
    assert (report.rows_read, report.rows_loaded, report.rows_rejected) == (4, 3, 1)
    assert report.rejects is not None
    assert "people.csv,4,,9,row,ragged" in report.rejects.read_text()


def test_max_rejects_stops_the_run(embedded_store: Store, tmp_path: Path) -> None:
    source = people(tmp_path / "in", f"{PEOPLE},nobody,\n")
    with pytest.raises(InputError, match="1 rows were rejected, more than the 0 allowed"):
        load(embedded_store, source, max_rejects=0)
    assert embedded_store.is_empty()
    assert load(embedded_store, source, max_rejects=1).rows_rejected == 1


def test_unknown_columns_warn_once(embedded_store: Store, tmp_path: Path) -> None:
    source = people(tmp_path / "in", "person_id,favourite colour\nP1,red\nP2,blue\n")
    (warned,) = load(embedded_store, source).warnings
    assert warned.said("en") == (
        "people.csv: columns that the mapping doesn't use: favourite colour."
    )
    assert warned.said("zh") == "people.csv：映射没有用到的列：favourite colour。"


def test_a_dry_run_writes_nothing(embedded_store: Store, tmp_path: Path) -> None:
    report = load(embedded_store, people(tmp_path / "in", PEOPLE), dry_run=True)
    assert (report.rows_loaded, report.dry_run, report.rejects) == (2, True, None)
    assert embedded_store.is_empty()
    assert not (embedded_store.data / "files").exists()


def test_the_same_files_twice_change_nothing(embedded_store: Store, tmp_path: Path) -> None:
    source = people(tmp_path / "in", PEOPLE)
    first = load(embedded_store, source)
    digest = embedded_store.digest()
    second = load(embedded_store, source)
    assert (first.unchanged, second.unchanged) == (False, True)
    assert second.rows_loaded == first.rows_loaded
    assert embedded_store.digest() == digest


@pytest.mark.parametrize("broken", ["nodes", "links", "manifest", "files", "rows"])
def test_a_run_broken_off_is_completed_by_running_it_again(
    embedded_store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    rows = "person_id,name,related_to,relation\nP1,Jane,P2,sibling\nP2,Joe,,\n"
    source = people(tmp_path / "in", rows)
    places = {
        "nodes": "ingest.publish.GraphFacts.nodes",
        "links": "ingest.publish.GraphFacts.links",
        "manifest": "ingest.run.write_manifest",
        "files": "graph.provenance.files.zstandard.ZstdCompressor",
        "rows": "ingest.said.pq.ParquetWriter",
    }

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(places[broken], full)
        with pytest.raises((OSError, StoreError), match=r"is full; free some space|No space"):
            load(embedded_store, source)
    report = load(embedded_store, source)
    assert not report.unchanged
    assert report.resumed == (broken in ("nodes", "links"))  # the others broke before it counted
    assert embedded_store.counts()["Person"] == 2
    assert embedded_store.counts()["RELATED_TO"] == 1
    assert load(embedded_store, source).unchanged


def test_a_full_disk_stops_the_rejects_file(
    embedded_store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "open", _unless_rejects(Path.open, full))
    with pytest.raises(StoreError, match=r"The disk that holds .* is full; free some space"):
        load(embedded_store, people(tmp_path / "in", PEOPLE))


def _unless_rejects(
    real: Callable[..., object], full: Callable[..., None]
) -> Callable[..., object]:
    def opened(path: Path, *given: object, **more: object) -> object:
        return (full if path.name == "rejects.csv" else real)(path, *given, **more)

    return opened


def test_two_runs_of_one_source_exclude_each_other(embedded_store: Store, tmp_path: Path) -> None:
    with (
        embedded_store.exclusive("an ingest of the source 'sheets'", 1, part="source sheets"),
        pytest.raises(StoreError, match="held by an ingest of the source 'sheets'"),
    ):
        load(embedded_store, people(tmp_path / "in", PEOPLE))


def test_a_store_that_is_not_there() -> None:
    settings = Settings.model_validate({"store": "bolt://127.0.0.1:9", "neo4j_password": "x"})
    with pytest.raises(RingleaderError), open_store(settings):
        pass
