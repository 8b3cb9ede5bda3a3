"""First load of a Neo4j store: creates without looking ids up, joins links by internal ids.

Constraints and indexes come last. A load that breaks off leaves whole transactions, which
`schema.prepare` and a load by MERGE complete.
"""

import threading
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from graph.errors import StoreError
from graph.schema.model import COMMON, Property
from graph.schema.registry import REGISTRY
from graph.store import export, schema
from graph.store.ends import Ends
from graph.store.facts import Facts
from graph.store.load import CHUNK, Progress
from graph.store.parameters import Shape, shape
from graph.store.replace import WRITERS, in_parallel
from graph.store.runtime import Paths, emptied
from graph.store.sessions import Sessions
from queries import Query, template

_MANY = 10_000  # rows for which indexes are quicker made afterwards
_Numbers = npt.NDArray[np.int64]


def first_load(
    sessions: Sessions,
    paths: Paths,
    facts: Facts,
    progress: Progress,
    indexing: schema.Indexing,
) -> None:
    """Load into a store without evidence; StoreError when it holds something else afterwards."""
    with emptied(paths.load) as folder:
        ends = Ends(folder)
        try:
            internal: dict[str, _Numbers] = {}
            for label, batches in facts.nodes():
                creating = _undefined(sessions, label, batches)
                internal[label] = _nodes(sessions, label, creating, ends, progress)
            for (kind, source, target), batches in facts.links():
                numbered = ends.numbered((kind, source, target), batches)
                numbered = _undefined(sessions, kind, numbered)
                places = internal.get(source), internal.get(target)
                _links(sessions, kind, numbered, places, progress)
        finally:
            ends.close()
    schema.prepare(sessions, None, indexing)
    _check(sessions, facts)


def _undefined(
    sessions: Sessions, owner: str, batches: Iterator[pa.RecordBatch]
) -> Iterator[pa.RecordBatch]:
    """The batches; of many rows, the constraints and indexes of their type are let go first."""
    first = next(batches, None)
    if first is None:
        return
    if first.num_rows >= _MANY:
        schema.drop(sessions, {owner})
    yield first
    yield from batches


def _check(sessions: Sessions, facts: Facts) -> None:
    counts = export.counts(sessions)
    nodes = sum(counts[label] for label in REGISTRY.sourced_labels())
    links = sum(counts[kind] for kind in REGISTRY.sourced_links())
    if (nodes, links) != facts.sizes():
        raise StoreError(
            f"The store holds {nodes} entities and {links} links after its first load instead of "
            f"{facts.sizes()[0]} and {facts.sizes()[1]}; another command wrote to it meanwhile."
        )


def _nodes(
    sessions: Sessions,
    label: str,
    batches: Iterator[pa.RecordBatch],
    ends: Ends,
    progress: Progress,
) -> _Numbers:
    """Create the entities of a type; returns their internal ids in order."""
    table = _Table("load/first_nodes", {"label": label}, REGISTRY.entity(label).properties)
    made: list[_Numbers] = []

    def parts() -> Iterator[tuple[int, pa.RecordBatch]]:
        for number, part in enumerate(_chunks(batches)):
            ends.add(label, part.column("id"))
            made.append(np.empty(part.num_rows, np.int64))
            yield number, part

    def create(item: tuple[int, pa.RecordBatch]) -> int:
        number, part = item
        query, columns = table.prepared(part)
        answer: dict[str, Any] = sessions.create(lambda tx: tx.run_with(query, columns))[0]
        made[number][answer["places"]] = answer["internal"]
        return int(part.num_rows)

    for done in in_parallel(create, parts(), WRITERS):
        progress(done)
    return np.concatenate(made) if made else np.empty(0, np.int64)


def _links(
    sessions: Sessions,
    kind: str,
    batches: Iterator[pa.RecordBatch],
    places: tuple[_Numbers | None, _Numbers | None],
    progress: Progress,
) -> None:
    table = _Table("load/first_links", {"type": kind}, REGISTRY.links[kind].link.properties)

    def create(part: pa.RecordBatch) -> int:
        query, columns = table.prepared(part)
        for name, internal in zip(("source", "target"), places, strict=True):
            assert internal is not None  # noqa: S101 (Ends knows all ends)
            columns[name] = internal[part.column(name).to_numpy()].tolist()
        loaded = sessions.create(lambda tx: tx.run_with(query, columns))[0]["loaded"]
        if loaded != part.num_rows:
            raise StoreError("Entities were deleted while their links were loaded; run it again.")
        return int(part.num_rows)

    for done in in_parallel(create, _chunks(batches), WRITERS):
        progress(done)


class _Table:
    """Makes the query for the rows of one type; all its batches have the shape of the first."""

    def __init__(self, name: str, slots: dict[str, str], own: Sequence[Property]) -> None:
        self._template, self._slots = template(name), slots
        self._allowed = {*slots.values(), *(p.name for p in (*own, *COMMON))}
        self._lock = threading.Lock()
        self._shape: Shape | None = None

    def prepared(self, part: pa.RecordBatch) -> tuple[Query, dict[str, Any]]:
        """The query and its parameters, but for the ends of links."""
        with self._lock:
            found = self._shape = self._shape or shape(part)
        query = self._template.fill(self._allowed, **self._slots, **found.slots())
        return query, dict(found.parameters(part))


def _chunks(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    for batch in batches:
        for start in range(0, batch.num_rows, CHUNK):
            yield batch.slice(start, CHUNK)
