"""What live rows of all sources tell of entities and links, merged: one line of each.

A value that several rows give differently is taken from the row with the latest business date; of
rows of one day, the greatest value. So neither the order of rows nor that of loads matters.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeAlias

import pyarrow as pa

from graph.provenance.database import Database
from graph.provenance.manifest import Manifest, Part, parts
from graph.provenance.place import Place, quoted
from graph.provenance.slices import IdRange, id_ranges, within
from graph.schema.model import Property
from graph.schema.registry import REGISTRY

Ends: TypeAlias = tuple[str, str, str]
"""Link type, label of its source, label of its target."""
Said: TypeAlias = tuple[Part, str]
"""A segment, and the path of a file of it that says something of entities or links."""

_BEFORE_ALL = "DATE '0001-01-01'"


class Telling:
    """What the live rows of these manifests tell; `spill` takes what needs more than its memory."""

    def __init__(self, place: Place, manifests: Mapping[str, Manifest], spill: Path) -> None:
        self._place, self._spill = place, spill
        self._parts = list(parts(manifests))
        spill.mkdir(parents=True, exist_ok=True)
        self._database = Database(place.connect(spill), spill)

    def close(self) -> None:
        """Free memory and disk."""
        self._database.close()

    def link_ends(self) -> list[Ends]:
        """Types and ends of all links that some row tells of, sorted."""
        found = {tuple(name.split(" ")) for part in self._parts for name in part.segment.links}
        return sorted((kind, source, target) for kind, source, target in found)

    def told_nodes(self, label: str, properties: Sequence[str]) -> Iterator[pa.RecordBatch]:
        """Id and these properties of entities of one type, in any order.

        Entities that rows name and none describes are left out.
        """
        chosen = [REGISTRY.entity(label).property(name) for name in properties]
        said = self._describing(label)
        for ids in id_ranges(label.lower(), self._told(said)):
            yield from self._database.batches(self._merged(said, ids, (), chosen))

    def told_links(self, ends: Ends) -> Iterator[pa.RecordBatch]:
        """Id, source and target of links of one type, in any order."""
        said = self._said(ends)
        for ids in id_ranges("link", self._told(said)):
            yield from self._database.batches(self._merged(said, ids, ("source", "target"), ()))

    def _describing(self, label: str) -> list[Said]:
        return [(part, path) for part in self._parts if (path := part.segment.nodes.get(label))]

    def _said(self, ends: Ends) -> list[Said]:
        name = " ".join(ends)
        return [(part, path) for part in self._parts if (path := part.segment.links.get(name))]

    def _told(self, said: Sequence[Said]) -> int:
        """Lines of these files, as their ends tell; the lines aren't read."""
        if not said:
            return 0
        paths = ", ".join(quoted(self._place.uri(path)) for _, path in said)
        found: int = self._database.rows(f"SELECT count(*) FROM read_parquet([{paths}])")[0][0]  # noqa: S608
        return found

    def _live(self, part: Part, path: str, key: str, ids: IdRange) -> str:
        """Lines of a file of this segment whose row counts, of the facts that are looked at."""
        file = quoted(self._place.uri(path))
        query = f"SELECT f.* FROM (FROM read_parquet({file}) WHERE {within(key, ids)}) f"  # noqa: S608
        query += self._only(key, ids)
        if not part.all_live:
            rows = quoted(self._place.uri(part.rows))
            query += (
                f" SEMI JOIN (SELECT digest FROM read_parquet({rows}) "  # noqa: S608
                f"WHERE live AND segment = {part.number}) r ON r.digest = f.digest"
            )
        return query

    def _only(self, key: str, ids: IdRange) -> str:
        """How lines `f` are kept to the facts that are looked at; all of them here."""
        del key, ids
        return ""

    def _telling(self, part: Part, path: str, ids: IdRange) -> str:
        """Lines of such a file that say what entities or links are."""
        return self._live(part, path, "id", ids)

    def _merged(
        self,
        said: Sequence[Said],
        ids: IdRange,
        fixed: Sequence[str],
        properties: Sequence[Property],
    ) -> str:
        """One line per fact of the range with the value of each property that counts."""
        columns = [f"any_value({name}) AS {name}" for name in fixed]
        columns += [
            f'arg_max("{p.name}", (coalesce(at_date, {_BEFORE_ALL}), "{p.name}")) '
            f'FILTER ("{p.name}" IS NOT NULL) AS "{p.name}"'
            for p in properties
        ]
        if not said:
            nothing = [f'NULL::VARCHAR AS "{name}"' for name in fixed]
            nothing += [f'NULL::VARCHAR AS "{p.name}"' for p in properties]
            return f"SELECT {', '.join(('NULL::VARCHAR AS id', *nothing))} WHERE false"
        lines = " UNION ALL BY NAME ".join(self._telling(part, path, ids) for part, path in said)
        return f"SELECT {', '.join(('id', *columns))} FROM ({lines}) GROUP BY id"  # noqa: S608
