"""Replaces the ends of links, which are ids, by numbers: places of the nodes in their type.

The joins and the sorting run in DuckDB, which keeps to its memory and spills to disk. They run one
after the other: together in one query they need more than their share, and fail.
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

_MEMORY = "200MB"
_THREADS = 2  # each takes a share of the memory
_ROWS = 50_000


class Ends:
    """The ids of all nodes of a load, by label, numbered 0, 1, 2 … as they come."""

    def __init__(self, folder: Path, *, memory: str = _MEMORY) -> None:
        """`folder` takes what doesn't fit into `memory` (DuckDB's form: '300MB')."""
        self._database = duckdb.connect(
            ":memory:",
            config={
                "memory_limit": memory,
                "threads": _THREADS,
                "temp_directory": str(folder / "spilled"),
            },
        )
        self._database.execute("SET preserve_insertion_order = false")  # sorted in the end
        self._database.execute("SET enable_progress_bar = false")
        self._sizes: dict[str, int] = {}

    def close(self) -> None:
        """Let go of the folder, which may be deleted then."""
        self._database.close()

    def add(self, label: str, ids: pa.Array) -> None:
        """Number these nodes, in order."""
        table = _table(label)
        if label not in self._sizes:
            self._database.execute(f"CREATE TEMP TABLE {table} (id VARCHAR, place BIGINT)")
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
        for step in (
            "CREATE TEMP TABLE half AS SELECT s.place AS _source, l.* EXCLUDE (source) "  # noqa: S608
            f"FROM links l LEFT JOIN {_table(source)} s ON l.source = s.id",
            "CREATE TEMP TABLE whole AS SELECT h._source AS source, t.place AS target, "  # noqa: S608
            f"h.* EXCLUDE (_source, target) FROM half h LEFT JOIN {_table(target)} t "
            "ON h.target = t.id",
            "DROP TABLE half",
        ):
            self._database.execute(step)
        self._database.unregister("links")
        found: Any = self._database.sql("SELECT * FROM whole ORDER BY source, target, id")
        for batch in found.to_arrow_reader(_ROWS):
            missing = max(batch.column(name).null_count for name in ("source", "target"))
            if missing:
                raise StoreError(
                    f"{missing} {kind} links name entities that the load doesn't have."
                )
            yield batch
        self._database.execute("DROP TABLE whole")


def _table(label: str) -> str:
    return f"ids_{REGISTRY.entity(label).label}"
