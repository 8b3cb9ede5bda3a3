"""Finds the rows that facts rest on, and their exact bytes."""

import datetime
import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from graph.errors import StoreError
from graph.language import failure
from graph.provenance.files import KeptFiles
from graph.provenance.manifest import Manifest, Part, parts, read_manifests
from graph.provenance.model import SourceRow
from graph.provenance.place import Place, ask

_TRIES = 3  # a load may replace files between our reading the manifest and the files


class Provenance:
    """Which rows each entity and link rests on; `where` is the data directory, or a shared URL."""

    def __init__(self, where: Path | str) -> None:
        self.place = Place(where)
        self.files = KeptFiles(self.place)

    def rows_of(self, fact_ids: Sequence[str]) -> dict[str, list[SourceRow]]:
        """The rows each of these entities and links rests on, sorted; unknown ids are left out.

        A fact that the newest delivery no longer has keeps the rows it last rested on.
        """
        if not fact_ids:
            return {}
        wanted = pa.table({"id": sorted(set(fact_ids))})
        for _ in range(_TRIES):
            manifests = read_manifests(self.place)
            try:
                return self._rows_of(wanted, manifests)
            except duckdb.Error as error:
                if read_manifests(self.place) == manifests:
                    raise failure(
                        StoreError,
                        "provenance.error.unread",
                        where=self.place.where,
                        kind=type(error).__name__,
                    ) from error
        raise failure(StoreError, "provenance.error.replaced")

    def _rows_of(
        self, wanted: pa.Table, manifests: dict[str, Manifest]
    ) -> dict[str, list[SourceRow]]:
        live: dict[str, list[SourceRow]] = {}
        dead: dict[str, list[SourceRow]] = {}
        with self.place.connect() as database:
            database.register("wanted", wanted)
            for part in parts(manifests):
                files = manifests[part.source].tables[part.table].files
                for fact, number, row, start, size, counts, date in self._lines(database, part):
                    of_file = files[number]
                    found = SourceRow(
                        part.source,
                        part.table,
                        of_file.file,
                        of_file.sha256,
                        row,
                        start,
                        size,
                        date,
                        of_file.encoding,
                        of_file.delimiter,
                    )
                    (live if counts else dead).setdefault(fact, []).append(found)
        every = {**dead, **live}
        return {fact: sorted(set(every[fact])) for fact in sorted(every)}

    def _lines(
        self, database: duckdb.DuckDBPyConnection, part: Part
    ) -> list[tuple[str, int, int, int, int, bool, datetime.date | None]]:
        """(fact, file, row, start, size, live, business date) of one segment."""
        mentions, rows = self.place.uri(part.segment.mentions), self.place.uri(part.rows)
        found = ask(
            database,
            "SELECT fact_id, digest, date FROM read_parquet($path) "
            "WHERE fact_id IN (SELECT id FROM wanted)",
            {"path": mentions},
        )
        if not found.num_rows:
            return []
        database.register("mentioned", found)
        return database.execute(
            "SELECT m.fact_id, r.file, r.row, r.start, r.size, r.live, m.date FROM mentioned m "
            "JOIN read_parquet($path) r ON r.digest = m.digest AND r.segment = $number",
            {"path": rows, "number": part.number},
        ).fetchall()

    def link_ends(self, identifier: str) -> tuple[str, str, str] | None:
        """Type, source id and target id of a link that some row tells of, or told of."""
        with self.place.connect() as database:
            for part in parts(read_manifests(self.place)):
                for name, path in part.segment.links.items():
                    found = database.execute(
                        "SELECT source, target FROM read_parquet($path) WHERE id = $id LIMIT 1",
                        {"path": self.place.uri(path), "id": identifier},
                    ).fetchone()
                    if found:
                        return name.partition(" ")[0], *found
        return None

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


def row_digest(row: bytes) -> int:
    """64-bit digest of a row's bytes, by which the same row in two files is one."""
    return int.from_bytes(hashlib.blake2b(row, digest_size=8).digest())


def row_digests(rows: Iterable[bytes]) -> NDArray[np.uint64]:
    """`row_digest` of each row, for many rows at a time."""
    every = b"".join([hashlib.blake2b(row, digest_size=8).digest() for row in rows])
    return np.frombuffer(every, ">u8").astype(np.uint64)
