"""Files that only broken deliveries kept are deleted; no other file ever is."""

from pathlib import Path

import pytest

from graph.provenance import Delivered, Place
from graph.provenance.keeping import forget_keeping, note_keeping, sweep
from graph.provenance.manifest import Manifest, Table


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path)


def keep(place: Place, *digests: str) -> list[str]:
    names = [f"files/{digest}.zst" for digest in digests]
    for name in names:
        with place.writing(name) as stream:
            stream.write(b"rows")
    return names


def manifest(*digests: str) -> dict[str, Manifest]:
    files = tuple(Delivered(file="x.csv", sha256=digest, run="run") for digest in digests)
    return {"crm": Manifest(source="crm", tables={"x": Table(rows="", segments=(), files=files)})}


def test_what_a_broken_delivery_kept_goes(place: Place) -> None:
    note_keeping(place, "crm", "run-1", ["files/aa.zst", "files/aa.people.rows.zst"])
    keep(place, "aa", "aa.people.rows", "bb")
    removed = sweep(place, {}, lambda _: True)
    assert removed == ["files/aa.people.rows.zst", "files/aa.zst"]
    assert place.names("files") == ["files/bb.zst"]  # no note says that it is new
    assert sweep(place, {}, lambda _: True) == []
    assert place.names("keeping") == []


def test_what_counts_stays(place: Place) -> None:
    note_keeping(place, "crm", "run-1", ["files/aa.zst"])
    keep(place, "aa")
    assert sweep(place, manifest("aa"), lambda _: True) == []
    assert place.exists("files/aa.zst")


def test_what_was_there_before_stays(place: Place) -> None:
    keep(place, "aa")
    note_keeping(place, "crm", "run-1", ["files/aa.zst"])
    assert sweep(place, {}, lambda _: True) == []
    assert place.exists("files/aa.zst")


def test_what_a_running_delivery_keeps_stays(place: Place) -> None:
    note_keeping(place, "crm", "run-1", ["files/aa.zst"])
    keep(place, "aa", "bb")
    assert sweep(place, {}, lambda source: source != "crm") == []
    note_keeping(place, "other", "run-2", ["files/aa.zst"])  # broken off, with the same file
    assert sweep(place, {}, lambda source: source != "crm") == []
    assert place.exists("files/aa.zst")


def test_a_file_that_another_source_is_about_to_count_stays(place: Place) -> None:
    note_keeping(place, "broken", "run-1", ["files/aa.zst"])
    keep(place, "aa")
    note_keeping(place, "crm", "run-2", ["files/aa.zst"])
    assert sweep(place, {}, lambda source: source == "broken") == []
    assert place.exists("files/aa.zst")


def test_a_run_that_is_repeated_still_knows_its_files(place: Place) -> None:
    note_keeping(place, "crm", "run-1", ["files/aa.zst"])
    keep(place, "aa")
    note_keeping(place, "crm", "run-1", ["files/aa.zst"])
    assert sweep(place, {}, lambda _: True) == ["files/aa.zst"]


def test_a_run_that_counts_has_no_note(place: Place) -> None:
    note_keeping(place, "crm", "run-1", ["files/aa.zst"])
    keep(place, "aa")
    forget_keeping(place, "crm", "run-1")
    assert sweep(place, {}, lambda _: True) == []
    assert place.exists("files/aa.zst")
