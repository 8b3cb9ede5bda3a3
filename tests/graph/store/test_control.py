"""The control socket: only who knows the password is let in, and its absence is noticed."""

import errno
import threading
from collections.abc import Iterator
from multiprocessing import AuthenticationError
from pathlib import Path

import pytest

from graph.errors import StoreError
from graph.language import failure, failure_text
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


REFUSED: dict[str, tuple[Exception, str, str]] = {
    "a sentence of its own": (
        failure(StoreError, "store.error.links_lost", written=2, links=3),
        "The embedded store wrote 2 of 3 links whole",
        "3 条关联中，嵌入式库只完整写入了 2 条",
    ),
    "a sentence about a file": (
        failure(StoreError, "store.error.disk_full", where=Path("data")),
        "The disk of data is full",
        "data 的磁盘已满",
    ),
    "a full disk": (
        OSError(errno.ENOSPC, "No space left on device"),
        "The disk of the embedded store is full",
        "嵌入式库所在的磁盘已满",
    ),
    "anything else": (
        KeyError("b"),
        "The embedded store refused load_close: KeyError: 'b'",
        "嵌入式库拒绝执行 load_close：KeyError: 'b'",
    ),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_what_the_process_says_is_said_in_the_language_of_the_reader(kind: str) -> None:
    error, english, chinese = REFUSED[kind]

    def handle(_: object) -> dict[str, int]:
        raise error

    running = ControlServer("secret", handle, lambda: None)
    client = ControlClient(running.port, "secret")
    with pytest.raises(StoreError) as caught:
        client.ask("load_close")
    client.close()
    running.close()
    assert failure_text(caught.value, "en").startswith(english)
    assert failure_text(caught.value, "zh").startswith(chinese)


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
