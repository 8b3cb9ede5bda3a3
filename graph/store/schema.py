"""Makes constraints and indexes from the schema registry; what is there already is let alone."""

from collections.abc import Callable, Collection, Iterator

from graph.schema.registry import REGISTRY
from graph.store.sessions import Sessions
from queries import Query, load, template

SEARCH = "search"


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


def prepare(sessions: Sessions, sql: Callable[[str], object] | None) -> None:
    """Make what is missing; `sql` runs ArcadeDB's SQL, None on Neo4j."""
    there = _existing(sessions)
    new = False
    for _, owner, column, query in constraints_and_indexes():
        if (owner, column) not in there:
            sessions.define(query)
            new = True
    for label in searchable():
        if (label, SEARCH) in there:
            continue
        new = True
        name = search_index(label)
        if sql is None:
            sessions.define(_filled("neo4j/fulltext", name=name, label=label))
        else:
            sql(_filled("embedded/search_property", label=label).text)
            sql(_filled("embedded/fulltext", name=name, label=label).text)
    if new and sql is None:
        sessions.define(load("schema/neo4j/await_indexes"))


def drop(sessions: Sessions, owners: Collection[str]) -> None:
    """Let Neo4j's constraints and indexes of these labels and types go, until `prepare`."""
    for name, owner, column, _ in constraints_and_indexes():
        if owner in owners:
            kind = "constraint" if column == "id" else "index"
            sessions.define(_filled(f"neo4j/drop_{kind}", name=name))
    for label in searchable():
        if label in owners:
            sessions.define(_filled("neo4j/drop_index", name=search_index(label)))


def _existing(sessions: Sessions) -> set[tuple[str, str]]:
    """(label or type, property) of every index on one property."""
    found = set()
    for row in sessions.define(load("schema/indexes")):
        owners, columns = row["labelsOrTypes"], row["properties"]
        if isinstance(owners, list) and isinstance(columns, list):
            found |= {(str(owner), str(column)) for owner in owners for column in columns}
    return found
