"""What the graph should say follows from the rows that count, whatever came before."""

import datetime
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from graph.provenance import Place, Provenance, State, read_manifests, slices, state
from graph.schema.ids import entity_id
from tests.deliveries import Row, deliver

MAY, JUNE = datetime.date(2024, 5, 1), datetime.date(2024, 6, 1)
LI = entity_id("Person", "li")
Facts = dict[str, dict[str, object]]


def _by_id(batches: Iterator[pa.RecordBatch]) -> Facts:
    return {line.pop("id"): line for batch in batches for line in batch.to_pylist()}


def state_of(where: Path, touched: str | None = None) -> Facts:
    """All facts, or those named in `touched`, as the store should have them."""
    place = Place(where)
    state = State(place, read_manifests(place), touched, where / "work" / "state")
    try:
        found = {**_by_id(state.nodes("Person")), **_by_id(state.nodes("Phone"))}
        for ends in state.link_ends():
            found |= _by_id(state.links(ends))
        assert sum(state.counts().values()) == len(found)
        return found
    finally:
        state.close()


def gone(where: Path, touched: str) -> set[str]:
    """Touched facts that no row tells of any more."""
    place = Place(where)
    state = State(place, read_manifests(place), touched, where / "work" / "state")
    try:
        lost = [*state.gone_nodes().values(), *state.gone_links().values()]
        return {fact for facts in lost for fact in facts}
    finally:
        state.close()


def test_the_latest_business_date_says_what_counts_in_any_order(tmp_path: Path) -> None:
    rows = [
        Row("li", "+1", "Li Wei", JUNE),
        Row("li", "+1", "Li W", MAY),
        Row("li", "+2", "", JUNE),
        Row("li", "+1", "Li Wei Z", None),
    ]
    for number, order in enumerate((rows, rows[::-1])):
        deliver(tmp_path / f"{number}", order, work=tmp_path / "work")
    one, other = state_of(tmp_path / "0"), state_of(tmp_path / "1")
    assert one == other
    assert one[LI]["name"] == "Li Wei"
    assert (one[LI]["rows"], one[LI]["origins"]) == (4, 1)
    assert (one[LI]["first_seen"], one[LI]["last_seen"]) == (MAY, JUNE)


def test_sources_are_counted_as_origins_whoever_came_first(tmp_path: Path) -> None:
    crm, claims = [Row("li", "+1", "Li", MAY)], [Row("li", "+1", "Li Wei", JUNE)]
    deliver(tmp_path / "a", crm, work=tmp_path / "work")
    deliver(tmp_path / "a", claims, work=tmp_path / "work", source="claims")
    deliver(tmp_path / "b", claims, work=tmp_path / "work", source="claims")
    deliver(tmp_path / "b", crm, work=tmp_path / "work")
    assert state_of(tmp_path / "a") == state_of(tmp_path / "b")
    assert state_of(tmp_path / "a")[LI]["sources"] == ["claims", "crm"]
    assert state_of(tmp_path / "a")[LI]["origins"] == 2


def test_a_newer_row_with_the_same_key_replaces_the_older(tmp_path: Path) -> None:
    deliver(tmp_path, [Row("li", "+1", key=7), Row("wu", "+3", key=8)], work=tmp_path / "work")
    changed = Row("li", "+2", key=7)
    pending = deliver(tmp_path, [changed], work=tmp_path / "work").pending
    assert pending is not None
    old = Row("li", "+1")
    assert gone(tmp_path, pending) == {old.ids[1], old.ids[2]}
    assert set(state_of(tmp_path, pending)) == set(changed.ids)
    assert entity_id("Person", "wu") in state_of(tmp_path)


def test_rows_that_come_back_count_again(tmp_path: Path) -> None:
    row, other = Row("li", "+1"), Row("wu", "+2")
    deliver(tmp_path, [row], work=tmp_path / "work")
    before = state_of(tmp_path)
    pending = deliver(tmp_path, [other], work=tmp_path / "work", full=True).pending
    assert pending is not None
    assert gone(tmp_path, pending) == set(row.ids)
    deliver(tmp_path, [row], work=tmp_path / "work", full=True)
    assert state_of(tmp_path) == before


def test_a_changed_mapping_reads_rows_anew(tmp_path: Path) -> None:
    row = Row("li", "+1")
    first = deliver(tmp_path, [row], work=tmp_path / "work")
    again = deliver(tmp_path, [row], work=tmp_path / "work", mapping="m2")
    assert [s.live for s in again.tables["people"].segments] == [0, 1]
    assert len(first.tables["people"].segments) == 1
    assert state_of(tmp_path)[LI]["rows"] == 1


def test_many_deliveries_are_brought_together(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ingest.compact.MOST", 3)
    days = [[Row(f"p{day}", "+1", "Li", key=day), Row("li", f"+{day}", key=99)] for day in range(9)]
    most = 0
    for rows in days:
        manifest = deliver(tmp_path / "a", rows, work=tmp_path / "work")
        most = max(most, len(manifest.tables["people"].segments))
    assert most == 3
    live = [rows[0] for rows in days] + [days[-1][1]]
    deliver(tmp_path / "b", live, work=tmp_path / "work")
    assert state_of(tmp_path / "a") == state_of(tmp_path / "b")
    gone_phone = days[0][1].ids[1]
    (row,) = Provenance(tmp_path / "a").rows_of([gone_phone])[gone_phone]
    assert row.file_sha256 == f"{0:064x}"


_rows = st.builds(
    Row,
    person=st.sampled_from(["li", "wu", "jane"]),
    phone=st.sampled_from(["", "+1", "+2"]),
    name=st.sampled_from(["", "A", "B"]),
    date=st.sampled_from([None, MAY, JUNE]),
    key=st.sampled_from([None, 1, 2]),
)
_deliveries = st.lists(
    st.tuples(st.sampled_from(["crm", "claims"]), st.lists(_rows, max_size=5), st.booleans()),
    min_size=1,
    max_size=5,
)


def _live(deliveries: Sequence[tuple[str, list[Row], bool]]) -> dict[str, list[Row]]:
    """The rows that count after all deliveries, said plainly."""
    live: dict[str, list[Row]] = {}
    for source, rows, full in deliveries:
        keys = {row.key for row in rows} - {None}
        old = [] if full else [r for r in live.get(source, []) if r.key not in keys]
        live[source] = [r for r in old if r not in rows] + rows
    return live


@settings(max_examples=10, deadline=None)
@example([("crm", [Row("li")], False), ("crm", [Row("li"), Row("li")], False)])
@given(_deliveries)
def test_any_deliveries_end_like_one_of_the_rows_that_count(
    deliveries: list[tuple[str, list[Row], bool]],
) -> None:
    with TemporaryDirectory() as directory:
        root = Path(directory)
        facts: Facts = {}
        for source, rows, full in deliveries:
            pending = deliver(
                root / "a", rows, work=root / "work", source=source, full=full
            ).pending
            assert pending is not None
            lost = gone(root / "a", pending)
            facts = {i: f for i, f in facts.items() if i not in lost}
            facts |= state_of(root / "a", pending)
        for source, rows in _live(deliveries).items():
            deliver(root / "b", rows, work=root / "fresh", source=source)
        assert facts == state_of(root / "a") == state_of(root / "b")


@pytest.mark.parametrize("where", ["memory://ringleader-test"])
def test_a_place_may_be_an_object_store(where: str, tmp_path: Path) -> None:
    row = Row("li", "+1", "Li")
    deliver(where, [row], work=tmp_path)
    place = Place(where)
    state = State(place, read_manifests(place), None, tmp_path / "state")
    assert set(_by_id(state.nodes("Person"))) == {row.ids[0]}
    state.close()


@settings(max_examples=20)
@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from("1234")), min_size=1))
def test_many_facts_are_grouped_in_slices_as_if_at_once(said: list[tuple[str, str]]) -> None:
    rows = [Row(person, f"+{phone}", f"{person} {phone}", MAY) for person, phone in said]
    with TemporaryDirectory() as directory:
        where = Path(directory)
        deliver(where, rows[: len(rows) // 2], work=where / "work")
        deliver(where, rows, work=where / "work")
        at_once = state_of(where)
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(slices, "SLICE", 1)
            assert state_of(where) == at_once
            patched.setattr(state, "_FILES", 1)  # the same in files instead of tables
            assert state_of(where) == at_once
