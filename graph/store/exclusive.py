"""The store for one command alone: a lock among all processes and machines that use it."""

import json
import os
import secrets
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil
from filelock import FileLock, Timeout

from graph.errors import StoreError
from graph.language import failure
from graph.schema.ids import entity_id
from graph.store.rows import Row
from graph.store.runtime import Paths, write_private
from graph.store.schema import unique_node
from graph.store.sessions import Sessions, Transaction
from queries import load

LEASE_SECONDS = 60.0
_RENEW_SECONDS = 15.0
_ASK_SECONDS = 0.5


@contextmanager
def by_file(paths: Paths, part: str, what: str, wait: float) -> Iterator[None]:
    """Hold a lock file of the data directory; the system frees it whatever kills the holder."""
    lock, holder = paths.exclusive(part)
    try:
        with FileLock(lock, timeout=wait):
            note = {"what": what, "pid": os.getpid()}
            write_private(holder, json.dumps(note))
            yield
    except Timeout as error:
        raise _busy(*_noted(holder), wait) from error


def _noted(path: Path) -> tuple[str, str]:
    try:
        note = json.loads(path.read_text(encoding="utf-8"))
        return str(note["what"]), f"process {int(note['pid'])}"
    except (OSError, ValueError, KeyError):
        return "another command", "a process that left no note"


def _busy(what: str, who: str, wait: float) -> StoreError:
    return failure(StoreError, "store.error.held", what=what, who=who, wait=f"{wait:g}")


@dataclass(frozen=True)
class _Holder:
    lock: str
    token: str
    what: str
    host: str
    pid: int

    def parameters(self) -> dict[str, object]:
        """As the query that takes the lock wants them."""
        own = {"token": self.token, "what": self.what, "host": self.host, "pid": self.pid}
        return {"id": self.lock, "lease": int(LEASE_SECONDS * 1000), **own}


@contextmanager
def by_lease(sessions: Sessions, part: str, what: str, wait: float) -> Iterator[None]:
    """Hold the StoreLock node, renewed by a thread; StoreError at the end if it was lost."""
    sessions.define(unique_node("StoreLock"))  # else two first takers could make two nodes
    lock, token = entity_id("StoreLock", part), secrets.token_hex(16)
    me = _Holder(lock, token, what, socket.gethostname(), os.getpid())
    give_up = time.monotonic() + wait
    while (other := sessions.write(lambda tx: _take(tx, me))) is not None:
        if time.monotonic() >= give_up:
            who = f"process {other['pid']} on {other['host']}"
            raise _busy(str(other["what"]), who, wait)
        time.sleep(_ASK_SECONDS)
    over = threading.Event()
    lost: list[Exception] = []

    def renew() -> None:
        while not over.wait(_RENEW_SECONDS):
            try:
                if not _renewed(sessions, me, LEASE_SECONDS):
                    lost.append(_lost(what))
                    return
            except StoreError as error:  # the server may be back before the lease ends
                lost[:] = [error]
            else:
                lost.clear()

    heart = threading.Thread(target=renew, daemon=True)
    heart.start()
    try:
        yield
    finally:
        over.set()
        heart.join()
        released = _quietly(lambda: _renewed(sessions, me, 0.0))
    if not released and lost:
        raise lost[0]
    if not released:
        raise _lost(what)


def _lost(what: str) -> StoreError:
    return failure(StoreError, "store.error.taken", what=what, seconds=f"{LEASE_SECONDS:g}")


def _quietly(work: Callable[[], bool]) -> bool:
    try:
        return work()
    except StoreError:
        return False


def _renewed(sessions: Sessions, me: _Holder, seconds: float) -> bool:
    query = load("schema/neo4j/renew_lock")
    values = {"id": me.lock, "token": me.token, "lease": int(seconds * 1000)}
    # Once: a server that is gone would be asked again for a minute, and the lease ends anyway.
    return bool(sessions.create(lambda tx: tx.run_with(query, values)))


def _take(transaction: Transaction, me: _Holder) -> Row | None:
    """Take the lock; the row of the holder when somebody else has it."""
    asked = load("schema/neo4j/ask_lock")
    row = transaction.run(asked, id=me.lock, token=me.token)[0]
    if _held(row) and row["token"] != me.token:
        return row
    transaction.run_with(load("schema/neo4j/take_lock"), me.parameters())
    return None


def _held(row: Row) -> bool:
    if int(str(row["until"] or 0)) <= int(str(row["now"])):
        return False
    gone = row["host"] == socket.gethostname() and not psutil.pid_exists(int(str(row["pid"])))
    return not gone
