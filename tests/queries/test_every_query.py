"""Every query file runs on both engines on one fixture graph and answers alike, row by row.

A query's parameters stand in its header, `// example: {…}` (or in examples.py), a template's names
in `// fill:`. What changes the graph runs in a transaction that is rolled back.
"""

import json
import re
from typing import Any

import pytest

from graph.schema.model import COMMON
from graph.schema.registry import REGISTRY
from graph.store import Row, Store, Transaction
from graph.typologies import TYPOLOGIES
from queries.checks import WITHOUT_GRAMMAR
from queries.header import Header
from queries.loader import ALL, Query, Template
from tests.fixture_graph import resolve, write_fixture
from tests.queries.examples import EXAMPLES

_WRITES = re.compile(r"\b(CREATE|MERGE|SET|DELETE|REMOVE)\b")
NAMES = tuple(name for name in ALL if not f"queries/{name}".startswith(WITHOUT_GRAMMAR))


class RolledBackError(Exception):
    """Ends a transaction without effect, carrying its rows."""

    def __init__(self, rows: list[Row]) -> None:
        super().__init__()
        self.rows = rows


def _json(header: Header, key: str) -> dict[str, Any]:
    return dict(json.loads(header.one(key).value))


def prepared(name: str) -> tuple[Query, dict[str, Any]]:
    """A query with the parameters of its example; a template filled as its header says."""
    found = ALL[name]
    parameters: dict[str, Any] = {}
    if name.startswith("typologies/"):
        parameters = dict(TYPOLOGIES[name.split("/")[1]].parameters)
    elif found.header.every("example"):
        parameters = _json(found.header, "example")
    elif found.parameters:
        assert name in EXAMPLES, f"queries/{name}.cypher: add '// example: {{…}}' to its header"
        parameters = EXAMPLES[name]
    wanted = {key: resolve(parameters[key]) for key in found.parameters}
    if isinstance(found, Template):
        names = {
            *REGISTRY.labels(),
            *REGISTRY.links,
            *(p.name for e in REGISTRY for p in (*e.properties, *COMMON)),
            *(p.name for ends in REGISTRY.links.values() for p in ends.link.properties),
        }
        return found.fill(names, **_json(found.header, "fill")), wanted
    return found, wanted


def _counted(name: str, value: object) -> object:
    return len(value) if name.endswith("handles") and isinstance(value, list) else value


def canonical(query: Query, rows: list[Row]) -> list[Row]:
    """Rows of a query that sorts as they are; else sorted, and so are its parallel lists.

    Which row a LIMIT without order picks is the engine's choice: only that there is one compares.
    Handles are an engine's own numbers: only how many there are compares.
    """
    rows = [{name: _counted(name, value) for name, value in row.items()} for row in rows]
    if "ORDER BY" in query.text:
        return rows
    if "LIMIT" in query.text:
        return [dict.fromkeys(row) for row in rows]
    done = []
    for row in rows:
        lists = [name for name, value in row.items() if isinstance(value, list)]
        columns: list[list[Any]] = [row[name] for name in lists]  # type: ignore[misc]
        if columns and len({len(column) for column in columns}) == 1:
            ordered = sorted(zip(*columns, strict=True), key=repr)
            row = {**row, **dict(zip(lists, map(list, zip(*ordered, strict=True)), strict=False))}
        done.append(row)
    return sorted(done, key=repr)


def answer(store: Store, query: Query, parameters: dict[str, Any]) -> list[Row]:
    if not _WRITES.search(query.text):
        return store.read(query, **parameters)

    def work(transaction: Transaction) -> None:
        raise RolledBackError(transaction.run(query, **parameters))

    with pytest.raises(RolledBackError) as caught:
        store.transact(work)
    return caught.value.rows


def test_every_query_answers_alike_on_both_engines(both_stores: tuple[Store, Store]) -> None:
    embedded, neo4j = both_stores
    for one in both_stores:
        write_fixture(one)
    assert embedded.digest() == neo4j.digest()
    for name in NAMES:
        query, parameters = prepared(name)
        rows, peer = (canonical(query, answer(one, query, parameters)) for one in both_stores)
        assert rows == peer, name
        for row in rows:
            assert tuple(row) == query.returns, name
    assert embedded.digest() == neo4j.digest()


@pytest.mark.parametrize("name", NAMES)
def test_every_query_has_an_example(name: str) -> None:
    prepared(name)
