"""Replaces the ends of links, which are ids, by numbers: places of the nodes in their type.

The join and the sorting run in DuckDB, which keeps to its memory and spills to disk.
"""

from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from graph.errors import StoreError
from graph.schema.registry import REGISTRY
from graph.store.facts import LinkEnds

_MEMORY = "300MB"
_ROWS = 50_000


class Ends:
    """The ids of all nodes of a load, by label, numbered 0, 1, 2 … as they come."""

    def __init__(self, folder: Path) -> None:
        self._database = duckdb.connect(
            folder / "ends.duckdb",
            config={"memory_limit": _MEMORY, "temp_directory": str(folder / "spilled")},
        )
        self._sizes: dict[str, int] = {}

    def close(self) -> None:
        """Let go of the files, which may be deleted then."""
        self._database.close()

    def add(self, label: str, ids: pa.Array) -> None:
        """Number these nodes, in order."""
        table = _table(label)
        if label not in self._sizes:
            self._database.execute(f"CREATE TABLE {table} (id VARCHAR, place BIGINT)")
        start = self._sizes.get(label, 0)
        places = pa.array(range(start, start + len(ids)), pa.int64())
        self._database.register("given", pa.table({"id": ids, "place": places}))
        self._database.execute(f"INSERT INTO {table} SELECT id, place FROM given")  # noqa: S608
        self._database.unregister("given")
        self._sizes[label] = start + len(ids)

    def numbered(
        self, ends: LinkEnds, batches: Iterator[pa.RecordBatch]
    ) -> Iterator[pa.RecordBatch]:
        """The links with 'source' and 'target' as numbers, sorted by these.

        StoreError when an end isn't among the nodes.
        """
        first = next(batches, None)
        if first is None:
            return
        kind, source, target = ends
        for label in (source, target):
            if label not in self._sizes:
                raise StoreError(f"{kind} links name {label} entities, and the load has none.")
        reader = pa.RecordBatchReader.from_batches(first.schema, chain([first], batches))
        self._database.register("links", reader)
        others = "".join(
            f', l."{name}"' for name in first.schema.names if name not in ("source", "target")
        )
        query = (
            f"SELECT s.place AS source, t.place AS target{others} FROM links l "  # noqa: S608
            f"LEFT JOIN {_table(source)} s ON l.source = s.id "
            f"LEFT JOIN {_table(target)} t ON l.target = t.id ORDER BY s.place, t.place, l.id"
        )
        found: Any = self._database.sql(query)
        for batch in found.to_arrow_reader(_ROWS):
            missing = max(batch.column(name).null_count for name in ("source", "target"))
            if missing:
                raise StoreError(
                    f"{missing} {kind} links name entities that the load doesn't have."
                )
            yield batch
        self._database.unregister("links")


def _table(label: str) -> str:
    return f"ids_{REGISTRY.entity(label).label}"
