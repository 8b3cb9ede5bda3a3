"""What a first load notes of people is what the store would answer afterwards."""

import datetime
from pathlib import Path

import pytest

from graph.settings import Settings
from graph.store import Store
from ingest import ingest, run
from ingest.same import apply_rules
from ingest.same.records import People, read_people
from ingest.same.rules import KEYS
from ingest.sample import write_sample


def test_people_noted_while_they_are_loaded_are_those_on_record(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_sample(tmp_path / "sample", claims=200, seed=5)
    noted: list[People | None] = []

    def noting(store: Store, stamp: str, people: People | None, around: object) -> object:
        noted.append(people)
        return apply_rules(store, stamp, people)

    monkeypatch.setattr(run, "apply_rules", noting)
    now = datetime.datetime(2026, 1, 2, tzinfo=datetime.UTC)
    ingest(store, tmp_path / "sample", settings=Settings(data=store.data), now=now)

    (people,) = noted
    assert people is not None
    there = read_people(store, KEYS)
    assert people.people.equals(there.people)
    assert dict(people.held) == dict(there.held)
    assert len(people) > 100
