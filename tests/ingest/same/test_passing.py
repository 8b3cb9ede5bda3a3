"""What a first load notes of people is what the store would answer afterwards."""

import datetime
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest

from graph.provenance import Place, read_manifests
from graph.settings import Settings
from graph.store import Store
from ingest import ingest, run
from ingest.same import apply_rules, kept_people
from ingest.same.records import PeopleFiles, read_people
from ingest.same.rules import KEYS
from ingest.sample import write_sample


def lines(path: Path) -> pa.Table:
    return duckdb.read_parquet(str(path)).order("ALL").to_arrow_table()


def test_people_noted_while_they_are_loaded_are_those_on_record(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_sample(tmp_path / "sample", claims=200, seed=5)
    noted: dict[str, pa.Table] = {}

    def noting(
        store: Store, stamp: str, people: PeopleFiles | None, around: object, spill: Path
    ) -> object:
        assert people is not None
        for name, path in {"people": people.people, **people.held}.items():
            noted[name] = lines(path)
        return apply_rules(store, stamp, people, None, spill)

    monkeypatch.setattr(run, "apply_rules", noting)
    now = datetime.datetime(2026, 1, 2, tzinfo=datetime.UTC)
    ingest(store, tmp_path / "sample", settings=Settings(data=store.data), now=now)

    there = read_people(store, KEYS)
    expected = {"people": there.people, **there.held}
    assert noted == expected
    assert len(there) > 100

    place = Place(store.kept)
    kept = kept_people(place, read_manifests(place), tmp_path / "work")
    assert {n: lines(p) for n, p in {"people": kept.people, **kept.held}.items()} == expected
