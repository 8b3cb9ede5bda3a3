"""The kept rows say who is born when, and whom a delivery touched."""

from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from graph.errors import StoreError
from graph.provenance import Place
from graph.provenance.manifest import Manifest, Segment, Table
from ingest.same import KeptDays, touched_people

MAY, JUNE = date(1980, 5, 17), date(1990, 6, 3)
BORN = {"a": MAY, "b": MAY, "c": MAY, "d": JUNE, "e": None}
PHONES = [("a", "x"), ("b", "x"), ("c", "y"), ("d", "x"), ("e", "x")]


@pytest.fixture
def place(tmp_path: Path) -> Place:
    people = pa.table({"id": [*BORN], "birth_date": pa.array(BORN.values(), pa.date32())})
    pq.write_table(people, tmp_path / "people.parquet")
    ends = {"source": [p for p, _ in PHONES], "target": [phone for _, phone in PHONES]}
    pq.write_table(pa.table(ends), tmp_path / "phones.parquet")
    touched = pa.table({"fact_id": ["link-1", "person-1", "person-2", "phone-1"]})
    pq.write_table(touched, tmp_path / "touched.parquet")
    return Place(tmp_path)


def manifests(**files: dict[str, str]) -> dict[str, Manifest]:
    given = {"nodes": {}, "links": {}, **files}
    segment = Segment(mentions="", lost="", known="", rows=5, live=5, mapping="", **given)
    table = Table(rows="", segments=(segment,), files=())
    return {"crm": Manifest(source="crm", tables={"people": table})}


def days(place: Place, spill: Path) -> KeptDays:
    nodes, links = {"Person": "people.parquet"}, {"HAS_PHONE Person Phone": "phones.parquet"}
    return KeptDays(place, manifests(nodes=nodes, links=links), spill)


def test_who_is_born_on_a_day(place: Place, tmp_path: Path) -> None:
    asked = days(place, tmp_path / "work")
    assert asked.born([MAY]) == {"a", "b", "c"}
    assert asked.born([MAY, JUNE]) == {"a", "b", "c", "d"}
    assert asked.born([]) == set()


def test_who_shares_a_phone_with_another_born_on_that_day(place: Place, tmp_path: Path) -> None:
    asked = days(place, tmp_path / "work")
    assert asked.born_with([MAY, JUNE]) == {"a", "b"}
    assert asked.born_with([JUNE]) == set()


def test_no_people_at_all(place: Place, tmp_path: Path) -> None:
    asked = KeptDays(place, manifests(), tmp_path / "work")
    assert asked.born([MAY]) == asked.born_with([MAY]) == set()


def test_a_missing_file_is_one_sentence(place: Place, tmp_path: Path) -> None:
    nodes = {"Person": "gone.parquet"}
    with pytest.raises(StoreError, match="run the command again"):
        KeptDays(place, manifests(nodes=nodes), tmp_path / "work").born([MAY])


def test_people_a_delivery_touched_unless_too_many(place: Place, tmp_path: Path) -> None:
    assert touched_people(place, "touched.parquet", 2, tmp_path) == {"person-1", "person-2"}
    assert touched_people(place, "touched.parquet", 1, tmp_path) is None
