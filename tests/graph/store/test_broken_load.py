"""kill -9 during a first load: the store is the old one, and loading again completes it."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.errors import StoreError
from graph.settings import Settings
from graph.store import Store, open_store
from graph.store.runtime import Paths
from tests.conftest import wipe
from tests.graph.store.invented_facts import InventedFacts
from tests.graph.store.test_first_load import replaced
from tests.processes import ROOT, environment

FACTS = InventedFacts(2_500)
_LOADER = """
from graph.settings import Settings
from graph.store import open_store
from tests.conftest import wipe
from tests.graph.store.invented_facts import InventedFacts
with open_store(Settings(heap="512m")) as store:
    store.first_load(InventedFacts(2_500), lambda rows: print(rows, flush=True))
"""


@pytest.fixture(scope="module")
def expected(_embedded: Store) -> str:
    """The digest of the facts loaded by transactions."""
    wipe(_embedded)
    return replaced(_embedded, FACTS)


@pytest.fixture
def embedded(data: Path) -> Settings:
    """Settings of a fresh embedded store."""
    return Settings(store="embedded", data=data, heap="512m")


def loader(settings: Settings) -> "subprocess.Popen[str]":
    """Another process that loads and tells how far it is."""
    command = [sys.executable, "-c", _LOADER]
    return subprocess.Popen(
        command, env=environment(settings), stdout=subprocess.PIPE, text=True, cwd=ROOT
    )


def kill_after(process: "subprocess.Popen[str]", steps: int) -> None:
    """Kill it after so many steps of progress."""
    assert process.stdout is not None
    lines: Iterator[str] = iter(process.stdout)
    for _ in range(steps):
        next(lines)
    process.kill()
    process.communicate()


def test_a_client_killed_during_an_embedded_load_leaves_the_old_store(
    embedded: Settings, expected: str
) -> None:
    with open_store(embedded) as other:
        kill_after(loader(embedded), 4)
        assert other.is_empty()
        assert Paths(embedded.data).current() == "graph1"
        other.first_load(FACTS)
        assert other.digest() == expected
    with open_store(embedded) as store:
        assert store.digest() == expected
    assert not Paths(embedded.data).load.exists()


def test_a_child_killed_during_a_load_leaves_the_old_store(
    embedded: Settings, expected: str
) -> None:
    with open_store(embedded) as store:
        store.prepare()
        told: list[int] = []
        pid = store.status().pid
        assert pid is not None

        def kill(rows: int) -> None:
            told.append(rows)
            if len(told) == 3:
                os.kill(pid, signal.SIGKILL)

        with pytest.raises(StoreError, match="run the command again"):
            store.first_load(FACTS, kill)
    with open_store(embedded) as store:
        assert store.is_empty()
        folders = [path.name for path in Paths(embedded.data).databases.iterdir() if path.is_dir()]
        assert folders == ["graph1"]
        store.prepare()
        assert replaced(store, FACTS) == expected


@pytest.mark.parametrize("steps", [2, 4])
def test_a_client_killed_during_a_load_of_neo4j_is_completed_by_transactions(
    steps: int, neo4j_store: Store, neo4j_settings: Settings, expected: str
) -> None:
    kill_after(loader(neo4j_settings), steps)
    assert not neo4j_store.is_empty()
    neo4j_store.prepare()
    assert replaced(neo4j_store, FACTS) == expected
