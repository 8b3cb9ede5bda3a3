"""Gathers what the rows of a run say, in DuckDB with bounded memory, table by table."""

from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from graph.provenance.manifest import Delivered, Segment, Table
from graph.provenance.place import Place, quoted
from graph.provenance.slices import digest_slices, once
from ingest.chunk import Digests, Places
from ingest.compact import compact
from ingest.facts import Ends
from ingest.report import Example, Progress, silent
from ingest.said import SaidFile, SaidFiles
from ingest.settling import ROW_COLUMNS, remember, settle
from ingest.stale import Stale
from ingest.working import Working

_MENTIONS = pa.schema(
    [
        ("fact_id", pa.string()),
        ("digest", pa.uint64()),
        ("date", pa.date32()),
        ("described", pa.bool_()),
    ]
)
_LIGHT = 4  # a digest alone takes so much less memory than other lines


class Staging:
    """The facts of one run, one table after the other: a Sink for the table that is open.

    A run that only looks (`dry_run`) keeps no more of the facts than some examples.
    """

    def __init__(
        self, directory: Path, place: Place, progress: Progress = silent, *, dry_run: bool = False
    ) -> None:
        self._working, self._place = Working(directory, place, progress), place
        self._dry_run = dry_run
        self._working.run("CREATE TABLE touched (fact_id VARCHAR)")
        self._touched = ["SELECT fact_id FROM touched"]
        self._working.run("CREATE TABLE lookups (entity VARCHAR, number VARCHAR, id VARCHAR)")
        self._working.run("CREATE TABLE moved (entity VARCHAR, number VARCHAR, before VARCHAR)")
        self._said = SaidFiles(directory, examples_only=dry_run)
        self._mentions = SaidFile(directory / "mentions.parquet", _MENTIONS)
        self._before = Table(rows="", segments=(), files=())
        self._file = 0

    def close(self) -> None:
        """Free memory and disk."""
        self._said.drop()
        self._mentions.drop()
        self._working.close()

    def begin(self, source: str, name: str, before: Table | None) -> None:
        """Open a table; what it delivered `before` decides which rows are new."""
        self._source, self._name = source, name
        self._before = before or Table(rows="", segments=(), files=())
        self._said.drop()
        self._mentions.drop()
        self._mentions = SaidFile(self._mentions.path, _MENTIONS)
        create = self._working.run
        create(
            "CREATE OR REPLACE TABLE staged_rows (digest UBIGINT, key UBIGINT, file INTEGER, "
            "row BIGINT, start BIGINT, size INTEGER, read BOOLEAN)"
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
        create(f"CREATE OR REPLACE TABLE rows_before {ROW_COLUMNS}")
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
        known = "FROM rows_before WHERE list_contains($good, segment)"
        count = self._working.ask(f"SELECT count(*) AS n {known}", good=good)["n"][0].as_py()
        digests, at = np.empty(count, np.uint64), 0  # of a big file they are hundreds of MB: once
        for within in digest_slices("digest", count):
            found = self._working.batches(f"SELECT DISTINCT digest {known} AND {within}", good=good)
            for batch in found:
                digests[at : at + batch.num_rows] = batch["digest"].to_numpy()
                at += batch.num_rows
        digests = digests[:at]
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
            self._mentions.add(facts)

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
        segment, first = len(self._before.segments), len(self._before.files)
        return settle(self._working, segment, first, full=full)

    def remember(self) -> None:
        """Keep the numbers of the settled table's entities for later tables; which have moved."""
        remember(self._working)

    def write(self, run: str, mapping: str, delivered: Sequence[Delivered]) -> Table:
        """Write the settled table's segment and rows, and note the facts that were touched."""
        segments = [*self._before.segments]
        read = self._working.different("staged_rows", "read")
        stem = f"provenance/{self._source}/{self._name}.{short(run)}"
        if read:
            segments.append(self._write_segment(stem, mapping, read))
        self._said.drop()
        self._touch(segments)
        segments = compact(self._working, segments, stem)
        different = self._working.different
        segments = [
            segment.model_copy(update={"live": different("rows_after", f"live AND segment = {at}")})
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
        return self._working.write_facts(
            name, " UNION ALL ".join(self._touched), lambda lines: once(lines, "fact_id")
        )

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
        }
        self._working.with_added(pa.table(added), "INSERT INTO staged_rows BY NAME FROM added")

    def _write_segment(self, stem: str, mapping: str, rows: int) -> Segment:
        said = quoted(str(self._mentions.close()))
        alike = self._working.count("SELECT count(*) FROM staged_rows WHERE read") > rows

        def by_fact(lines: str) -> str:
            """Sorted, so that a lookup skips most of the file."""
            if alike:
                return once(lines, "fact_id, digest", "described DESC, date")
            return f"{lines} ORDER BY fact_id"

        lost = once("SELECT * FROM lost", 'digest, "column", shape, reason')
        known = "SELECT entity, number, id, digest FROM known_after WHERE segment = {} ORDER BY ALL"
        known = known.format(len(self._before.segments))
        nodes, links = self._said.put(self._place, stem)
        return Segment(
            mentions=self._working.write_facts(
                f"{stem}.mentions",
                f"SELECT * FROM read_parquet({said})",  # noqa: S608
                by_fact,
            ),
            nodes=nodes,
            links=links,
            lost=self._working.write(f"{stem}.lost", lost),
            known=self._working.write(f"{stem}.known", known),
            rows=rows,
            live=rows,
            mapping=mapping,
        )

    def _touch(self, segments: Iterable[Segment]) -> None:
        changed = dict(self._working.rows("SELECT segment, count(*) FROM changed GROUP BY segment"))
        for number, segment in enumerate(segments):
            mentions = (
                f"SELECT fact_id FROM read_parquet({quoted(self._place.uri(segment.mentions))})"  # noqa: S608
            )
            if changed.get(number, 0) == segment.rows:
                self._touched.append(mentions)
                continue
            for within in digest_slices("digest", changed.get(number, 0) // _LIGHT):
                self._working.run(
                    f"INSERT INTO touched {mentions} SEMI JOIN (SELECT digest FROM changed "  # noqa: S608
                    f"WHERE segment = {number} AND {within}) USING (digest)"
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
