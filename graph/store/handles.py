"""Reads the whole evidence as Arrow columns, ends of links as handles: the engine's own numbers.

A handle holds only while the reading lasts and is never kept. Numbers cross much faster than ids.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import chain
from typing import Any, cast

import pyarrow as pa

from graph.schema.registry import REGISTRY
from graph.store.control import ControlClient
from graph.store.rows import Row
from graph.store.sessions import Sessions
from queries import template

_COLUMNS = ("ids", "source_handles", "target_handles")
Named = tuple[str, pa.Table]
_Read = Callable[[], pa.Table]
NODES = pa.schema([("handle", pa.int64()), ("id", pa.string())])
LINKS = pa.schema([("id", pa.string()), ("source", pa.int64()), ("target", pa.int64())])


def from_neo4j(
    sessions: Sessions, labels: Sequence[str], links: Mapping[str, str | None]
) -> Iterator[Named]:
    """Every label, then every link type, in order; each with its columns."""
    reads: list[tuple[str, _Read]] = []
    for label in labels:
        query = template("store/handles").fill({label}, label=label)
        reads.append((label, partial(_nodes, sessions, query)))
    for kind, value in links.items():
        slots = {"type": kind, "property": value or "retired"}  # of current links that is null
        query = template("store/link_handles").fill(set(slots.values()), **slots)
        reads.append((kind, partial(_links, sessions, query, value)))
    yield from _ahead(reads)


def _nodes(sessions: Sessions, query: Any) -> pa.Table:
    rows = sessions.read_bulk(lambda tx: tx.run(query))
    return pa.table([_joined(rows, "handles"), _joined(rows, "ids")], NODES)


def _links(sessions: Sessions, query: Any, value: str | None) -> pa.Table:
    rows = sessions.read_bulk(lambda tx: tx.run(query))
    found = pa.table([_joined(rows, name) for name in _COLUMNS], LINKS)
    if value is None:
        return found
    sizes = (len(cast("list[Any]", row["ids"])) for row in rows)
    values = [row["value"] for row, size in zip(rows, sizes, strict=True) for _ in range(size)]
    return found.append_column(value, pa.array(values))


def _joined(rows: Sequence[Row], column: str) -> list[Any]:
    return list(chain.from_iterable(cast("list[Any]", row[column]) for row in rows))


def from_child(
    control: ControlClient, database: str, labels: Sequence[str], links: Mapping[str, str | None]
) -> Iterator[Named]:
    """As `from_neo4j`, all from one database of the embedded store, which its process reads."""

    def read(type: str, value: str | None) -> pa.Table:
        found = control.table("read", database=database, type=type, property=value)
        return schema_of(type, value).empty_table() if found is None else found

    wanted = {**dict.fromkeys(labels), **links}
    yield from _ahead([(type, partial(read, type, value)) for type, value in wanted.items()])


def _ahead(reads: Sequence[tuple[str, _Read]]) -> Iterator[Named]:
    """What each read gives, while the next one runs."""
    with ThreadPoolExecutor(1) as reader:
        coming = [(name, read) for name, read in reads]
        future = reader.submit(coming[0][1]) if coming else None
        for at, (name, _) in enumerate(coming):
            assert future is not None  # noqa: S101 (one for each name)
            table = future.result()
            future = reader.submit(coming[at + 1][1]) if at + 1 < len(coming) else None
            yield name, table


def schema_of(type: str, value: str | None) -> pa.Schema:
    """The columns of a label or link type."""
    if type in REGISTRY.entities:
        return NODES
    return LINKS if value is None else LINKS.append(pa.field(value, pa.string()))
