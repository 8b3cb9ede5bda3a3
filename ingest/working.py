"""The working database of a run: DuckDB with bounded memory, whose tables go out as Parquet."""

from collections.abc import Callable
from pathlib import Path

import pyarrow as pa

from graph.provenance.database import Database
from graph.provenance.place import Place, quoted
from graph.provenance.slices import SORTED, digest_slices, id_ranges, kinds, slices, within
from graph.provenance.writing import disk_error
from ingest.report import Progress, silent
from ingest.said import SaidFile

_ROW_GROUP = 50_000  # small enough that a lookup skips most of a file


class Working(Database):
    """A DuckDB that spills into `directory` and writes into the place."""

    def __init__(self, directory: Path, place: Place, progress: Progress = silent) -> None:
        """`progress` hears of what takes long."""
        self.directory, self.place, self._progress = directory, place, progress
        try:
            directory.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise disk_error(error, directory) from error
        super().__init__(place.connect(directory), directory)

    def count(self, query: str) -> int:
        """The number that a query gives."""
        return int(self.rows(query)[0][0])

    def lines(self, table: str) -> int:
        """How many lines a table has."""
        return self.count(f"SELECT count(*) FROM {table}")  # noqa: S608

    def different(self, table: str, which: str) -> int:
        """How many different digests those lines of a table have that fulfil a condition."""
        lines = f"FROM {table} WHERE {which}"
        count = self.count(f"SELECT count(*) {lines}")
        return sum(
            self.count(f"SELECT count(DISTINCT digest) {lines} AND {part}")
            for part in digest_slices("digest", count)
        )

    def write(self, name: str, query: str) -> str:
        """Write a query's rows as `name`.parquet of the place; its path there."""
        local = self.directory / "part.parquet"
        options = f"FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {_ROW_GROUP}"
        self.run(f"COPY ({query}) TO {quoted(str(local))} ({options})")
        self.place.put(local, f"{name}.parquet")
        return f"{name}.parquet"

    def write_facts(self, name: str, facts: str, ordered: Callable[[str], str]) -> str:
        """Write the lines of a query with a column fact_id, as `ordered` makes another query sort
        them by it; see `write`. Too many to be sorted at once are, range by range of the ids.
        """
        lines = self.count(f"SELECT count(*) FROM ({facts})") // SORTED  # noqa: S608
        if slices(lines) == 1:
            return self.write(name, ordered(facts))
        counts = self.rows(kinds("fact_id", f"({facts})"))
        schema = self.ask(f"SELECT * FROM ({facts}) LIMIT 0").schema  # noqa: S608
        file = SaidFile(self.directory / "part.parquet", schema)
        try:
            ranges = [ids for kind, count in counts for ids in id_ranges(kind, count // SORTED)]
            for done, ids in enumerate(ranges):
                self._progress("sorting", done, len(ranges))
                chosen = f"SELECT * FROM ({facts}) WHERE {within('fact_id', ids)}"  # noqa: S608
                for batch in self.batches(ordered(chosen)):
                    file.add(pa.Table.from_batches([batch]))
            self.place.put(file.close(), f"{name}.parquet")
            self._progress("sorting", len(ranges), len(ranges))
        finally:
            file.drop()
        return f"{name}.parquet"
