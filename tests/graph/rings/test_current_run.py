"""Incremental analyses of a store after a second delivery, on both engines."""

import csv
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from graph.provenance import Provenance
from graph.rings import RingParameters, RingRun, analyse, current_run
from graph.rings.beside import EPOCH, MEMORY, epoch_of
from graph.rings.model import Sentence
from graph.rings.words import sentence
from graph.store import Store
from ingest.sample import write_sample
from tests.graph.rings.changing_world import changing_world
from tests.graph.rings.test_find import fill
from tests.graph.small_world import SmallWorld
from tests.ingest.loads import load

NOW = datetime(2026, 1, 5, 9, 30, tzinfo=UTC)
QUICK = RingParameters(stability_runs=5)


def analysed(store: Store, *, incremental: bool | None = None) -> RingRun:
    provenance = Provenance(store.kept)
    return current_run(store, provenance, now=NOW, parameters=QUICK, incremental=incremental)


def how(run: RingRun) -> Sentence:
    """The note that says how the analysis was made."""
    made = ("rings.note.incremental", "rings.drift.")
    (found,) = (note for note in run.notes if note.message.startswith(made))
    return found


def work(run: RingRun) -> dict[str, int]:
    """What an incremental analysis did: figures of its note."""
    assert how(run).message == "rings.note.incremental"
    return {name: int(value) for name, value in how(run).parameters.items()}


@pytest.fixture
def deliveries(tmp_path: Path) -> tuple[Path, Path]:
    """An invented portfolio without one row in a hundred and fifty, and the whole of it."""
    whole, first = tmp_path / "whole", tmp_path / "first"
    write_sample(whole, claims=400, seed=3, rings=3)
    shutil.copytree(whole, first)
    for path in sorted(first.glob("*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as file:
            header, *rows = list(csv.reader(file))
        with path.open("w", encoding="utf-8", newline="") as file:
            kept = [row for at, row in enumerate(rows) if at % 150 != 149]
            csv.writer(file).writerows([header, *kept])
    return first, whole


def test_after_a_second_delivery_it_equals_a_full_run_under_the_epoch(
    store: Store, deliveries: tuple[Path, Path]
) -> None:
    first, whole = deliveries
    load(store, first)
    before = analysed(store)
    assert not before.incremental
    load(store, whole)
    epoch = epoch_of(store, before)
    assert epoch is not None
    everything = analyse(
        store, Provenance(store.kept), parameters=QUICK, today=NOW.date(), epoch=epoch
    ).run
    run = analysed(store, incremental=True)
    assert run.incremental
    assert run.epoch == before.epoch
    assert run.digest == everything.digest
    assert 0 < work(run)["groups"] < work(run)["all_groups"]
    assert work(run)["rings"] < work(run)["all_rings"]
    kept = {change.ring for change in run.changes if change.kind == "unchanged"}
    assert kept & {ring.id for ring in before.rings}
    assert {change.ring for change in run.changes} >= {ring.id for ring in before.rings}


@pytest.fixture
def analysed_store(embedded_store: Store) -> Store:
    """A store whose rings were found by a full analysis."""
    fill(embedded_store, changing_world())
    analysed(embedded_store)
    return embedded_store


def more(**items: str) -> SmallWorld:
    world = SmallWorld()
    world.person("Zoe", **items)
    return world


def test_with_nothing_changed_nothing_is_analysed(analysed_store: Store) -> None:
    run = analysed(analysed_store)
    assert analysed(analysed_store, incremental=True) == run
    assert analysed(analysed_store, incremental=False) == run


def test_a_full_run_can_be_asked_for_after_an_incremental_one(analysed_store: Store) -> None:
    numbers = {ring.id for ring in analysed(analysed_store).rings}
    fill(analysed_store, more(account="mule2", device="d2"))
    run = analysed(analysed_store, incremental=True)
    assert (work(run)["groups"], work(run)["rings"]) == (1, 1)
    assert {ring.id for ring in run.rings} == numbers
    assert analysed(analysed_store) == run
    full = analysed(analysed_store, incremental=False)
    assert not full.incremental
    assert full.epoch != run.epoch
    assert {ring.id for ring in full.rings} == numbers
    assert [change.kind for change in full.changes].count("unchanged") == len(numbers)


def test_incremental_runs_follow_one_another(analysed_store: Store) -> None:
    epoch = analysed(analysed_store).epoch
    for name in ("Zoe", "Una", "Vic"):
        world = SmallWorld()
        world.person(name, account="mule2")
        fill(analysed_store, world)
        run = analysed(analysed_store, incremental=True)
        assert run.epoch == epoch
        assert work(run)["groups"] == 1
    assert max(len(ring.members) for ring in run.rings) == 8


def test_beyond_the_bound_everything_is_analysed_and_the_run_says_why(
    analysed_store: Store,
) -> None:
    epoch = analysed(analysed_store).epoch
    world = SmallWorld()
    for number in range(30):
        world.person(f"new{number}", address=f"new{number}")
    fill(analysed_store, world)
    run = analysed(analysed_store, incremental=True)
    assert not run.incremental
    assert run.epoch != epoch
    assert sentence(how(run), "en").startswith("Everything was analysed: the number of ")
    fill(analysed_store, more(account="mule1"))
    assert analysed(analysed_store, incremental=True).epoch == run.epoch


@pytest.mark.parametrize("name", [EPOCH, MEMORY])
@pytest.mark.parametrize("content", [b"{", None])
def test_what_is_lost_or_broken_beside_the_store_costs_time_only(
    analysed_store: Store, name: str, content: bytes | None
) -> None:
    path = Path(analysed_store.kept) / name
    path.unlink()
    if content is not None:
        path.write_bytes(content)
    fill(analysed_store, more(account="mule2", device="d2"))
    run = analysed(analysed_store, incremental=True)
    assert run.incremental == (name == MEMORY)
    expected = "rings.drift.none" if name == EPOCH else "rings.note.incremental"
    assert how(run).message == expected
    assert path.is_file()
