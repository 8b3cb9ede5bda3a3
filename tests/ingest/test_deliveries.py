"""Deliveries of changed files end like a fresh load of what counts, on both engines."""

import csv
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from graph.provenance import Provenance
from graph.settings import Settings
from graph.store import Store
from ingest.sample import write_sample
from tests.conftest import wipe
from tests.ingest.loads import fresh_digest, load
from tests.processes import ROOT, environment

Table = list[list[str]]


@pytest.fixture
def sheets(tmp_path: Path) -> Path:
    """A small invented delivery."""
    write_sample(tmp_path / "sample", claims=200, seed=11, rings=1)
    return changed(tmp_path / "sample", "v1", lambda _, rows: rows[:60])


def changed(sheets: Path, name: str, change: Callable[[str, Table], Table]) -> Path:
    """A copy of the sheets with the rows of each changed."""
    target = sheets.with_name(name)
    shutil.copytree(sheets, target)
    for path in sorted(target.glob("*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as file:
            header, *rows = list(csv.reader(file))
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([header, *change(path.stem, rows)])
    return target


def some_gone(seed: int) -> Callable[[str, Table], Table]:
    """Rows are gone, moved, doubled and changed."""

    def change(table: str, rows: Table) -> Table:
        random = Random(f"{seed}{table}")
        kept = [row for row in rows if random.random() > 0.2]
        for row in random.sample(kept, len(kept) // 5):
            row[-1] = random.choice(["", row[-1], kept[0][-1]])
        random.shuffle(kept)
        return kept + kept[:1]

    return change


def test_the_same_files_again_change_nothing(store: Store, sheets: Path) -> None:
    first, digest = load(store, sheets), store.digest()
    second = load(store, sheets)
    assert second.unchanged
    assert second.run == first.run
    assert store.digest() == digest
    moved = shutil.move(sheets, sheets.with_name("moved"))
    assert load(store, Path(moved)).unchanged


@pytest.mark.parametrize("seed", [1, pytest.param(2, marks=pytest.mark.slow)])
def test_a_full_delivery_retires_what_is_gone(
    store: Store, embedded_store: Store, sheets: Path, seed: int
) -> None:
    second = changed(sheets, "v2", some_gone(seed))
    expected = fresh_digest(embedded_store, second)
    wipe(store)
    load(store, sheets)
    before = store.counts()
    report = load(store, second, full=True)
    assert store.digest() == expected
    assert report.rows_known > report.rows_read / 2
    assert sum(report.retired.values()) == sum(store.retired().values()) > 0
    assert all(store.counts()[name] >= count for name, count in before.items() if name[0] != "I")
    back = load(store, sheets, full=True)
    assert back.rows_known > back.rows_loaded - 20  # some refer to vehicles that had gone
    assert store.digest() == fresh_digest(embedded_store, sheets)


def test_changed_rows_replace_theirs_and_absent_rows_still_count(
    store: Store, embedded_store: Store, sheets: Path
) -> None:
    def another_phone(table: str, rows: Table) -> Table:
        if table == "claims":
            for row in rows[:3]:
                row[-1] = "+86 139 0000 1234"
        return rows

    whole = changed(sheets, "v2", another_phone)
    expected = fresh_digest(embedded_store, whole)
    wipe(store)
    load(store, sheets)
    delta = changed(whole, "delta", lambda table, rows: rows[:3] if table == "claims" else rows[:1])
    report = load(store, delta)
    assert store.digest() == expected
    assert report.links["REPORTED_FROM"] >= 3
    assert report.rows_read < 20


def test_lost_values_are_told_again(embedded_store: Store, tmp_path: Path) -> None:
    people = tmp_path / "people.csv"
    rows = "person_id,name,birth_date\nP1,Jane,3/4/1980\nP2,Li,\n"
    people.write_text(rows)
    first = load(embedded_store, people)
    people.write_text(rows + "P3,Wu,\n")
    second = load(embedded_store, people)
    assert (second.rows_known, second.rows_read) == (2, 3)
    assert (first.values_rejected, second.values_rejected) == (1, 1)
    assert second.reasons == first.reasons
    assert second.rejects is not None
    assert first.rejects is not None
    assert second.rejects.read_text() == first.rejects.read_text()


def test_a_number_that_means_another_vehicle_is_read_anew(
    embedded_store: Store, tmp_path: Path
) -> None:
    def deliver(name: str, vin: str) -> Path:
        folder = tmp_path / name
        folder.mkdir()
        (folder / "vehicles.csv").write_text(f"vehicle_id,vin\nV1,{vin}\nV2,\n")
        (folder / "policies.csv").write_text("policy_number,vehicle_id\nL1,V1\nL2,V2\n")
        return folder

    first = deliver("v1", "1M8GDM9AXKP042788")
    second = deliver("v2", "1FTFW1ET5DFC10312")
    expected = fresh_digest(embedded_store, second)
    wipe(embedded_store)
    load(embedded_store, first)
    report = load(embedded_store, second)
    assert embedded_store.digest() == expected
    assert report.rows_known == 2  # V2 and its policy


def test_an_emptied_store_is_filled_from_what_is_kept(store: Store, sheets: Path) -> None:
    load(store, sheets)
    digest = store.digest()
    people = sheets.with_name("people.csv")
    people.write_text("person_id,name\nP900001,Jane Doe\n")
    kept = sheets.with_name("kept")
    shutil.copytree(store.data / "provenance", kept)
    wipe(store)
    shutil.copytree(kept, store.data / "provenance")
    report = load(store, sheets)
    assert store.digest() == digest
    assert report.rows_known == report.rows_loaded
    assert load(store, sheets).unchanged


def test_facts_that_went_are_explained_by_the_rows_they_had(
    embedded_store: Store, sheets: Path
) -> None:
    load(embedded_store, sheets)
    second = changed(sheets, "v2", some_gone(3))
    shutil.rmtree(sheets)
    load(embedded_store, second, full=True)
    provenance = Provenance(embedded_store.kept)
    nodes = embedded_store.nodes("Person", ["retired"])
    gone = [str(i) for i, r in zip(nodes["id"], nodes["retired"], strict=True) if r is not None]
    rows = provenance.rows_of(gone)
    assert set(rows) == set(gone)
    assert all(raw for raw in provenance.originals(rows[gone[0]]).values())


_LOAD = """
import datetime, sys
from pathlib import Path
from graph.settings import Settings
from graph.store import open_store
from ingest import ingest
settings = Settings()
with open_store(settings) as store:
    now = datetime.datetime(2024, 1, 1, tzinfo=datetime.UTC)
    ingest(store, Path(sys.argv[1]), sys.argv[2], settings=settings, now=now)
"""
_OTHER = """
source: other
title: Another system
namespace: other
hints: {phone: {region: CN}}
tables:
  callers:
    file: callers.csv
    date: DAY
    entities:
      person: {label: Person, key: NR, required: true, properties: {name: NAME}}
      phone: {label: Phone, key: TEL}
    links: [{type: HAS_PHONE, from: person, to: phone}]
"""


def test_two_sources_load_at_the_same_time(
    store: Store, store_settings: Settings, sheets: Path, tmp_path: Path
) -> None:
    mapping, callers = tmp_path / "other.yaml", tmp_path / "callers.csv"
    mapping.write_text(_OTHER)
    with (sheets / "contacts.csv").open(encoding="utf-8-sig", newline="") as file:
        phones = [row["value"] for row in csv.DictReader(file) if row["kind"] == "phone"]
    lines = [f"C{n},Jane {n},{phone},2024-02-{n % 28 + 1:02}" for n, phone in enumerate(phones)]
    callers.write_text("\n".join(["NR,NAME,TEL,DAY", *lines]))
    load(store, sheets)
    load(store, callers, source=str(mapping))
    expected = store.digest()
    wipe(store)
    runs = [
        subprocess.Popen(
            [sys.executable, "-c", _LOAD, str(path), source],
            env=environment(store_settings),
            cwd=ROOT,
        )
        for path, source in ((sheets, "sheets"), (callers, str(mapping)))
    ]
    assert [run.wait(120) for run in runs] == [0, 0]
    assert store.digest() == expected


def test_files_of_a_delivery_that_is_never_repeated_go(
    store: Store, sheets: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise KeyboardInterrupt

    broken_off = tmp_path / "other"
    broken_off.mkdir()
    mapping, callers = tmp_path / "other.yaml", broken_off / "callers.csv"
    mapping.write_text(_OTHER)
    callers.write_text("NR,NAME,TEL,DAY\nC1,Jane,13800001234,2024-02-01\n")
    load(store, sheets)
    kept = {path.name for path in (store.data / "files").iterdir()}
    with monkeypatch.context() as patch:
        patch.setattr("ingest.run.write_manifest", broken)
        with pytest.raises(KeyboardInterrupt):
            load(store, callers, source=str(mapping))
    left = {path.name for path in (store.data / "files").iterdir()}
    assert len(left - kept) == 1
    load(store, changed(sheets, "v2", lambda _, rows: rows[:1]))
    now = {path.name for path in (store.data / "files").iterdir()}
    assert kept < now
    assert not (left - kept) & now
    callers.write_text("NR,NAME,TEL,DAY\nC2,Jane,13800001234,2024-02-01\n")
    load(store, callers, source=str(mapping))
    assert not list((store.data / "keeping").iterdir())


def test_what_takes_long_is_told(
    embedded_store: Store, sheets: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graph.provenance.slices.SLICE", 100)  # as if the sheets were huge
    monkeypatch.setattr("ingest.working.SORTED", 1)
    steps: list[str] = []
    load(embedded_store, sheets, progress=lambda step, *_: steps.append(step))
    told = list(dict.fromkeys(steps))
    assert told == ["read", "sorting", "provenance", "loading", "indexes", "same"]
    steps.clear()
    load(
        embedded_store, changed(sheets, "v2", some_gone(1)), progress=lambda *s: steps.append(s[0])
    )
    assert {"read", "provenance", "nodes", "links", "same"} <= set(steps)
