"""The first load: the same graph as by transactions, or none; others go on meanwhile."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pytest

from graph.errors import StoreError
from graph.schema.registry import REGISTRY
from graph.settings import Settings
from graph.store import Store, open_store, search_index
from graph.store.runtime import Paths
from queries import Query
from tests.conftest import wipe
from tests.graph.store.invented_facts import InventedFacts, person

FACTS = InventedFacts()
_FOUND = Query(
    "tests/found",
    "Full-text search",
    "CALL db.index.fulltext.queryNodes($name, $text) YIELD node RETURN node.id AS id",
    ("name", "text"),
    ("id",),
)

_CREATE = Query(
    "tests/create", "", "CREATE (n:Person {id: $id}) RETURN n.id AS id", ("id",), ("id",)
)


def replaced(store: Store, facts: InventedFacts = FACTS) -> str:
    """The digest after loading by transactions."""
    for label, batches in facts.nodes():
        for batch in batches:
            store.replace_nodes(label, batch)
    for ends, batches in facts.links():
        for batch in batches:
            store.replace_links(*ends, batch)
    return store.digest()


@pytest.fixture(scope="module")
def expected(_embedded: Store) -> str:
    """The digest of the facts loaded by transactions."""
    wipe(_embedded)
    return replaced(_embedded)


def check_it_is_like_any_other(store: Store, expected: str) -> None:
    """Types, uniqueness and search are as after a load by transactions."""
    assert store.digest() == expected
    assert store.counts()["HAS_PHONE"] == FACTS.people
    found = store.nodes("Person", ["birth_date", "sources", "rows"])
    assert [values[1] for values in found.values()] == [
        person(1),
        *(next(FACTS._people()).column(name)[1].as_py() for name in list(found)[1:]),
    ]
    assert [row["id"] for row in store.read(_FOUND, name=search_index("Person"), text="example17")]
    assert replaced(store) == expected
    assert store.counts()["Person"] == FACTS.people
    with pytest.raises(StoreError):
        store.write(_CREATE, id=person(1))
    store.replace_nodes("Person", {"id": [person(1)], "name": ["Ann"]})
    assert store.digest() != expected


def test_a_first_load_of_the_embedded_store_is_like_any_other(data: Path, expected: str) -> None:
    told: list[int] = []
    made: list[tuple[int, int]] = []
    settings = Settings(store="embedded", data=data, heap="512m")
    with open_store(settings) as store, open_store(settings) as other:
        store.load_nodes("IngestRun", {"id": ["ingestrun-1"], "complete": [False]})
        over, answers = threading.Event(), set()

        def read() -> None:
            while not over.is_set():
                answers.add(len(other.nodes("Phone", [])["id"]))

        reader = threading.Thread(target=read)
        reader.start()
        try:
            store.first_load(FACTS, told.append, lambda *done: made.append(done))
        finally:
            over.set()
            reader.join()
        assert answers <= {0, 1}
        assert sum(told) == sum(FACTS.sizes())
        assert made == [(done, made[0][1]) for done in range(len(made))]
        assert made[-1][0] == made[-1][1] > len(REGISTRY.labels())
        assert other.digest() == expected
        assert store.nodes("IngestRun", ["complete"])["complete"] == [False]
        check_it_is_like_any_other(store, expected)
        with pytest.raises(StoreError, match="needs a store without evidence"):
            store.first_load(FACTS)
    assert Paths(data).current() == "graph2"
    assert [path.name for path in Paths(data).databases.iterdir() if path.is_dir()] == ["graph2"]


def test_a_first_load_of_neo4j_is_like_any_other(neo4j_store: Store, expected: str) -> None:
    told: list[int] = []
    made: list[tuple[int, int]] = []
    neo4j_store.first_load(FACTS, told.append, lambda *done: made.append(done))
    assert sum(told) == sum(FACTS.sizes())
    assert [done for done, _ in made] == [0, made[0][1]]
    check_it_is_like_any_other(neo4j_store, expected)


class Broken(InventedFacts):
    """Facts whose last links name an entity that isn't there."""

    def _payments(self) -> Iterator[pa.RecordBatch]:
        batch = next(super()._payments()).to_pylist()[0]
        yield pa.RecordBatch.from_pylist([{**batch, "target": "account-absent"}])


def test_a_first_load_that_fails_is_completed_by_transactions(store: Store, expected: str) -> None:
    with pytest.raises(StoreError, match="1 PAID_TO links name entities that the load doesn't"):
        store.first_load(Broken())
    assert store.is_empty() == (store.engine.name == "embedded")
    store.prepare()
    assert replaced(store) == expected


def test_work_that_is_there_is_not_lost(embedded_store: Store, expected: str) -> None:
    embedded_store.load_nodes("Case", {"id": ["case-1"], "title": ["an invented case"]})
    embedded_store.first_load(FACTS)
    assert embedded_store.digest() == expected
    assert embedded_store.nodes("Case", ["title"])["title"] == ["an invented case"]


@pytest.mark.slow
def test_a_first_load_of_the_embedded_store_takes_no_memory_for_each_entity(data: Path) -> None:
    """All at once, the people whom links touch would take more than the heap."""
    facts = InventedFacts(people=200_000)
    with open_store(Settings(store="embedded", data=data, heap="256m")) as store:
        store.first_load(facts)
        assert store.counts()["HAS_PHONE"] == facts.people
