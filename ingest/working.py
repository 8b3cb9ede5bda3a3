"""The working database of a run: DuckDB with bounded memory, whose tables go out as Parquet."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from graph.provenance.place import Place, ask, quoted
from graph.provenance.writing import database_error, disk_error

_ROW_GROUP = 50_000  # small enough that a lookup skips most of a file


class Working:
    """A DuckDB that spills into `directory` and writes into the place."""

    def __init__(self, directory: Path, place: Place) -> None:
        self.directory, self.place = directory, place
        try:
            directory.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise disk_error(error, directory) from error
        self._database = place.connect(spill=directory)

    def close(self) -> None:
        """Free memory and disk."""
        self._database.close()

    def run(self, query: str, **values: object) -> None:
        """Run a statement; what fails becomes one sentence."""
        try:
            self._database.execute(query, values or None)
        except duckdb.Error as error:
            raise database_error(error, self.directory) from error

    def ask(self, query: str, **values: object) -> pa.Table:
        """Rows of a query."""
        try:
            return ask(self._database, query, values)
        except duckdb.Error as error:
            raise database_error(error, self.directory) from error

    def batches(self, query: str, **values: object) -> Iterator[pa.RecordBatch]:
        """Rows of a query, some at a time."""
        try:
            cursor = self._database.cursor()  # other queries may run while this is read
            reader: pa.RecordBatchReader = cursor.sql(query, params=values or None).to_arrow_reader(
                _ROW_GROUP
            )
            yield from reader
        except duckdb.Error as error:
            raise database_error(error, self.directory) from error

    def with_added(self, added: pa.Table, query: str, **values: object) -> pa.Table:
        """Run a query that reads `added` as a table of this name."""
        self._database.register("added", added)
        try:
            return self.ask(query, **values)
        finally:
            self._database.unregister("added")

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """Rows of a query as tuples."""
        try:
            return self._database.execute(query).fetchall()
        except duckdb.Error as error:
            raise database_error(error, self.directory) from error

    def count(self, query: str) -> int:
        """The number that a query gives."""
        return int(self.rows(query)[0][0])

    def write(self, name: str, query: str) -> str:
        """Write a query's rows as `name`.parquet of the place; its path there."""
        local = self.directory / "part.parquet"
        options = f"FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {_ROW_GROUP}"
        self.run(f"COPY ({query}) TO {quoted(str(local))} ({options})")
        self.place.put(local, f"{name}.parquet")
        return f"{name}.parquet"
