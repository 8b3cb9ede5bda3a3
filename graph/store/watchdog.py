"""Ends queries of the embedded store that run too long or whose client is gone.

ArcadeDB doesn't honour the driver's time limit, and a killed client's query runs on. Each query
ends with a marker comment (client number, seconds allowed) that SHOW TRANSACTIONS shows.
"""

import re
import threading
from collections.abc import Callable, Iterator

import neo4j

from queries import load

_MARKER = re.compile(r"// ringleader client=(\d+) seconds=(\d+(?:\.\d+)?)\s*\Z")
_EVERY_SECONDS = 0.5
_RUNNING = load("schema/embedded/running").text
_TERMINATE = load("schema/embedded/terminate").text


def marker(client: int, seconds: float) -> str:
    """The comment to put at the end of a query's text."""
    return f"\n// ringleader client={client} seconds={seconds:g}"


def overdue(text: str, elapsed: float, alive: frozenset[int]) -> bool:
    """Whether the query with this text should end; queries without a marker are let alone."""
    found = _MARKER.search(text)
    if found is None:
        return False
    return int(found[1]) not in alive or elapsed > float(found[2])


class Watchdog:
    """A thread in the child process that looks twice a second."""

    def __init__(self, bolt: int, password: str, alive: Callable[[], frozenset[int]]) -> None:
        self._alive = alive
        self._over = threading.Event()
        self._driver = neo4j.GraphDatabase.driver(
            f"bolt://127.0.0.1:{bolt}", auth=("root", password)
        )
        threading.Thread(target=self._watch, daemon=True).start()

    def close(self) -> None:
        """Stop looking."""
        self._over.set()

    def _watch(self) -> None:
        with self._driver:
            while not self._over.wait(_EVERY_SECONDS):
                try:
                    self._look()
                except neo4j.exceptions.DriverError:
                    continue  # a broken connection; the pool makes another
                except neo4j.exceptions.Neo4jError:
                    continue

    def _look(self) -> None:
        with self._driver.session() as session:
            for transaction in list(self._overdue(session)):
                session.run(_TERMINATE, id=transaction).consume()

    def _overdue(self, session: neo4j.Session) -> Iterator[str]:
        rows = list(session.run(_RUNNING))
        alive = self._alive()  # after the rows: a client may have come while they were read
        for row in rows:
            elapsed = row["elapsedTime"]
            seconds = elapsed.days * 86_400 + elapsed.seconds + elapsed.nanoseconds / 1e9
            if overdue(row["currentQuery"], seconds, alive):
                yield row["transactionId"]
