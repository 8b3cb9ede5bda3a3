"""What the graph should say of some facts, worked out from the live rows of all sources.

A value that several rows give differently is taken from the row with the latest business date; of
rows of one day, the greatest value. So neither the order of rows nor that of loads matters.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from graph.provenance.manifest import Manifest, Part, parts
from graph.provenance.place import Place
from graph.provenance.writing import database_error
from graph.schema.model import Property
from graph.schema.registry import REGISTRY

BATCH = 50_000
Ends = tuple[str, str, str]
"""Link type, label of its source, label of its target."""

_BEFORE_ALL = "DATE '0001-01-01'"
_STANDING = """
CREATE OR REPLACE TABLE standing AS
SELECT fact_id AS id, split_part(fact_id, '-', 1) AS kind, sum(rows)::BIGINT AS rows,
    count(*)::BIGINT AS origins, list_sort(list_distinct(list(source))) AS sources,
    min(first_seen) AS first_seen, max(last_seen) AS last_seen, bool_or(described) AS described
FROM ({tables}) GROUP BY fact_id
"""
_OF_TABLE = """
SELECT fact_id, {source} AS source, count(*) AS rows, min(date) AS first_seen,
    max(date) AS last_seen, bool_or(described) AS described
FROM ({segments}) GROUP BY fact_id
"""
_NO_STANDING = """
CREATE OR REPLACE TABLE standing (id VARCHAR, kind VARCHAR, rows BIGINT, origins BIGINT,
    sources VARCHAR[], first_seen DATE, last_seen DATE, described BOOLEAN)
"""


def _text(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


class State:
    """The desired state of the facts named in `touched` (a path in the place; None for all)."""

    def __init__(
        self, place: Place, manifests: Mapping[str, Manifest], touched: str | None, spill: Path
    ) -> None:
        self._place, self._spill = place, spill
        self._parts = list(parts(manifests))
        spill.mkdir(parents=True, exist_ok=True)
        self._path = spill / "state.duckdb"
        self._path.unlink(missing_ok=True)
        self._database = place.connect(spill)
        self._run(f"ATTACH {_text(str(self._path))} AS state")
        self._run("USE state")
        self._all = touched is None
        if touched is not None:
            path = _text(place.uri(touched))
            self._run(f"CREATE TABLE touched AS SELECT fact_id AS id FROM read_parquet({path})")
        self._stand()

    def close(self) -> None:
        """Free memory and disk."""
        self._database.close()
        for path in self._spill.glob("state.duckdb*"):
            path.unlink(missing_ok=True)

    def counts(self) -> dict[str, int]:
        """Facts with live rows: entities by label, and all links as 'link'."""
        names = {entity.label.lower(): entity.label for entity in REGISTRY} | {"link": "link"}
        found = self._fetch("SELECT kind, count(*) FROM standing GROUP BY kind ORDER BY kind")
        return {names[kind]: count for kind, count in found}

    def not_described(self) -> dict[str, int]:
        """Entities that no row describes, by label."""
        names = {entity.label.lower(): entity.label for entity in REGISTRY}
        found = self._fetch(
            "SELECT kind, count(*) FROM standing WHERE NOT described GROUP BY kind ORDER BY kind"
        )
        return {names[kind]: count for kind, count in found if kind in names}

    def nodes(self, label: str) -> Iterator[pa.RecordBatch]:
        """Entities of one type, sorted by id: id, properties that rows give, and standing."""
        properties = [p for p in REGISTRY.entity(label).properties if p.name != "search"]
        said = [
            (part, path) for part in self._parts if (path := part.segment.nodes.get(label))
        ]
        merged = self._merged(said, (), properties)
        given = [f'm."{p.name}"' for p in properties]
        yield from self._batches(
            f"SELECT {', '.join(('s.id', *given, *_COLUMNS))} FROM standing s "  # noqa: S608
            f"LEFT JOIN ({merged}) m ON m.id = s.id WHERE s.kind = {_text(label.lower())} "
            "ORDER BY s.id"
        )

    def link_ends(self) -> list[Ends]:
        """Types and ends of all links that some row tells of, sorted."""
        found = {tuple(name.split(" ")) for part in self._parts for name in part.segment.links}
        return sorted((kind, source, target) for kind, source, target in found)

    def links(self, ends: Ends) -> Iterator[pa.RecordBatch]:
        """Links of one type between two types of entity, sorted by id."""
        properties = REGISTRY.links[ends[0]].link.properties
        merged = self._merged(self._said(ends), ("source", "target"), properties)
        given = ("s.id", "m.source", "m.target", *(f'm."{p.name}"' for p in properties))
        yield from self._batches(
            f"SELECT {', '.join((*given, *_COLUMNS))} FROM standing s "  # noqa: S608
            f"JOIN ({merged}) m ON m.id = s.id WHERE s.kind = 'link' ORDER BY s.id"
        )

    def gone_nodes(self) -> dict[str, list[str]]:
        """Touched entities that no live row mentions any more, by label."""
        if self._all:
            return {}
        names = {entity.label.lower(): entity.label for entity in REGISTRY}
        found: dict[str, list[str]] = {}
        for (identifier,) in self._fetch(_GONE.format(which="NOT starts_with(id, 'link-')")):
            label = names[identifier.partition("-")[0]]
            found.setdefault(label, []).append(identifier)
        return dict(sorted(found.items()))

    def gone_links(self) -> dict[Ends, list[str]]:
        """Touched links that no live row tells of any more, by type and ends."""
        if self._all:
            return {}
        gone = _GONE.format(which="starts_with(id, 'link-')")
        self._run(f"CREATE OR REPLACE TABLE gone AS {gone}")
        found: dict[Ends, list[str]] = {}
        if not self._fetch("SELECT 1 FROM gone LIMIT 1"):
            return found
        for ends in self.link_ends():
            paths = ", ".join(_text(self._place.uri(path)) for _, path in self._said(ends))
            ids = self._fetch(
                f"SELECT DISTINCT l.id FROM read_parquet([{paths}]) l SEMI JOIN gone USING (id) "  # noqa: S608
                "ORDER BY l.id"
            )
            if ids:
                found[ends] = [identifier for (identifier,) in ids]
        return found

    def _said(self, ends: Ends) -> list[tuple[Part, str]]:
        name = " ".join(ends)
        return [(part, path) for part in self._parts if (path := part.segment.links.get(name))]

    def _stand(self) -> None:
        tables: dict[tuple[str, str], list[str]] = {}
        for part in self._parts:
            lines = self._live(part, part.segment.mentions, "fact_id")
            tables.setdefault((part.source, part.table), []).append(lines)
        if not tables:
            self._run(_NO_STANDING)
            return
        queries = [
            _OF_TABLE.format(source=_text(source), segments=" UNION ALL ".join(segments))
            for (source, _), segments in tables.items()
        ]
        self._run(_STANDING.format(tables=" UNION ALL ".join(queries)))

    def _live(self, part: Part, path: str, key: str) -> str:
        """Lines of a file of this segment whose row counts, and whose fact was touched."""
        query = f"SELECT f.* FROM read_parquet({_text(self._place.uri(path))}) f"  # noqa: S608
        if not self._all:
            query += f" SEMI JOIN touched ON touched.id = f.{key}"
        if not part.all_live:
            query += (
                f" SEMI JOIN (SELECT digest FROM read_parquet({_text(self._place.uri(part.rows))}) "  # noqa: S608
                f"WHERE live AND segment = {part.number}) r ON r.digest = f.digest"
            )
        return query

    def _merged(
        self, said: Sequence[tuple[Part, str]], fixed: Sequence[str], properties: Sequence[Property]
    ) -> str:
        """One line per fact with the value of each property that counts."""
        columns = [f"any_value({name}) AS {name}" for name in fixed]
        columns += [
            f'arg_max("{p.name}", (coalesce(at_date, {_BEFORE_ALL}), "{p.name}")) '
            f'FILTER ("{p.name}" IS NOT NULL) AS "{p.name}"'
            for p in properties
        ]
        if not said:
            nothing = [f'NULL::VARCHAR AS "{name}"' for name in fixed]
            nothing += [f'NULL AS "{p.name}"' for p in properties]
            return f"SELECT {', '.join(('NULL::VARCHAR AS id', *nothing))} WHERE false"
        lines = " UNION ALL BY NAME ".join(self._live(part, path, "id") for part, path in said)
        return f"SELECT {', '.join(('id', *columns))} FROM ({lines}) GROUP BY id"  # noqa: S608

    def _batches(self, query: str) -> Iterator[pa.RecordBatch]:
        try:
            reader = self._database.cursor()  # other queries may run while this is read
            reader.execute("USE state")
            for batch in reader.execute(query).to_arrow_reader(BATCH):
                if batch.num_rows:
                    yield batch
        except duckdb.Error as error:
            raise database_error(error, self._spill) from error

    def _run(self, query: str) -> None:
        try:
            self._database.execute(query)
        except duckdb.Error as error:
            raise database_error(error, self._spill) from error

    def _fetch(self, query: str) -> list[tuple[Any, ...]]:
        try:
            return self._database.execute(query).fetchall()
        except duckdb.Error as error:
            raise database_error(error, self._spill) from error


_COLUMNS = ("s.first_seen", "s.last_seen", "s.rows", "s.origins", "s.sources")
_GONE = """
SELECT t.id FROM touched t ANTI JOIN standing s ON s.id = t.id WHERE {which} ORDER BY t.id
"""
