"""Makes constraints and indexes from the schema registry; what is there already is let alone."""

from collections.abc import Callable, Collection, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeAlias

from graph.schema.registry import REGISTRY
from graph.store.sessions import Sessions
from queries import Query, load, template

SEARCH = "search"
_AT_ONCE = 2  # constraints that Neo4j makes side by side

Indexing: TypeAlias = Callable[[int, int], None]
"""Hears how many constraints and indexes are made, and of how many."""


def untold(done: int, total: int) -> None:
    """Progress that nobody asked for."""


def search_index(label: str) -> str:
    """Name of the full-text index on the `search` property of a label, e.g. 'search_person'."""
    return f"search_{label.lower()}"


def searchable() -> tuple[str, ...]:
    """Labels that have a full-text index."""
    return tuple(e.label for e in REGISTRY if any(p.name == SEARCH for p in e.properties))


def _filled(name: str, /, **slots: str) -> Query:
    return template(f"schema/{name}").fill(set(slots.values()), **slots)


def unique_node(label: str) -> Query:
    """The statement that makes the id of a label unique."""
    return _filled("unique_node", name=f"{label}_id", label=label)


def constraints_and_indexes() -> Iterator[tuple[str, str, str, Query]]:
    """(name, label or type, property, statement) of everything but full-text indexes."""
    for entity in REGISTRY:
        yield f"{entity.label}_id", entity.label, "id", unique_node(entity.label)
        for found in entity.properties:
            if found.index:
                name = f"{entity.label}_{found.name}"
                query = _filled("range", name=name, label=entity.label, property=found.name)
                yield name, entity.label, found.name, query
    for link in REGISTRY.links:
        yield f"{link}_id", link, "id", _filled("unique_link", name=f"{link}_id", type=link)


def prepare(
    sessions: Sessions, sql: Callable[[str], object] | None, told: Indexing = untold
) -> None:
    """Make what is missing; `sql` runs ArcadeDB's SQL, None on Neo4j.

    `told` hears how many are made and of how many; Neo4j makes them all at once.
    """
    there = {(owner, column) for _, owner, column in _existing(sessions)}
    missing = [
        (column, query)
        for _, owner, column, query in constraints_and_indexes()
        if (owner, column) not in there
    ]
    words = [label for label in searchable() if (label, SEARCH) not in there]
    total = len(missing) + len(words)
    if sql is None:
        told(0, total)
        _make_on_neo4j(sessions, missing, words)
        told(total, total)
        return
    for done, (_, query) in enumerate(missing):
        told(done, total)
        sessions.define(query)
    for done, label in enumerate(words, start=len(missing)):
        told(done, total)
        sql(_filled("embedded/search_property", label=label).text)
        sql(_filled("embedded/fulltext", name=search_index(label), label=label).text)
    told(total, total)


def _make_on_neo4j(
    sessions: Sessions, missing: Sequence[tuple[str, Query]], words: Sequence[str]
) -> None:
    """Indexes first, in one transaction: the server fills them while constraints are made."""
    indexes = [query for column, query in missing if column != "id"]
    indexes += [_filled("neo4j/fulltext", name=search_index(name), label=name) for name in words]
    if indexes:
        sessions.create(lambda transaction: [transaction.run(query) for query in indexes])
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        for _ in pool.map(sessions.define, [query for column, query in missing if column == "id"]):
            pass
    if indexes:
        sessions.define(load("schema/neo4j/await_indexes"))


def drop(sessions: Sessions, owners: Collection[str]) -> None:
    """Let Neo4j's constraints and indexes of these labels and types go, until `prepare`."""
    there = {name for name, owner, _ in _existing(sessions) if owner in owners}
    for name, _, column, _ in constraints_and_indexes():
        if name in there:
            kind = "constraint" if column == "id" else "index"
            sessions.define(_filled(f"neo4j/drop_{kind}", name=name))
    for label in searchable():
        if search_index(label) in there:
            sessions.define(_filled("neo4j/drop_index", name=search_index(label)))


def _existing(sessions: Sessions) -> set[tuple[str, str, str]]:
    """(name, label or type, property) of every index on one property."""
    found = set()
    for row in sessions.define(load("schema/indexes")):
        owners, columns = row["labelsOrTypes"], row["properties"]
        if isinstance(owners, list) and isinstance(columns, list):
            name = str(row["name"])
            found |= {(name, str(owner), str(column)) for owner in owners for column in columns}
    return found
