"""Replaces whole facts by id, in bounded transactions, and marks facts as retired."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from typing import TypeAlias, TypeVar

import pyarrow as pa

from graph.schema.registry import REGISTRY
from graph.store.control import ControlClient
from graph.store.facts import Facts, LinkEnds
from graph.store.load import CHUNK, Progress, check_columns, chunks, link_slots, loaded_all
from graph.store.rows import Columns
from graph.store.sessions import Sessions
from queries import Query, template

T = TypeVar("T")
R = TypeVar("R")
Rows: TypeAlias = "Columns | pa.RecordBatch | pa.Table"
_Part = tuple[Query, dict[str, list[object]]]
"""A query, and the rows for one transaction as its parameters."""
_ENDS = ("id", "source", "target")
WRITERS = 2  # on Neo4j; more only wait for each other
_LINK_WRITERS = 1  # two that meet at a hub wait for each other's locks


def as_columns(rows: Rows) -> Columns:
    """Plain columns of an Arrow batch or table; columns stay as they are."""
    if isinstance(rows, pa.RecordBatch | pa.Table):
        return {name: rows.column(name).to_pylist() for name in rows.schema.names}
    return rows


def replace_nodes(
    sessions: Sessions, label: str, rows: Rows, progress: Progress | None = None
) -> None:
    """Upsert entities of one type by 'id'; the properties given replace all they have."""
    _write(sessions, _node_parts(label, rows), _writers(sessions), progress)


def replace_links(
    sessions: Sessions,
    kind: str,
    ends: tuple[str, str],
    rows: Rows,
    progress: Progress | None = None,
) -> None:
    """Upsert links of one type by 'id'; the properties given replace all they have."""
    _write(sessions, _link_parts((kind, *ends), rows), _LINK_WRITERS, progress)


def replace_all(sessions: Sessions, facts: Facts, nodes: Progress, links: Progress) -> None:
    """Upsert every fact of a graph; the next are worked out while the store writes some."""
    every_node = (
        part
        for label, batches in facts.nodes()
        for batch in batches
        for part in _node_parts(label, batch)
    )
    _write(sessions, every_node, _writers(sessions), nodes)
    every_link = (
        part
        for ends, batches in facts.links()
        for batch in batches
        for part in _link_parts(ends, batch)
    )
    _write(sessions, every_link, _LINK_WRITERS, links)


def _writers(sessions: Sessions) -> int:
    """How many transactions write entities side by side."""
    return 1 if sessions.server.client is not None else WRITERS


def _node_parts(label: str, rows: Rows) -> Iterator[_Part]:
    slots = {"label": REGISTRY.entity(label).label}
    query = template("load/replace_nodes").fill(set(slots.values()), **slots)
    columns = as_columns(rows)
    check_columns(columns, ("id",), f"{label} entities")
    for part in chunks(columns, ("id",), CHUNK):
        yield query, part


def _link_parts(ends: LinkEnds, rows: Rows) -> Iterator[_Part]:
    slots = link_slots(*ends)
    query = template("load/replace_links").fill(set(slots.values()), **slots)
    columns = as_columns(rows)
    check_columns(columns, _ENDS, f"{ends[0]} links")
    for part in chunks(columns, _ENDS, CHUNK):
        yield query, part


def _write(
    sessions: Sessions, parts: Iterable[_Part], writers: int, progress: Progress | None
) -> None:
    def write(part: _Part) -> int:
        query, rows = part
        sessions.write(lambda transaction: loaded_all(transaction, query, rows))
        return len(rows["id"])

    for done in in_parallel(write, parts, writers):
        if progress is not None:
            progress(done)


def in_parallel(work: Callable[[T], R], items: Iterable[T], workers: int) -> Iterator[R]:
    """Results of `work` as they are ready; never more than one item a worker waits.

    The caller's thread makes the items while the workers work, also while there is only one.
    """
    with ThreadPoolExecutor(workers) as pool:
        running: set[Future[R]] = set()
        for item in items:
            running.add(pool.submit(work, item))
            if len(running) > workers:
                done, running = wait(running, return_when=FIRST_COMPLETED)
                yield from (future.result() for future in done)
        for future in running:
            yield future.result()


def retire_nodes(sessions: Sessions, label: str, ids: Sequence[str], stamp: str) -> int:
    """Set `retired` where it is absent; returns how many were current."""
    slots = {"label": REGISTRY.entity(label).label}
    query = template("load/retire_nodes").fill(set(slots.values()), **slots)
    return _retire(sessions, query, ids, stamp)


def retire_links(
    sessions: Sessions,
    control: ControlClient | None,
    kind: str,
    ends: tuple[str, str],
    ids: Sequence[str],
    stamp: str,
) -> int:
    """Set `retired` where it is absent; returns how many were current. `control`: embedded."""
    slots = link_slots(kind, *ends)
    if control is None:
        query = template("load/retire_links").fill(set(slots.values()), **slots)
        return _retire(sessions, query, ids, stamp)
    answers = (
        control.ask("retire_links", type=kind, ids=list(ids[start : start + CHUNK]), stamp=stamp)
        for start in range(0, len(ids), CHUNK)
    )
    return sum(int(answer["retired"]) for answer in answers)


def _retire(sessions: Sessions, query: Query, ids: Sequence[str], stamp: str) -> int:
    total = 0
    for start in range(0, len(ids), CHUNK):
        part = {"ids": list(ids[start : start + CHUNK]), "stamp": stamp}
        rows = sessions.write(lambda transaction: transaction.run_with(query, part))  # noqa: B023
        total += int(str(rows[0]["retired"]))
    return total
