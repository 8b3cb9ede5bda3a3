"""The control socket: only who knows the password is let in, and its absence is noticed."""

import threading
from collections.abc import Iterator
from multiprocessing import AuthenticationError

import pytest

from graph.errors import StoreError
from graph.store.control import ControlClient, ControlServer


@pytest.fixture
def changed() -> threading.Event:
    """Set when a client has gone."""
    return threading.Event()


@pytest.fixture
def server(changed: threading.Event) -> Iterator[ControlServer]:
    """A control server that only adds."""
    running = ControlServer("secret", lambda r: {"sum": r["a"] + r["b"]}, changed.set)
    yield running
    running.close()


def test_a_client_asks_and_is_counted(server: ControlServer, changed: threading.Event) -> None:
    client = ControlClient(server.port, "secret")
    assert client.ask("add", a=2, b=3) == {"sum": 5}
    assert server.alive == {client.number}
    client.close()
    assert changed.wait(5)
    assert not server.alive


def test_a_refused_command_is_a_sentence(server: ControlServer) -> None:
    client = ControlClient(server.port, "secret")
    with pytest.raises(StoreError, match=r"refused add: KeyError"):
        client.ask("add", a=2)
    assert client.ask("add", a=1, b=1) == {"sum": 2}
    client.close()


def test_a_heap_that_is_too_small_is_a_sentence_that_says_what_to_set() -> None:
    def handle(_: object) -> dict[str, int]:
        raise ValueError("java.lang.OutOfMemoryError: Java heap space")

    running = ControlServer("secret", handle, lambda: None)
    client = ControlClient(running.port, "secret")
    with pytest.raises(StoreError, match="set RINGLEADER_HEAP to more"):
        client.ask("load_close")
    client.close()
    running.close()


def test_a_wrong_password_is_refused(server: ControlServer) -> None:
    with pytest.raises((AuthenticationError, EOFError, ConnectionError)):
        ControlClient(server.port, "guess")
    client = ControlClient(server.port, "secret")
    assert len(server.alive) == 1
    client.close()
