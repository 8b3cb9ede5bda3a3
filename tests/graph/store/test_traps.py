"""Each measured trap of the engines, on both: what the store promises holds all the same."""

import subprocess
import sys
import threading
import time

import pytest

from graph.errors import StoreError
from graph.settings import Settings
from graph.store import Store, Transaction, open_store, search_index
from queries import Query
from tests.processes import ROOT, environment

CREATE = Query(
    "tests/create", "", "CREATE (n:Person {id: $id}) RETURN n.id AS id", ("id",), ("id",)
)
MERGE = Query(
    "tests/merge",
    "",
    "UNWIND $ids AS id MERGE (n:Phone {id: id}) ON CREATE SET n.rows = 1 "
    "ON MATCH SET n.rows = n.rows + 1",
    ("ids",),
    (),
)
SLOW_TEXT = (
    "UNWIND range(1, 100000) AS x UNWIND range(1, 100000) AS y WITH x * y AS z "
    "WITH max(z) AS m RETURN m"
)
SLOW = Query("tests/slow", "", SLOW_TEXT, (), ("m",))
RUNNING = Query("tests/running", "", "SHOW TRANSACTIONS YIELD currentQuery", (), ("currentQuery",))
FIND = Query(
    "tests/find",
    "",
    "CALL db.index.fulltext.queryNodes($index, $text) YIELD node "
    "WITH node.id AS id ORDER BY id RETURN id",
    ("index", "text"),
    ("id",),
)


def count(store: Store, name: str) -> int:
    return store.counts()[name]


def test_a_write_that_fails_half_way_leaves_nothing(store: Store) -> None:
    def work(transaction: Transaction) -> None:
        transaction.run(CREATE, id="person-1")
        raise StoreError("stop here")

    with pytest.raises(StoreError, match="stop here"):
        store.transact(work)
    assert count(store, "Person") == 0


def test_several_queries_of_one_transaction_see_each_other(store: Store) -> None:
    def work(transaction: Transaction) -> list[str]:
        rows = transaction.run(CREATE, id="person-1") + transaction.run(CREATE, id="person-2")
        return [str(row["id"]) for row in rows]

    assert store.transact(work) == ["person-1", "person-2"]
    assert count(store, "Person") == 2


def test_a_true_duplicate_fails(store: Store) -> None:
    store.write(CREATE, id="person-1")
    with pytest.raises(StoreError, match="an id that must be unique is taken"):
        store.write(CREATE, id="person-1")
    assert count(store, "Person") == 1


def test_an_id_names_one_link(store: Store) -> None:
    store.load_nodes("Person", {"id": ["person-1", "person-2"]})
    store.load_nodes("Phone", {"id": ["phone-1"]})
    ends = {"source": ["person-1"], "target": ["phone-1"]}
    store.load_links("HAS_PHONE", "Person", "Phone", {"id": ["link-1"], **ends})
    with pytest.raises(StoreError, match="an id that must be unique is taken"):
        store.load_links(
            "HAS_PHONE",
            "Person",
            "Phone",
            {"id": ["link-1"], "source": ["person-2"], "target": ["phone-1"]},
        )


def test_first_merges_of_the_same_keys_at_once_lose_and_double_nothing(store: Store) -> None:
    ids = [f"phone-{i}" for i in range(40)]
    failures: list[Exception] = []

    def merge(order: list[str]) -> None:
        try:
            store.write(MERGE, ids=order)
        except Exception as error:
            failures.append(error)

    threads = [
        threading.Thread(target=merge, args=(ids if i % 2 else ids[::-1],)) for i in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures
    assert store.nodes("Phone", ["rows"]) == {"id": sorted(ids), "rows": [4] * 40}


def test_a_read_over_its_time_limit_is_ended(store: Store, store_settings: Settings) -> None:
    hurried = store_settings.model_copy(update={"query_seconds": 1.0})
    with open_store(hurried) as other:
        started = time.monotonic()
        with pytest.raises(StoreError, match="took longer than 1 s"):
            other.read(SLOW)
        assert time.monotonic() - started < 20
        assert other.is_empty()


_KILLED = """
import sys
from graph.settings import Settings
from graph.store import open_store
from queries import Query
with open_store(Settings()) as store:
    print("ready", flush=True)
    store.read(Query("tests/slow", "", sys.argv[1], (), ("m",)))
"""


def slow_queries(store: Store) -> int:
    rows = store._sessions.define(RUNNING)
    return sum(str(row["currentQuery"]).startswith(SLOW_TEXT) for row in rows)


def test_the_query_of_a_killed_client_is_ended(store: Store, store_settings: Settings) -> None:
    client = subprocess.Popen(
        [sys.executable, "-c", _KILLED, SLOW_TEXT],
        stdout=subprocess.PIPE,
        env=environment(store_settings),
        cwd=ROOT,
    )
    try:
        assert client.stdout is not None
        assert client.stdout.readline() == b"ready\n"
        give_up = time.monotonic() + 20
        while not slow_queries(store):
            assert time.monotonic() < give_up
            time.sleep(0.1)
    finally:
        client.kill()
        client.communicate()
    give_up = time.monotonic() + 20
    while slow_queries(store):
        assert time.monotonic() < give_up, "it still runs"
        time.sleep(0.1)


@pytest.mark.parametrize("text", ["张三", "zhang", "13800000001", "ZHANG san"])
def test_full_text_finds_chinese_latin_and_numbers(store: Store, text: str) -> None:
    store.load_nodes(
        "Person",
        {"id": ["person-1", "person-2"], "search": ["张三 Zhang San 13800000001", "Bell"]},
    )
    assert store.read(FIND, index=search_index("Person"), text=text) == [{"id": "person-1"}]


def test_parameters_must_be_those_of_the_query(embedded_store: Store) -> None:
    with pytest.raises(TypeError, match="tests/create takes the parameters"):
        embedded_store.write(CREATE, name="Ann")


def test_an_unreadable_query_is_said_by_its_message(store: Store) -> None:
    with pytest.raises(StoreError, match="can't read a query"):
        store.read(Query("tests/bad", "", "MATCH (n RETURN n", (), ()))
