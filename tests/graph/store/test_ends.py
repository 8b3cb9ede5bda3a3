"""The ends of links become places of nodes, sorted, within little memory."""

import random
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pytest

from graph.errors import StoreError
from graph.store.ends import Ends

HAS_PHONE = ("HAS_PHONE", "Person", "Phone")


def links(*rows: tuple[str, str, str]) -> pa.RecordBatch:
    ids, sources, targets = zip(*rows, strict=True)
    return pa.record_batch({"id": list(ids), "source": list(sources), "target": list(targets)})


def test_ends_are_places_of_the_nodes_as_they_came_and_links_are_sorted_by_them(
    tmp_path: Path,
) -> None:
    ends = Ends(tmp_path)
    ends.add("Person", pa.array(["person-b"]))
    ends.add("Person", pa.array(["person-a"]))
    ends.add("Phone", pa.array(["phone-x", "phone-y"]))
    batch = links(
        ("link-1", "person-a", "phone-x"),
        ("link-2", "person-b", "phone-y"),
        ("link-3", "person-b", "phone-x"),
    )

    found = pa.Table.from_batches(ends.numbered(HAS_PHONE, iter([batch])))

    ends.close()
    assert found.to_pydict() == {
        "source": [0, 0, 1],
        "target": [0, 1, 0],
        "id": ["link-3", "link-2", "link-1"],
    }


def test_a_link_to_an_entity_that_the_load_does_not_have_is_told(tmp_path: Path) -> None:
    ends = Ends(tmp_path)
    ends.add("Person", pa.array(["person-a"]))
    ends.add("Phone", pa.array(["phone-x"]))
    batch = links(("link-1", "person-a", "phone-z"))

    with pytest.raises(StoreError, match="1 HAS_PHONE links name entities that the load"):
        list(ends.numbered(HAS_PHONE, iter([batch])))
    ends.close()


@pytest.mark.parametrize("hashed", ["hash({})", "hash({}) % 5"])
def test_many_links_are_numbered_and_sorted_piece_by_piece(
    hashed: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graph.store.ends._HASH", hashed)  # with five of them, ids share theirs
    for name, few in {"_BATCH": 5, "_SORTED": 20, "_NODES": 10, "_SLICE": 30}.items():
        monkeypatch.setattr(f"graph.store.ends.{name}", few)
    rng, size = random.Random(3), 200
    people, phones = ([f"{kind}-{n}" for n in range(size)] for kind in ("person", "phone"))
    rng.shuffle(people)
    ends = Ends(tmp_path)
    for start in range(0, size, 30):
        ends.add("Person", pa.array(people[start : start + 30]))
        ends.add("Phone", pa.array(phones[start : start + 30]))
    pairs = [(rng.randrange(size), rng.randrange(size)) for _ in range(300)]
    rows = [(f"link-{at:03}", people[a], phones[b]) for at, (a, b) in enumerate(pairs)]
    batches = [links(*rows[start : start + 25]) for start in range(0, 300, 25)]

    found = list(ends.numbered(HAS_PHONE, iter(batches)))
    again = list(ends.numbered(HAS_PHONE, iter(batches)))

    ends.close()
    assert found == again
    assert max(batch.num_rows for batch in found) <= 5
    numbered = [tuple(row.values()) for batch in found for row in batch.to_pylist()]
    expected = [(f"link-{at:03}", a, b) for at, (a, b) in enumerate(pairs)]
    assert sorted(numbered) == expected
    ranges = [a // 10 for _, a, _ in numbered]
    assert ranges == sorted(ranges)
    assert not list(tmp_path.glob("links_*"))


def test_links_of_one_source_come_sorted_by_target_and_id(tmp_path: Path) -> None:
    ends = Ends(tmp_path)
    ends.add("Person", pa.array(["person-a", "person-b"]))
    ends.add("Phone", pa.array([f"phone-{n}" for n in range(9)]))
    rows = [(f"link-{n % 2}{n}", "person-b", f"phone-{n % 9}") for n in range(18)]

    found = pa.Table.from_batches(ends.numbered(HAS_PHONE, iter([links(*rows)])))

    ends.close()
    targets = found.column("target").to_pylist()
    assert targets == sorted(targets)
    assert found.column("id").to_pylist()[:2] == ["link-00", "link-19"]


def test_more_links_than_should_be_in_memory_are_numbered_all_the_same(tmp_path: Path) -> None:
    size, some = 1_000_000, 50_000
    ends = Ends(tmp_path)
    for label in ("Person", "Phone"):
        for start in range(0, size, some):
            ids = [f"{label.lower()}-{n:020}" for n in range(start, start + some)]
            ends.add(label, pa.array(ids))

    def given() -> Iterator[pa.RecordBatch]:
        for start in range(0, size, some):
            numbers = range(start, start + some)
            yield pa.record_batch(
                {
                    "id": [f"link-{number:024}" for number in numbers],
                    "source": [f"person-{size - 1 - number:020}" for number in numbers],
                    "target": [f"phone-{number:020}" for number in numbers],
                    "source_system": ["claims system of the insurer"] * some,
                }
            )

    before, most, next_source = pa.total_allocated_bytes(), 0, 0
    for batch in ends.numbered(HAS_PHONE, given()):
        most = max(most, pa.total_allocated_bytes() - before)
        sources = batch.column("source").to_pylist()
        assert sources == list(range(next_source, next_source + batch.num_rows))
        assert batch.column("target").to_pylist() == [size - 1 - source for source in sources]
        next_source += batch.num_rows

    ends.close()
    assert next_source == size
    assert most < 60e6  # 20 MB; all at once would be 290
