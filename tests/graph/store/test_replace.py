"""Replacing whole facts by id, and retiring them."""

import datetime

import pyarrow as pa
import pytest

from graph.errors import StoreError
from graph.store import Store

BORN = datetime.date(1990, 1, 2)


def load_two_people_with_one_phone(store: Store) -> None:
    people = {"id": ["person-1", "person-2"], "name": ["张三", "Ann"], "birth_date": [BORN, None]}
    store.replace_nodes("Person", people)
    store.replace_nodes("Phone", {"id": ["phone-1"], "number": ["+12125550101"]})
    links = {
        "id": ["link-1", "link-2"],
        "source": ["person-1", "person-2"],
        "target": ["phone-1"] * 2,
        "since": [BORN, None],
    }
    store.replace_links("HAS_PHONE", "Person", "Phone", links)


def test_what_is_given_replaces_all_properties(store: Store) -> None:
    load_two_people_with_one_phone(store)
    batch = pa.record_batch({"id": ["person-1", "person-3"], "number": ["7", None]})
    store.replace_nodes("Person", batch)
    assert store.nodes("Person", ["name", "number", "birth_date"]) == {
        "id": ["person-1", "person-2", "person-3"],
        "name": [None, "Ann", None],
        "number": ["7", None, None],
        "birth_date": [None, None, None],
    }


def test_replacing_with_the_same_changes_nothing(store: Store) -> None:
    load_two_people_with_one_phone(store)
    before = store.digest()
    load_two_people_with_one_phone(store)
    assert store.digest() == before
    assert store.counts()["HAS_PHONE"] == 2


def test_a_link_to_nobody_is_refused(store: Store) -> None:
    load_two_people_with_one_phone(store)
    links = {"id": ["link-3"], "source": ["person-absent"], "target": ["phone-1"]}
    with pytest.raises(StoreError, match="1 links name entities that aren't in the store"):
        store.replace_links("HAS_PHONE", "Person", "Phone", links)


def test_retired_facts_leave_the_digest_and_come_back_when_replaced(store: Store) -> None:
    store.replace_nodes("Person", {"id": ["person-2"], "name": ["Ann"]})
    store.replace_nodes("Phone", {"id": ["phone-1"], "number": ["+12125550101"]})
    ends = {"source": ["person-2"], "target": ["phone-1"]}
    store.replace_links("HAS_PHONE", "Person", "Phone", {"id": ["link-2"], **ends})
    fewer = store.digest()
    load_two_people_with_one_phone(store)
    store.replace_links("HAS_PHONE", "Person", "Phone", {"id": ["link-2"], **ends})
    more = store.digest()

    def retire(stamp: str) -> tuple[int, int]:
        links = store.retire_links("HAS_PHONE", "Person", "Phone", ["link-1", "link-no"], stamp)
        return links, store.retire_nodes("Person", ["person-1", "person-no"], stamp)

    assert retire("run-1") == (1, 1)
    assert store.digest() == fewer
    assert {name: n for name, n in store.retired().items() if n} == {"HAS_PHONE": 1, "Person": 1}
    assert store.counts()["Person"] == 2
    assert retire("run-2") == (0, 0)
    assert store.nodes("Person", ["retired"])["retired"] == ["run-1", None]
    load_two_people_with_one_phone(store)
    store.replace_links("HAS_PHONE", "Person", "Phone", {"id": ["link-2"], **ends})
    assert store.digest() == more
    assert not any(store.retired().values())


def test_progress_is_told_in_rows(store: Store) -> None:
    seen: list[int] = []
    phones = pa.record_batch({"id": [f"phone-{i}" for i in range(10_001)]})
    store.replace_nodes("Phone", phones, seen.append)
    assert sorted(seen) == [1, 10_000]
