"""The provenance table: Parquet parts in <data>/provenance, one per source table and file."""

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from graph.errors import StoreError
from graph.provenance.files import KeptFiles, replacing
from graph.provenance.model import PART_SCHEMA, SourceRow

_ROW_GROUP = 50_000  # small enough that a lookup skips most of a part
_ROWS = """
SELECT fact_id, source, "table", file, file_sha256, row, start, size
FROM read_parquet($parts) WHERE fact_id IN (SELECT id FROM facts)
ORDER BY fact_id, source, "table", file, row, file_sha256
"""
_STANDING = """
SELECT fact_id AS id, count(DISTINCT (source, "table", digest)) AS rows,
    count(DISTINCT (source, "table")) AS origins, list_sort(list(DISTINCT source)) AS sources,
    min(date) AS first_seen, max(date) AS last_seen, bool_or(described) AS described
FROM read_parquet($parts) SEMI JOIN facts ON facts.id = fact_id
GROUP BY fact_id ORDER BY fact_id
"""


class Provenance:
    """Which rows each entity and link of the store with this data directory rests on."""

    def __init__(self, data: Path) -> None:
        self.directory = data / "provenance"
        self.files = KeptFiles(data)

    def _parts(self) -> list[str]:
        return sorted(str(path) for path in self.directory.glob("*.parquet"))

    def part(self, source: str, table: str, file_sha256: str) -> Path:
        """Where the part of this table and file is, or will be."""
        return self.directory / f"{source}.{table}.{file_sha256[:24]}.parquet"

    def write_part(self, part: Path, lines: pa.Table) -> None:
        """Write `lines` (PART_SCHEMA), sorted by fact, in place of an earlier part."""
        ordered = lines.cast(PART_SCHEMA).sort_by([("fact_id", "ascending"), ("row", "ascending")])
        with replacing(part) as temporary:
            pq.write_table(ordered, temporary, compression="zstd", row_group_size=_ROW_GROUP)

    def rows_of(self, fact_ids: Sequence[str]) -> dict[str, list[SourceRow]]:
        """The rows each of these entities and links rests on, sorted; unknown ids are left out."""
        found: dict[str, list[SourceRow]] = {}
        if not (parts := self._parts()) or not fact_ids:
            return found
        wanted = pa.array(sorted(set(fact_ids)))
        for fact_id, *fields in zip(
            *self._ask(_ROWS, parts, wanted).to_pydict().values(), strict=True
        ):
            found.setdefault(fact_id, []).append(SourceRow(*fields))
        return found

    def standing(self, ids: pa.Array) -> pa.Table:
        """Figures of these facts over all files ever read, sorted by `id`.

        Columns id, rows (different rows), origins (source and table), sources, first_seen,
        last_seen (business dates) and described (some row describes it).
        """
        return self._ask(_STANDING, self._parts(), ids)

    def original(self, row: SourceRow) -> bytes:
        """The exact bytes of the row, without its line end; also after the file has moved."""
        return self.originals([row])[row]

    def originals(self, rows: Iterable[SourceRow]) -> dict[SourceRow, bytes]:
        """The exact bytes of each row; each file is read once."""
        by_file: dict[tuple[str, str], list[SourceRow]] = {}
        for row in sorted(set(rows)):
            by_file.setdefault((row.file_sha256, row.table), []).append(row)
        found: dict[SourceRow, bytes] = {}
        for (sha256, table), wanted in by_file.items():
            spans = [(row.start, row.size) for row in wanted]
            found.update(zip(wanted, self.files.pieces(sha256, table, spans), strict=True))
        return found

    def _ask(self, query: str, parts: list[str], ids: pa.Array) -> pa.Table:
        try:
            with duckdb.connect(":memory:") as database:
                database.register("facts", pa.table({"id": ids}))
                return database.sql(query, params={"parts": parts}).to_arrow_table()
        except duckdb.Error as error:
            raise StoreError(
                f"The provenance in {self.directory} can't be read ({type(error).__name__}); "
                "restore the directory from a backup, or ingest the files again."
            ) from error


def row_digest(row: bytes) -> int:
    """64-bit digest of a row's bytes, by which the same row in two files is one."""
    return int.from_bytes(hashlib.blake2b(row, digest_size=8).digest())
