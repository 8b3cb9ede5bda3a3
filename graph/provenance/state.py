"""What the graph should say of some facts, and on how many rows each of them rests."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pyarrow as pa

from graph.provenance.manifest import Manifest, Part
from graph.provenance.place import Place, quoted
from graph.provenance.slices import EVERY, IdRange, id_ranges, kinds, slices, within
from graph.provenance.telling import Ends, Said, Telling
from graph.schema.registry import REGISTRY

_FILES = 32  # ranges from which on tables are files: DuckDB's notes on their blocks need memory
_STANDING = """
WITH slice AS MATERIALIZED (FROM {lines} WHERE {within})
SELECT fact_id AS id, count(*) AS rows, bitstring_agg(number, 0, {last})::VARCHAR AS tables,
    min(date) AS first_seen, max(date) AS last_seen, bool_or(described) AS described
FROM slice GROUP BY fact_id
"""  # else groups are laid out for all lines of the file, ten times as long
_NONE_YET = {
    "standing": "id VARCHAR, rows BIGINT, tables VARCHAR, first_seen DATE, last_seen DATE, "
    "described BOOLEAN",
    "mentions": "fact_id VARCHAR, digest UBIGINT, date DATE, described BOOLEAN, "
    "number INTEGER, part INTEGER",
}
_COUNTS = """
SELECT split_part(id, '-', 1) AS kind, count(*), count(*) FILTER (NOT described)
FROM standing GROUP BY kind ORDER BY kind
"""
_COLUMNS = ("s.first_seen", "s.last_seen", "s.rows", "o.origins", "o.sources")
_JOINED = "standing s JOIN origins o ON o.tables = s.tables"
_GONE = """
SELECT t.id FROM (FROM touched WHERE {within}) t ANTI JOIN (FROM standing WHERE {within}) s
ON s.id = t.id WHERE {which} ORDER BY t.id
"""


def _label(kind: str) -> str:
    """The label whose ids begin with `kind`; 'link' for links."""
    names = {entity.label.lower(): entity.label for entity in REGISTRY}
    return names.get(kind, kind)


class State(Telling):
    """The desired state of the facts named in `touched` (a path in the place; None for all)."""

    def __init__(
        self, place: Place, manifests: Mapping[str, Manifest], touched: str | None, spill: Path
    ) -> None:
        super().__init__(place, manifests, spill)
        self._all = touched is None
        if touched is not None:
            path = quoted(place.uri(touched))
            told = f"SELECT fact_id AS id FROM read_parquet({path})"  # noqa: S608
            few = slices(self._database.rows(f"SELECT count(*) FROM ({told})")[0][0]) == 1  # noqa: S608
            self._database.run(f"CREATE {'TABLE' if few else 'VIEW'} touched AS {told}")
            told_of = [] if few else self._database.rows(kinds("id", "touched"))
            ranges = [ids for kind, count in told_of for ids in id_ranges(kind, count)]
            self._touched = ranges or [EVERY]
        self._stand()

    def counts(self) -> dict[str, int]:
        """Facts with live rows: entities by label, and all links as 'link'."""
        return {_label(kind): count for kind, count, _ in self._database.rows(_COUNTS)}

    def not_described(self) -> dict[str, int]:
        """Entities that no row describes, by label."""
        found = self._database.rows(_COUNTS)
        return {_label(kind): silent for kind, _, silent in found if silent and kind != "link"}

    def nodes(self, label: str) -> Iterator[pa.RecordBatch]:
        """Entities of one type by their ids: id, properties that rows give, and standing."""
        properties = [p for p in REGISTRY.entity(label).properties if p.name != "search"]
        said = self._describing(label)
        given = [f'm."{p.name}"' for p in properties]
        for ids in self._ranges(label.lower(), said):
            merged = self._merged(said, ids, (), properties)
            yield from self._database.batches(
                f"SELECT {', '.join(('s.id', *given, *_COLUMNS))} FROM {_JOINED} "  # noqa: S608
                f"LEFT JOIN ({merged}) m ON m.id = s.id WHERE {within('s.id', ids)} ORDER BY s.id"
            )

    def links(self, ends: Ends) -> Iterator[pa.RecordBatch]:
        """Links of one type between two types of entity, in any order."""
        properties = REGISTRY.links[ends[0]].link.properties
        said = self._said(ends)
        given = ("s.id", "m.source", "m.target", *(f'm."{p.name}"' for p in properties))
        for ids in self._ranges("link", said):
            merged = self._merged(said, ids, ("source", "target"), properties)
            yield from self._database.batches(
                f"SELECT {', '.join((*given, *_COLUMNS))} FROM {_JOINED} "  # noqa: S608
                f"JOIN ({merged}) m ON m.id = s.id WHERE {within('s.id', ids)}"
            )

    def gone_nodes(self) -> dict[str, list[str]]:
        """Touched entities that no live row mentions any more, by label."""
        if self._all:
            return {}
        found: dict[str, list[str]] = {}
        for ids in self._touched:
            gone = _GONE.format(which="NOT starts_with(t.id, 'link-')", within=within("id", ids))
            for (identifier,) in self._database.rows(gone):
                label = _label(identifier.partition("-")[0])
                found.setdefault(label, []).append(identifier)
        return dict(sorted(found.items()))

    def gone_links(self) -> dict[Ends, list[str]]:
        """Touched links that no live row tells of any more, by type and ends."""
        if self._all:
            return {}
        self._database.run("CREATE OR REPLACE TABLE gone (id VARCHAR)")
        for ids in self._touched:
            gone = _GONE.format(which="starts_with(t.id, 'link-')", within=within("id", ids))
            self._database.run(f"INSERT INTO gone {gone}")
        found: dict[Ends, list[str]] = {}
        if not self._database.rows("SELECT 1 FROM gone LIMIT 1"):
            return found
        for ends in self.link_ends():
            paths = ", ".join(quoted(self._place.uri(path)) for _, path in self._said(ends))
            lost = self._database.rows(
                f"SELECT DISTINCT l.id FROM read_parquet([{paths}]) l SEMI JOIN gone USING (id) "  # noqa: S608
                "ORDER BY l.id"
            )
            if lost:
                found[ends] = [identifier for (identifier,) in lost]
        return found

    def _stand(self) -> None:
        """How many rows of how many tables each fact rests on, and over which days."""
        tables = list(dict.fromkeys((part.source, part.table) for part in self._parts))
        touched = [] if self._all or not self._parts else self._touched
        self._fill("mentions", [self._mentions(tables, ids) for ids in touched])
        lines = f"({self._mentions(tables, EVERY)})" if self._all and self._parts else "mentions"
        self._lines = dict(self._database.rows(kinds("fact_id", lines)))
        ranges = [ids for kind, count in self._lines.items() for ids in id_ranges(kind, count)]
        standing = {"last": len(tables) - 1, "lines": lines}
        self._fill(
            "standing",
            [_STANDING.format(**standing, within=within("fact_id", ids)) for ids in ranges],
        )
        self._database.run(
            "CREATE TABLE origins (tables VARCHAR, origins BIGINT, sources VARCHAR[])"
        )
        for (bits,) in self._database.rows("SELECT DISTINCT tables FROM standing ORDER BY ALL"):
            chosen = [tables[at] for at, bit in enumerate(bits) if bit == "1"]
            sources = ", ".join(quoted(name) for name in sorted({source for source, _ in chosen}))
            origin = f"INSERT INTO origins VALUES ('{bits}', {len(chosen)}, [{sources}])"  # noqa: S608
            self._database.run(origin)

    def _fill(self, table: str, queries: Sequence[str]) -> None:
        """Make a table of the lines of queries, each of a range of ids."""
        if len(queries) < _FILES:
            self._database.run(f"CREATE TABLE {table} ({_NONE_YET[table]})")
            for query in queries:
                self._database.run(f"INSERT INTO {table} {query}")
            return
        paths = [quoted(str(self._spill / f"{table}.{at}.parquet")) for at in range(len(queries))]
        for path, query in zip(paths, queries, strict=True):
            self._database.run(f"COPY ({query}) TO {path} (FORMAT parquet)")
        self._database.run(f"CREATE VIEW {table} AS FROM read_parquet([{', '.join(paths)}])")

    def _mentions(self, tables: Sequence[tuple[str, str]], ids: IdRange) -> str:
        """Lines of all files of mentions that count, with the number of their table and part."""
        return " UNION ALL ".join(
            f"SELECT fact_id, digest, date, described, "  # noqa: S608
            f"{tables.index((part.source, part.table))} AS number, {at} AS part "
            f"FROM ({self._live(part, part.segment.mentions, 'fact_id', ids)})"
            for at, part in enumerate(self._parts)
        )

    def _only(self, key: str, ids: IdRange) -> str:
        """See Telling: of touched facts alone."""
        if self._all:
            return ""
        return f" SEMI JOIN (FROM touched WHERE {within('id', ids)}) t ON t.id = f.{key}"

    def _telling(self, part: Part, path: str, ids: IdRange) -> str:
        """See Telling. Of touched facts the live mentions are known, by which lines are quicker
        found than by all rows.
        """
        if self._all:
            return super()._telling(part, path, ids)
        file, at = quoted(self._place.uri(path)), self._parts.index(part)
        return (
            f"SELECT f.* FROM (FROM read_parquet({file}) WHERE {within('id', ids)}) f "  # noqa: S608
            f"SEMI JOIN (FROM mentions WHERE part = {at} AND {within('fact_id', ids)}) m "
            "ON m.fact_id = f.id AND m.digest = f.digest"
        )

    def _ranges(self, kind: str, said: Sequence[Said]) -> list[IdRange]:
        """Ranges of the ids of one kind, by the lines that say something of them."""
        lines = self._lines.get(kind, 0)
        if said and slices(lines) > 1:
            lines = min(lines, self._told(said))
        return id_ranges(kind, lines)
