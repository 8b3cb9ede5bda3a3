"""The ends of links become places of nodes, sorted, within little memory."""

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


def test_more_links_than_fit_into_memory_are_numbered_all_the_same(tmp_path: Path) -> None:
    size = 1_000_000
    ends = Ends(tmp_path, memory="100MB")
    for label in ("Person", "Phone"):
        ids = [f"{label.lower()}-{number:020}" for number in range(size)]
        ends.add(label, pa.array(ids))
    numbers = range(size)
    batch = pa.record_batch(
        {
            "id": [f"link-{number:024}" for number in numbers],
            "source": [f"person-{number:020}" for number in reversed(numbers)],
            "target": [f"phone-{number:020}" for number in numbers],
            "source_system": ["claims system of the insurer"] * size,
        }
    )

    found = pa.Table.from_batches(ends.numbered(HAS_PHONE, iter([batch])))

    ends.close()
    assert found.column("source").to_pylist() == list(numbers)
    assert found.column("target").to_pylist() == list(reversed(numbers))
