"""Many rows are worked on in slices, as if all were worked on at once."""

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from graph.provenance import slices
from graph.provenance.slices import digest_slices, once
from ingest.working import Working
from tests.deliveries import Row, deliver

KEYS = (None, 0, 1, 7, 2**63, 2**64 - 1)
Day = tuple[Sequence[Row], bool]
"""The rows of a delivery, and whether it is full."""


def some_days(chance: Random) -> list[Day]:
    """Deliveries in which rows come again, are doubled, replace each other and go."""
    days: list[Day] = []
    for _ in range(5):
        rows = [
            Row(f"p{chance.randrange(9)}", chance.choice(["", "+1", "+2"]), key=chance.choice(KEYS))
            for _ in range(chance.randrange(12))
        ]
        days.append((rows, chance.random() < 0.3))
    return days


def kept(days: Sequence[Day]) -> dict[str, list[object]]:
    """All that these deliveries leave behind, by file; lines are in any order but mentions."""
    with TemporaryDirectory() as directory:
        where, work = Path(directory) / "place", Path(directory) / "work"
        manifests = [deliver(where, rows, work=work, full=full) for rows, full in days]
        found: dict[str, list[object]] = {"manifests": [each.model_dump() for each in manifests]}
        for path in sorted(where.rglob("*.parquet")):
            lines = pq.read_table(path).to_pylist()
            if path.name.endswith(("mentions.parquet", "touched.parquet")):
                facts = [line["fact_id"] for line in lines]
                assert facts == sorted(facts)
            found[path.relative_to(where).as_posix()] = sorted(lines, key=repr)
        return found


@pytest.mark.parametrize("seed", range(4))
def test_deliveries_in_slices_leave_the_same_behind(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ingest.compact.MOST", 3)
    days = some_days(Random(seed))
    at_once = kept(days)
    monkeypatch.setattr(slices, "SLICE", 1)
    monkeypatch.setattr("ingest.working.SORTED", 1)
    assert kept(days) == at_once


def test_what_groups_or_joins_many_rows_does_so_in_slices(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    for method in ("run", "rows", "batches"):
        monkeypatch.setattr(Working, method, noting(getattr(Working, method), asked))
    rows = [Row(f"p{number}", "+1", key=number) for number in range(200)]
    for slice_, slices_of_rows in ((1000, 1), (50, 4)):
        monkeypatch.setattr(slices, "SLICE", slice_)
        where = tmp_path / f"{slice_}"
        deliver(where, rows, work=where / "work")
        asked.clear()
        deliver(where, [*rows[:190], *(Row(f"q{at}", key=at) for at in range(10))], work=where)
        heavy = [query for query in asked if HEAVY.search(query) and ROWS.search(query)]
        assert all("BETWEEN" in query for query in heavy)
        fresh = [query for query in heavy if query.startswith("\nINSERT INTO rows_after\nWITH")]
        assert len(set(fresh)) == slices_of_rows


HEAVY = re.compile(r"JOIN|DISTINCT|GROUP BY digest|EXCEPT")
ROWS = re.compile(r"rows_before|rows_after|staged_rows|older")


def noting(method: Callable[..., object], asked: list[str]) -> Callable[..., object]:
    """The method of the working database, which notes what it is asked."""

    def run(working: Working, query: str, **values: object) -> object:
        asked.append(query)
        return method(working, query, **values)

    return run


@given(st.sets(st.integers(0, 2**64 - 1)), st.integers(0, 10**7))
@example({0, 2**63, 2**64 - 1}, 10**7)
def test_every_digest_is_in_one_slice(digests: set[int], lines: int) -> None:
    digest_of = pa.table({"digest": pa.array(sorted(digests), pa.uint64())})
    with duckdb.connect() as database:
        database.register("lines", digest_of)
        found = [
            digest
            for within in digest_slices("digest", lines)
            for (digest,) in database.execute(
                f"SELECT digest FROM lines WHERE {within} ORDER BY digest"  # noqa: S608
            ).fetchall()
        ]
    assert found == sorted(digests)


@given(st.lists(st.tuples(st.integers(0, 3), st.one_of(st.none(), st.sampled_from("ab")))))
def test_once_is_distinct_by_a_sort(lines: list[tuple[int, str | None]]) -> None:
    numbers, letters = ([line[at] for line in lines] for at in (0, 1))
    said = pa.table({"a": pa.array(numbers, pa.int64()), "b": pa.array(letters, pa.string())})
    with duckdb.connect() as database:
        database.register("said", said)
        found = database.execute(once("SELECT * FROM said", "a, b")).fetchall()
        distinct = database.execute("SELECT DISTINCT * FROM said ORDER BY ALL").fetchall()
    assert found == distinct
