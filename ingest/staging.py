"""Gathers what the rows of a run say, in DuckDB with bounded memory, table by table."""

from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from graph.provenance.manifest import Delivered, Segment, Table
from graph.provenance.place import Place
from ingest.chunk import Digests, Places
from ingest.compact import compact
from ingest.facts import Ends
from ingest.report import Example
from ingest.said import SaidFiles
from ingest.stale import Stale
from ingest.working import Working

_ROWS = """
CREATE OR REPLACE TABLE rows_after AS
WITH old AS (SELECT * FROM rows_before),
known AS (SELECT digest, max(segment) AS segment, any_value(key) AS key FROM old GROUP BY digest),
fresh AS (
    SELECT s.digest, if(s.read, s.key, known.key) AS key,
        if(s.read, $segment, known.segment) AS segment, s.file, s.row, s.start, s.size,
        true AS live, s.earlier
    FROM staged_rows s LEFT JOIN known ON NOT s.read AND known.digest = s.digest
),
fresh_keys AS (SELECT DISTINCT key FROM fresh WHERE key IS NOT NULL AND NOT earlier)
SELECT * EXCLUDE (earlier) FROM fresh
UNION ALL
SELECT old.digest, old.key, old.segment, old.file, old.row, old.start, old.size,
    old.live AND NOT $full AND fresh_keys.key IS NULL
FROM old ANTI JOIN staged_rows s ON s.digest = old.digest
LEFT JOIN fresh_keys ON old.key = fresh_keys.key
"""
_MENTIONS_OF_ALIKE = """
SELECT fact_id, digest, any_value(date) AS date, bool_or(described) AS described
FROM mentions GROUP BY fact_id, digest
"""
_NO_ROWS = """
CREATE OR REPLACE TABLE rows_before (digest UBIGINT, key UBIGINT, segment INTEGER, file INTEGER,
    row BIGINT, start BIGINT, size INTEGER, live BOOLEAN)
"""
_CHANGED = """
CREATE OR REPLACE TABLE changed AS
WITH before AS (SELECT DISTINCT segment, digest FROM rows_before WHERE live),
after AS (SELECT DISTINCT segment, digest FROM rows_after WHERE live)
(FROM before EXCEPT FROM after) UNION ALL (FROM after EXCEPT FROM before)
"""
_LOOKUP = """
SELECT entity, number, min(id) AS id FROM known_{when}
SEMI JOIN rows_{when} r ON r.live AND r.segment = known_{when}.segment
    AND r.digest = known_{when}.digest
GROUP BY entity, number
"""


class Staging:
    """The facts of one run, one table after the other: a Sink for the table that is open.

    A run that only looks (`dry_run`) keeps no more of the facts than some examples.
    """

    def __init__(self, directory: Path, place: Place, *, dry_run: bool = False) -> None:
        self._working, self._place = Working(directory, place), place
        self._dry_run = dry_run
        self._working.run("CREATE TABLE touched (fact_id VARCHAR)")
        self._working.run("CREATE TABLE lookups (entity VARCHAR, number VARCHAR, id VARCHAR)")
        self._working.run("CREATE TABLE moved (entity VARCHAR, number VARCHAR, before VARCHAR)")
        self._said = SaidFiles(directory, examples_only=dry_run)
        self._before = Table(rows="", segments=(), files=())
        self._file = 0

    def close(self) -> None:
        """Free memory and disk."""
        self._said.drop()
        self._working.close()

    def begin(self, source: str, name: str, before: Table | None) -> None:
        """Open a table; what it delivered `before` decides which rows are new."""
        self._source, self._name = source, name
        self._before = before or Table(rows="", segments=(), files=())
        self._said.drop()
        create = self._working.run
        create(
            "CREATE OR REPLACE TABLE staged_rows (digest UBIGINT, key UBIGINT, file INTEGER, "
            "row BIGINT, start BIGINT, size INTEGER, read BOOLEAN, earlier BOOLEAN)"
        )
        create(
            "CREATE OR REPLACE TABLE mentions "
            "(fact_id VARCHAR, digest UBIGINT, date DATE, described BOOLEAN)"
        )
        for when in ("before", "after"):
            create(
                f"CREATE OR REPLACE TABLE known_{when} "
                "(entity VARCHAR, number VARCHAR, id VARCHAR, digest UBIGINT, segment INTEGER)"
            )
        create(
            "CREATE OR REPLACE TABLE lost "
            '(digest UBIGINT, "column" VARCHAR, shape VARCHAR, reason VARCHAR)'
        )
        create(_NO_ROWS)
        if before is not None:
            self._working.run(
                "INSERT INTO rows_before BY NAME FROM read_parquet($path)",
                path=self._place.uri(before.rows),
            )
            for number, segment in enumerate(before.segments):
                self._working.run(
                    "INSERT INTO known_before SELECT *, $number FROM read_parquet($path)",
                    number=number,
                    path=self._place.uri(segment.known),
                )

    @property
    def stale(self) -> Stale:
        """Rows of the open table that are to be read again, once it is settled."""
        return Stale(self._working, self._place, self._before)

    def begin_file(self, position: int) -> None:
        """Rows added from now on are of the file at this position of the delivery."""
        self._file = len(self._before.files) + position

    def known_digests(self, mapping: str) -> Digests:
        """Digests of rows that were read by this mapping before, sorted."""
        good = [n for n, s in enumerate(self._before.segments) if s.mapping == mapping]
        known = "SELECT DISTINCT digest FROM rows_before WHERE list_contains($good, segment)"
        count = self._working.ask(f"SELECT count(*) AS n FROM ({known})", good=good)["n"][0].as_py()  # noqa: S608
        digests, at = np.empty(count, np.uint64), 0  # of a big file they are hundreds of MB: once
        for batch in self._working.batches(known, good=good):
            digests[at : at + batch.num_rows] = batch["digest"].to_numpy()
            at += batch.num_rows
        digests.sort()
        return digests

    def moved(self, entity: str) -> pa.Table:
        """Numbers of an entity of an earlier table that mean another entity than before.

        Columns number, and `before`: the id that it meant, null when it was unknown.
        """
        query = "SELECT number, before FROM moved WHERE entity = $entity ORDER BY number"
        return self._working.ask(query, entity=entity)

    def find(self, entity: str, numbers: pa.Array) -> pa.Array:
        """The id under which each number is known, null where it is unknown."""
        asked = pa.table({"number": numbers, "place": np.arange(len(numbers))})
        return self._working.with_added(
            asked,
            "SELECT l.id FROM added LEFT JOIN lookups l ON l.entity = $entity "
            "AND l.number = added.number ORDER BY place",
            entity=entity,
        )["id"].combine_chunks()

    def add_rows(self, places: Places, keys: pa.Array) -> None:
        """Rows that were read and not rejected."""
        self._add_places(places, keys, read=True)

    def add_known(self, places: Places) -> None:
        """Rows that were known by their digest and not read."""
        self._add_places(places, pa.nulls(len(places), pa.uint64()), read=False)

    def add_mentions(self, facts: pa.Table) -> None:
        """See Sink."""
        if not self._dry_run:
            self._working.with_added(facts, "INSERT INTO mentions BY NAME FROM added")

    def add_known_as(self, known: pa.Table) -> None:
        """Columns entity, number, id, digest."""
        self._working.with_added(
            known,
            "INSERT INTO known_after BY NAME SELECT *, $number AS segment FROM added",
            number=len(self._before.segments),
        )

    def add_lost(self, lost: pa.Table) -> None:
        """Values refused in rows that were loaded: digest, column, shape, reason."""
        self._working.with_added(lost, "INSERT INTO lost BY NAME FROM added")

    def add_nodes(self, label: str, nodes: pa.Table) -> None:
        """See Sink."""
        self._said.add_nodes(label, nodes)

    def add_links(self, ends: Ends, links: pa.Table) -> None:
        """See Sink."""
        self._said.add_links(ends, links)

    def carried(self) -> pa.Table:
        """Values lost earlier in rows that are known: file, row, column, shape, reason."""
        paths = [self._place.uri(segment.lost) for segment in self._before.segments]
        if not paths:
            return pa.table({n: pa.array([]) for n in ("file", "row", "column", "shape", "reason")})
        return self._working.ask(
            'SELECT r.file - $first AS file, r.row, l."column", l.shape, l.reason '
            "FROM read_parquet($paths) l JOIN staged_rows r ON NOT r.read AND r.digest = l.digest "
            'ORDER BY r.file, r.row, l."column"',
            first=len(self._before.files),
            paths=paths,
        )

    def settle(self, full: bool) -> bool:
        """Work out which rows of the open table count now; True when that has changed.

        `full`: rows of earlier deliveries count no more. Else only those that a newer row
        replaces, by its key.
        """
        self._working.run(_ROWS, segment=len(self._before.segments), full=full)
        self._working.run(_CHANGED)
        return self._working.count("SELECT count(*) FROM changed") > 0

    def remember(self) -> None:
        """Keep the numbers of the settled table's entities for later tables; which have moved."""
        self._working.run("INSERT INTO known_after BY NAME FROM known_before")
        before, after = (_LOOKUP.format(when=when) for when in ("before", "after"))
        self._working.run(f"INSERT INTO lookups {after}")
        both = f"({before}) b FULL JOIN ({after}) a USING (entity, number)"
        self._working.run(
            f"INSERT INTO moved SELECT entity, number, b.id FROM {both} "  # noqa: S608
            "WHERE a.id IS DISTINCT FROM b.id"
        )

    def write(self, run: str, mapping: str, delivered: Sequence[Delivered]) -> Table:
        """Write the settled table's segment and rows, and note the facts that were touched."""
        segments = [*self._before.segments]
        read = self._working.count("SELECT count(DISTINCT digest) FROM staged_rows WHERE read")
        stem = f"provenance/{self._source}/{self._name}.{short(run)}"
        if read:
            segments.append(self._write_segment(stem, mapping, read))
        self._said.drop()
        self._touch(segments)
        segments = compact(self._working, segments, stem)
        live: dict[int, int] = dict(
            self._working.rows(
                "SELECT segment, count(DISTINCT digest) FROM rows_after WHERE live GROUP BY segment"
            )
        )
        segments = [
            segment.model_copy(update={"live": live.get(at, 0)})
            for at, segment in enumerate(segments)
        ]
        rows = self._working.write(
            f"{stem}.rows", "SELECT * FROM rows_after ORDER BY digest, file, row"
        )
        files = (*self._before.files, *delivered)
        return Table(rows=rows, segments=tuple(segments), files=files)

    def write_touched(self, run: str) -> str:
        """Write the ids of all facts that the store has to hear of; the path in the place."""
        name = f"provenance/{self._source}/{short(run)}.touched"
        return self._working.write(name, "SELECT DISTINCT fact_id FROM touched ORDER BY fact_id")

    def examples(self, table: str, count: int) -> list[Example]:
        """Some entities of the open table of each type, for a person to look at."""
        return self._said.examples(table, count)

    def _add_places(self, places: Places, keys: pa.Array, *, read: bool) -> None:
        size = len(places)
        added = {
            "digest": places.digests,
            "key": keys,
            "file": np.full(size, self._file, np.int32),
            "row": places.rows,
            "start": places.starts,
            "size": places.sizes,
            "read": np.full(size, read),
            "earlier": np.full(size, False),
        }
        self._working.with_added(pa.table(added), "INSERT INTO staged_rows BY NAME FROM added")

    def _write_segment(self, stem: str, mapping: str, rows: int) -> Segment:
        alike = self._working.count("SELECT count(*) FROM staged_rows WHERE read") > rows
        mentions = _MENTIONS_OF_ALIKE if alike else "SELECT * FROM mentions"
        mentions += " ORDER BY fact_id"  # so that a lookup skips most of it
        known = "SELECT entity, number, id, digest FROM known_after WHERE segment = {} ORDER BY ALL"
        known = known.format(len(self._before.segments))
        nodes, links = self._said.put(self._place, stem)
        return Segment(
            mentions=self._working.write(f"{stem}.mentions", mentions),
            nodes=nodes,
            links=links,
            lost=self._working.write(f"{stem}.lost", "SELECT DISTINCT * FROM lost ORDER BY ALL"),
            known=self._working.write(f"{stem}.known", known),
            rows=rows,
            live=rows,
            mapping=mapping,
        )

    def _touch(self, segments: Iterable[Segment]) -> None:
        for number, segment in enumerate(segments):
            self._working.run(
                "INSERT INTO touched SELECT DISTINCT fact_id FROM read_parquet($path) m "
                "SEMI JOIN changed c ON c.segment = $number AND c.digest = m.digest",
                path=self._place.uri(segment.mentions),
                number=number,
            )


def is_known(digests: NDArray[np.uint64], known: Digests) -> NDArray[np.bool_]:
    """Which of `digests` are among the sorted `known`."""
    if not len(known):
        return np.zeros(len(digests), bool)
    at = np.searchsorted(known, digests)
    return np.asarray(known[np.minimum(at, len(known) - 1)] == digests)


def short(run: str) -> str:
    """The part of a run's id by which its files are called."""
    return run.rpartition("-")[2][:12]
