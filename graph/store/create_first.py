"""First load of a Neo4j store: creates without looking ids up, joins links by internal ids.

Constraints and indexes come last. A load that breaks off leaves whole transactions, which
`schema.prepare` and a load by MERGE complete.
"""

from collections.abc import Iterator
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from graph.errors import StoreError
from graph.schema.registry import REGISTRY
from graph.store import export, schema
from graph.store.ends import Ends
from graph.store.facts import Facts
from graph.store.load import CHUNK, Progress, link_slots
from graph.store.replace import WRITERS, in_parallel
from graph.store.runtime import Paths, emptied
from graph.store.sessions import Sessions
from queries import template

_Numbers = npt.NDArray[np.int64]


def first_load(sessions: Sessions, paths: Paths, facts: Facts, progress: Progress) -> None:
    """Load into a store without evidence; StoreError when it holds something else afterwards."""
    schema.drop(sessions, {*REGISTRY.sourced_labels(), *REGISTRY.sourced_links()})
    with emptied(paths.load) as folder:
        ends = Ends(folder)
        try:
            internal: dict[str, _Numbers] = {}
            for label, batches in facts.nodes():
                internal[label] = _nodes(sessions, label, batches, ends, progress)
            for (kind, source, target), batches in facts.links():
                numbered = ends.numbered((kind, source, target), batches)
                places = internal.get(source), internal.get(target)
                _links(sessions, link_slots(kind, source, target), numbered, places, progress)
        finally:
            ends.close()
    schema.prepare(sessions, None)
    _check(sessions, facts)


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
    query = template("load/first_nodes").fill({label}, label=label)
    made: list[_Numbers] = []

    def parts() -> Iterator[tuple[int, pa.RecordBatch]]:
        for number, part in enumerate(_chunks(batches)):
            ends.add(label, part.column("id"))
            made.append(np.empty(part.num_rows, np.int64))
            yield number, part

    def create(item: tuple[int, pa.RecordBatch]) -> int:
        number, part = item
        rows = [_present(row) for row in part.to_pylist()]
        answer: dict[str, Any] = sessions.create(lambda tx: tx.run(query, properties=rows))[0]
        made[number][answer["places"]] = answer["internal"]
        return len(rows)

    for done in in_parallel(create, parts(), WRITERS):
        progress(done)
    return np.concatenate(made) if made else np.empty(0, np.int64)


def _links(
    sessions: Sessions,
    slots: dict[str, str],
    batches: Iterator[pa.RecordBatch],
    places: tuple[_Numbers | None, _Numbers | None],
    progress: Progress,
) -> None:
    query = template("load/first_links").fill({slots["type"]}, type=slots["type"])

    def create(part: pa.RecordBatch) -> int:
        columns: dict[str, Any] = {}
        for name, internal in zip(("source", "target"), places, strict=True):
            assert internal is not None  # noqa: S101 (Ends knows all ends)
            columns[name] = internal[part.column(name).to_numpy()].tolist()
        rows = part.drop_columns(["source", "target"]).to_pylist()
        columns["properties"] = [_present(row) for row in rows]
        loaded = sessions.create(lambda tx: tx.run_with(query, columns))[0]["loaded"]
        if loaded != len(rows):
            raise StoreError("Entities were deleted while their links were loaded; run it again.")
        return len(rows)

    for done in in_parallel(create, _chunks(batches), WRITERS):
        progress(done)


def _chunks(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    for batch in batches:
        for start in range(0, batch.num_rows, CHUNK):
            yield batch.slice(start, CHUNK)


def _present(row: dict[str, object]) -> dict[str, object]:
    return {name: value for name, value in row.items() if value is not None}
