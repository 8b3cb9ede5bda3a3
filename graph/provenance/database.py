"""A working database: DuckDB that spills into a directory, and what fails in it is one sentence."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from graph.provenance.place import ask
from graph.provenance.writing import database_error

BATCH = 50_000  # rows


class Database:
    """A connection of `Place.connect`, and the directory that messages name."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, directory: Path) -> None:
        self._connection, self._directory = connection, directory

    def close(self) -> None:
        """Free memory and disk."""
        self._connection.close()

    def run(self, query: str, **values: object) -> None:
        """Run a statement."""
        with self._failing():
            self._connection.execute(query, values or None)

    def ask(self, query: str, **values: object) -> pa.Table:
        """Rows of a query."""
        with self._failing():
            return ask(self._connection, query, values)

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """Rows of a query as tuples."""
        with self._failing():
            return self._connection.execute(query).fetchall()

    def batches(self, query: str, **values: object) -> Iterator[pa.RecordBatch]:
        """Rows of a query, some at a time; none is empty."""
        with self._failing():
            cursor = self._connection.cursor()  # other queries may run while this is read
            for batch in cursor.sql(query, params=values or None).to_arrow_reader(BATCH):
                if batch.num_rows:
                    yield batch

    def with_added(self, added: pa.Table, query: str, **values: object) -> pa.Table:
        """Run a query that reads `added` as a table of this name."""
        self._connection.register("added", added)
        try:
            return self.ask(query, **values)
        finally:
            self._connection.unregister("added")

    @contextmanager
    def _failing(self) -> Iterator[None]:
        try:
            yield
        except duckdb.Error as error:
            raise database_error(error, self._directory) from error
