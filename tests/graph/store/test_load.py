"""Loading columns and reading them back, the same on both engines."""

import datetime

import pytest

from graph.errors import StoreError
from graph.store import LinkColumns, Store


def load_two_people_with_one_phone(store: Store) -> None:
    born = datetime.date(1990, 1, 2)
    store.load_nodes(
        "Person",
        {
            "id": ["person-1", "person-2"],
            "name": ["张三", None],
            "birth_date": [born, None],
            "sources": [["a", "b"], ["b"]],
            "search": ["张三 zhang san", None],
        },
    )
    store.load_nodes("Phone", {"id": ["phone-1"], "number": ["+447700900001"]})
    store.load_links(
        "HAS_PHONE",
        "Person",
        "Phone",
        {
            "id": ["link-b", "link-a"],
            "source": ["person-2", "person-1"],
            "target": ["phone-1", "phone-1"],
            "since": [None, born],
        },
    )


def test_an_empty_store_says_so(store: Store) -> None:
    assert store.is_empty()
    load_two_people_with_one_phone(store)
    assert not store.is_empty()


def test_what_is_loaded_comes_back_typed_and_sorted(store: Store) -> None:
    load_two_people_with_one_phone(store)
    assert store.nodes("Person", ["name", "birth_date", "sources"]) == {
        "id": ["person-1", "person-2"],
        "name": ["张三", None],
        "birth_date": [datetime.date(1990, 1, 2), None],
        "sources": [["a", "b"], ["b"]],
    }
    links = LinkColumns(["link-a", "link-b"], ["person-1", "person-2"], ["phone-1", "phone-1"])
    assert store.links("HAS_PHONE") == links
    assert store.links("HAS_PHONE", "Person", "Phone") == links
    assert store.links("HAS_PHONE", "Agent") == LinkColumns([], [], [])


def test_loading_again_changes_nothing(store: Store) -> None:
    load_two_people_with_one_phone(store)
    before = store.digest()
    load_two_people_with_one_phone(store)
    assert store.digest() == before
    assert {name: n for name, n in store.counts().items() if n} == {
        "HAS_PHONE": 2,
        "Person": 2,
        "Phone": 1,
    }


def test_an_upsert_sets_what_it_has_and_leaves_the_rest(store: Store) -> None:
    store.load_nodes("Person", {"id": ["person-1"], "name": ["Ann"], "number": ["7"]})
    store.load_nodes("Person", {"id": ["person-1"], "name": ["Anna"], "number": [None]})
    assert store.nodes("Person", ["name", "number"]) == {
        "id": ["person-1"],
        "name": ["Anna"],
        "number": ["7"],
    }


def test_a_link_to_nobody_is_refused_and_nothing_of_its_chunk_is_kept(store: Store) -> None:
    load_two_people_with_one_phone(store)
    with pytest.raises(StoreError, match="1 links name entities that aren't in the store"):
        store.load_links(
            "HAS_PHONE",
            "Person",
            "Phone",
            {
                "id": ["link-c", "link-d"],
                "source": ["person-1", "person-absent"],
                "target": ["phone-1", "phone-1"],
            },
        )
    assert store.counts()["HAS_PHONE"] == 2


def test_an_id_that_comes_twice_into_an_empty_store_is_one_entity(store: Store) -> None:
    """An empty type is created, not merged; a clash makes the chunk merge after all."""
    store.load_nodes(
        "Person", {"id": ["person-1"] * 2, "name": ["Ann", None], "number": [None, "7"]}
    )
    store.load_nodes("Phone", {"id": ["phone-1"]})
    twice = {"id": ["link-1"] * 2, "source": ["person-1"] * 2, "target": ["phone-1"] * 2}
    store.load_links("HAS_PHONE", "Person", "Phone", twice)
    assert store.nodes("Person", ["name", "number"]) == {
        "id": ["person-1"],
        "name": ["Ann"],
        "number": ["7"],
    }
    assert store.links("HAS_PHONE").ids == ["link-1"]


def test_progress_is_told_in_rows(store: Store) -> None:
    seen: list[int] = []
    store.load_nodes("Phone", {"id": [f"phone-{i}" for i in range(10_001)]}, seen.append)
    assert seen == [10_000, 1]


def test_columns_must_fit(embedded_store: Store) -> None:
    with pytest.raises(StoreError, match="need the column 'id'"):
        embedded_store.load_nodes("Person", {"name": ["Ann"]})
    with pytest.raises(StoreError, match="differ in length"):
        embedded_store.load_nodes("Person", {"id": ["person-1"], "name": []})
    with pytest.raises(StoreError, match="has an empty value"):
        embedded_store.load_nodes("Person", {"id": [""]})


def test_the_digest_is_the_same_on_both_engines(both_stores: tuple[Store, Store]) -> None:
    for store in both_stores:
        load_two_people_with_one_phone(store)
    first, second = (store.digest() for store in both_stores)
    assert first == second


def test_the_digest_leaves_out_the_run(store: Store) -> None:
    load_two_people_with_one_phone(store)
    before = store.digest()
    store.load_nodes("Person", {"id": ["person-1"], "run": ["ingestrun-2"]})
    assert store.digest() == before
    store.load_nodes("Person", {"id": ["person-1"], "name": ["李四"]})
    assert store.digest() != before
