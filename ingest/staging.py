"""Gathers what all rows say, in DuckDB beside the store, and merges it into one line per fact.

A value that several rows give differently is taken from the row with the latest business date; of
rows of one day, the greatest value. So the order of rows never matters.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pyarrow as pa

from graph.provenance import PART_SCHEMA
from graph.schema.model import COMMON, Property
from graph.schema.registry import REGISTRY
from graph.values import Scalar
from ingest.reader import Chunk

_TYPES = {
    "string": "VARCHAR",
    "integer": "BIGINT",
    "float": "DOUBLE",
    "boolean": "BOOLEAN",
    "date": "DATE",
}
_ARROW = {
    "string": pa.string(),
    "integer": pa.int64(),
    "float": pa.float64(),
    "boolean": pa.bool_(),
    "date": pa.date32(),
}
_COMMON = {p.name for p in COMMON}
_BEFORE_ALL = "DATE '0001-01-01'"
_LINES = """
SELECT fact_id, $source AS source, $table AS "table", $file AS file, $sha256 AS file_sha256, row,
    any_value(start) AS start, any_value(size) AS size, any_value(digest) AS digest,
    any_value(date) AS date, bool_or(described) AS described
FROM seen WHERE input = $input GROUP BY fact_id, row ORDER BY fact_id, row
"""


@dataclass(frozen=True)
class Ends:
    """A link type between two types of entity."""

    type: str
    source: str
    target: str


class Staging:
    """The facts of one run before they go to the store."""

    def __init__(self, spill: Path | None = None) -> None:
        self._database = duckdb.connect(":memory:")
        if spill is not None:
            self._database.execute(f"SET temp_directory = '{str(spill).replace(chr(39), '')}'")
        self._database.execute(
            "CREATE TABLE seen (fact_id VARCHAR, input INTEGER, row INTEGER, start BIGINT, "
            "size INTEGER, digest UBIGINT, date DATE, described BOOLEAN)"
        )
        self._nodes: dict[str, tuple[Property, ...]] = {}
        self._links: dict[Ends, tuple[Property, ...]] = {}

    def close(self) -> None:
        """Free the memory."""
        self._database.close()

    def add_seen(
        self,
        ids: Sequence[str],
        rows: Sequence[int],
        chunk: Chunk,
        dates: Sequence[Scalar | None],
        source_input: int,
        described: bool,
    ) -> None:
        """These facts rest on the chunk's rows at positions `rows`."""
        self._insert(
            "seen",
            {
                "fact_id": pa.array(ids, pa.string()),
                "input": pa.array([source_input] * len(ids), pa.int32()),
                "row": pa.array([chunk.rows[i] for i in rows], pa.int32()),
                "start": pa.array([chunk.starts[i] for i in rows], pa.int64()),
                "size": pa.array([chunk.sizes[i] for i in rows], pa.int32()),
                "digest": pa.array([chunk.digests[i] for i in rows], pa.uint64()),
                "date": pa.array([dates[i] for i in rows], pa.date32()),
                "described": pa.array([described] * len(ids), pa.bool_()),
            },
        )

    def add_nodes(
        self,
        label: str,
        ids: Sequence[str],
        dates: Sequence[Scalar | None],
        columns: dict[str, list[Scalar | None]],
    ) -> None:
        """Mentions of entities of one type with what their rows say of them."""
        properties = self._nodes.get(label)
        if properties is None:
            own = REGISTRY.entity(label).properties
            properties = tuple(p for p in own if p.name != "search")
            self._nodes[label] = properties
            self._create(_node_table(label), ("id VARCHAR",), properties)
        self._add(_node_table(label), {"id": pa.array(ids)}, dates, properties, columns)

    def add_links(
        self,
        ends: Ends,
        ids: Sequence[str],
        sources: Sequence[str],
        targets: Sequence[str],
        dates: Sequence[Scalar | None],
        columns: dict[str, list[Scalar | None]],
    ) -> None:
        """Mentions of links of one type between two types of entity."""
        properties = self._links.get(ends)
        if properties is None:
            properties = REGISTRY.links[ends.type].link.properties
            self._links[ends] = properties
            keys = ("id VARCHAR", '"from" VARCHAR', '"to" VARCHAR')
            self._create(_link_table(ends), keys, properties)
        keyed = {"id": pa.array(ids), "from": pa.array(sources), "to": pa.array(targets)}
        self._add(_link_table(ends), keyed, dates, properties, columns)

    def labels(self) -> tuple[str, ...]:
        """Labels of the entities gathered, sorted."""
        return tuple(sorted(self._nodes))

    def link_ends(self) -> tuple[Ends, ...]:
        """Types and ends of the links gathered, sorted."""
        return tuple(sorted(self._links, key=lambda e: (e.type, e.source, e.target)))

    def nodes(self, label: str) -> pa.Table:
        """One line per entity, sorted by id: 'id' and the properties that some row gives."""
        return self._merged(_node_table(label), ("id",), self._nodes[label])

    def links(self, ends: Ends) -> pa.Table:
        """One line per link, sorted by id: 'id', 'source', 'target' and properties."""
        merged = self._merged(_link_table(ends), ("id", "from", "to"), self._links[ends])
        names = {"from": "source", "to": "target"}
        return merged.rename_columns([names.get(n, n) for n in merged.column_names])

    def fact_ids(self) -> pa.Array:
        """Ids of all entities and links gathered, sorted."""
        query = "SELECT DISTINCT fact_id FROM seen ORDER BY fact_id"
        return self._database.sql(query).to_arrow_table()["fact_id"]

    def lines(self, source: str, table: str, file: str, sha256: str, number: int) -> pa.Table:
        """The provenance part of one input (graph.provenance.PART_SCHEMA)."""
        values = {"source": source, "table": table, "file": file, "sha256": sha256}
        found = self._database.sql(_LINES, params={**values, "input": number})
        return found.to_arrow_table().cast(PART_SCHEMA)

    def _create(self, table: str, keys: Sequence[str], properties: Sequence[Property]) -> None:
        stored = [f'"{p.name}" {_TYPES[p.stored]}' for p in properties]
        columns = ", ".join((*keys, *stored, "at_date DATE"))
        self._database.execute(f'CREATE TABLE "{table}" ({columns})')

    def _add(
        self,
        table: str,
        keyed: dict[str, pa.Array],
        dates: Sequence[Scalar | None],
        properties: Sequence[Property],
        columns: dict[str, list[Scalar | None]],
    ) -> None:
        size = len(dates)
        given = {
            p.name: pa.array(columns.get(p.name, [None] * size), _ARROW[p.stored])
            for p in properties
        }
        self._insert(table, {**keyed, **given, "at_date": pa.array(dates, pa.date32())})

    def _insert(self, table: str, columns: dict[str, pa.Array]) -> None:
        self._database.register("added", pa.table(columns))
        self._database.execute(f'INSERT INTO "{table}" SELECT * FROM added')  # noqa: S608
        self._database.unregister("added")

    def _merged(self, table: str, keys: Sequence[str], properties: Sequence[Property]) -> pa.Table:
        key, *others = (f'"{name}"' for name in keys)
        chosen = [f"any_value({name}) AS {name}" for name in others]
        chosen += [
            f'arg_max("{p.name}", (coalesce(at_date, {_BEFORE_ALL}), "{p.name}")) '
            f'FILTER ("{p.name}" IS NOT NULL) AS "{p.name}"'
            for p in properties
        ]
        query = f'SELECT {", ".join((key, *chosen))} FROM "{table}" GROUP BY id ORDER BY id'  # noqa: S608
        merged = self._database.sql(query).to_arrow_table()
        empty = [n for n in merged.column_names if merged[n].null_count == merged.num_rows]
        return merged.drop_columns(empty) if merged.num_rows else merged


def _node_table(label: str) -> str:
    return f"node {label}"


def _link_table(ends: Ends) -> str:
    return f"link {ends.type} {ends.source} {ends.target}"
