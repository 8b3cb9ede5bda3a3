"""The store held by one command alone: others wait, and a killed holder holds nothing."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from graph.errors import StoreError
from graph.settings import Settings
from graph.store import Store, open_store
from graph.store.runtime import Paths
from tests.processes import ROOT, environment

_HOLDER = """
import os, sys, time
from graph.settings import Settings
from graph.store import open_store
with open_store(Settings(heap="256m")) as store, store.exclusive("an invented load", 5):
    print("held", flush=True)
    time.sleep(60)
"""


@contextmanager
def holder(settings: Settings) -> Iterator["subprocess.Popen[str]"]:
    """Another process that holds the store."""
    process = subprocess.Popen(
        [sys.executable, "-c", _HOLDER],
        env=environment(settings),
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    try:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield process
    finally:
        process.kill()
        process.communicate()


def test_who_waits_is_told_who_holds_it_and_a_killed_holder_holds_nothing(
    store: Store, store_settings: Settings
) -> None:
    with holder(store_settings) as process:
        words = rf"held by an invented load \(process {process.pid}.*not free within 0.2 s"
        with pytest.raises(StoreError, match=words), store.exclusive("a test", 0.2):
            pass
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        started = time.monotonic()
        with store.exclusive("a test", 10):
            assert time.monotonic() - started < 5


def test_it_is_free_again_afterwards(store: Store, store_settings: Settings) -> None:
    with open_store(store_settings) as other:
        with (
            store.exclusive("a test", 1),
            other.exclusive("something else", 0.1, part="other"),
            pytest.raises(StoreError, match="held by a test"),
            other.exclusive("more", 0.1),
        ):
            pass
        with other.exclusive("more", 0.1):
            pass


def test_a_lease_that_another_machine_let_run_out_is_taken(
    neo4j_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graph.store.exclusive.LEASE_SECONDS", 1.0)
    with monkeypatch.context() as elsewhere:
        elsewhere.setattr("graph.store.exclusive.socket.gethostname", lambda: "elsewhere")
        first = neo4j_store.exclusive("the first", 1)
        first.__enter__()
    with pytest.raises(StoreError, match="on elsewhere"), neo4j_store.exclusive("a test", 0):
        pass
    with neo4j_store.exclusive("a test", 5):
        pass
    with pytest.raises(StoreError, match="Another command took the store while the first held it"):
        first.__exit__(None, None, None)


def test_the_lease_is_renewed_while_held(
    neo4j_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graph.store.exclusive.LEASE_SECONDS", 1.0)
    monkeypatch.setattr("graph.store.exclusive._RENEW_SECONDS", 0.2)
    with (
        neo4j_store.exclusive("the first", 1),
        pytest.raises(StoreError, match="held by the first"),
        neo4j_store.exclusive("a test", 2),
    ):
        pass


def test_the_next_holder_deletes_what_a_killed_one_left_half_written(embedded_store: Store) -> None:
    folder = Paths(embedded_store.data).root
    left, other = folder / ".evidence.json.123", folder / ".current.123"
    for path in (left, other):
        path.write_text("{")
    with embedded_store.exclusive("an invented load", wait=5):
        assert not left.exists()
        assert other.exists()  # of the process that keeps the graph
    other.unlink()
