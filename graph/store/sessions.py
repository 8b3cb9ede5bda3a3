"""Runs checked queries in managed transactions: time limits, retries, errors as one sentence."""

import random
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

import neo4j
from neo4j.exceptions import ConstraintError, DriverError, Neo4jError, TransientError

from graph.errors import StoreError
from graph.store.failures import said
from graph.store.rows import EngineInfo, Row
from graph.store.watchdog import marker
from queries import Query

T = TypeVar("T")
BULK_SECONDS = 900.0
_WRITE_TRIES = 4
_CREATE_TRIES = 8
_FAILURES = (DriverError, Neo4jError, OSError)


def native(value: Any) -> Any:
    """A value of the driver as plain Python: dates as datetime.date, nodes and links as maps."""
    if isinstance(value, (neo4j.time.Date, neo4j.time.DateTime)):
        return value.to_native()
    if isinstance(value, list):
        return [native(item) for item in value]
    if isinstance(value, (dict, neo4j.graph.Entity)):
        return {key: native(item) for key, item in value.items()}
    return value


@dataclass(frozen=True)
class Server:
    """A connected engine: its driver and what its queries need."""

    driver: neo4j.Driver
    engine: EngineInfo
    database: Callable[[], str]  # asked anew for each session: the embedded pointer may move
    client: int | None  # number of this client at the embedded child; None on Neo4j


@dataclass(frozen=True)
class Transaction:
    """One open transaction; all its queries take effect together or not at all."""

    _transaction: neo4j.ManagedTransaction | neo4j.Transaction | neo4j.Session
    _suffix: str

    def run(self, query: Query, /, **parameters: object) -> list[Row]:
        """Run a query to its end and return all its rows."""
        return self.run_with(query, parameters)

    def run_with(self, query: Query, parameters: Mapping[str, object]) -> list[Row]:
        """As `run`, with the parameters as a mapping."""
        if set(parameters) != set(query.parameters):
            raise TypeError(
                f"{query.name} takes the parameters {sorted(query.parameters)}, "
                f"not {sorted(parameters)}"
            )
        text = query.text + self._suffix
        result = self._transaction.run(text, dict(parameters))
        names = result.keys()
        return [dict(zip(names, map(native, row), strict=True)) for row in result.values()]


@dataclass(frozen=True)
class Sessions:
    """All ways to run something on a server."""

    server: Server
    read_seconds: float

    def read(self, work: Callable[[Transaction], T]) -> T:
        """Run `work` in a read transaction; StoreError when a query passes the time limit."""
        return self._managed(work, self.read_seconds, write=False)

    def read_bulk(self, work: Callable[[Transaction], T]) -> T:
        """As `read`, for reads of a whole type, which may take minutes."""
        return self._managed(work, BULK_SECONDS, write=False)

    def write(
        self,
        work: Callable[[Transaction], T],
        otherwise: Callable[[Transaction], T] | None = None,
    ) -> T:
        """Run `work` in one write transaction; it may run again after a conflict.

        Two first MERGEs of one key at the same time make one of them fail with a ConstraintError,
        which the driver doesn't retry; a true duplicate fails again and is raised. `otherwise`
        replaces `work` after the first such failure: MERGE after a CREATE that came too late.
        """
        for attempt in range(_WRITE_TRIES):
            chosen = work if attempt == 0 or otherwise is None else otherwise
            try:
                return self._managed(chosen, BULK_SECONDS, write=True)
            except StoreError as error:
                last = attempt == _WRITE_TRIES - 1
                if last or not isinstance(error.__cause__, (ConstraintError, TransientError)):
                    raise
                time.sleep(random.uniform(0.01, 0.05) * 2**attempt)
        raise AssertionError("unreachable")

    def create(self, work: Callable[[Transaction], T]) -> T:
        """Run `work` that creates in one transaction, again only if nothing of it was kept.

        A connection that is lost during the commit may have committed: a second CREATE would
        double what the first made, so that is an error here.
        """
        for attempt in range(_CREATE_TRIES):
            try:
                with self._session(write=True) as session:
                    with session.begin_transaction(timeout=BULK_SECONDS) as transaction:
                        done = work(Transaction(transaction, ""))
                        transaction.commit()
                    return done
            except TransientError as error:  # a deadlock of two writers: rolled back
                if attempt == _CREATE_TRIES - 1:
                    raise said(error, self.server.engine, BULK_SECONDS) from error
                time.sleep(random.uniform(0.01, 0.05) * 2**attempt)
            except _FAILURES as error:
                raise said(error, self.server.engine, BULK_SECONDS) from error
        raise AssertionError("unreachable")

    def define(self, query: Query) -> list[Row]:
        """Run a schema statement by itself, outside transactions."""
        try:
            with self._session(write=True) as session:
                return Transaction(session, "").run_with(query, {})
        except _FAILURES as error:
            raise said(error, self.server.engine, BULK_SECONDS) from error

    def _session(self, *, write: bool) -> neo4j.Session:
        return self.server.driver.session(
            database=self.server.database(),
            default_access_mode=neo4j.WRITE_ACCESS if write else neo4j.READ_ACCESS,
        )

    def _managed(self, work: Callable[[Transaction], T], seconds: float, *, write: bool) -> T:
        client = self.server.client
        suffix = "" if client is None else marker(client, seconds)

        @neo4j.unit_of_work(timeout=seconds if client is None else None)
        def unit(transaction: neo4j.ManagedTransaction) -> T:
            return work(Transaction(transaction, suffix))

        while True:
            database = self.server.database()
            try:
                with self._session(write=write) as session:
                    return session.execute_write(unit) if write else session.execute_read(unit)
            except _FAILURES as error:
                if database == self.server.database():
                    raise said(error, self.server.engine, seconds) from error
                # a first load has put another database in the place of this one: once more
