"""Which tests stay together when two processes share the run (pytest -n 2 --dist loadgroup).

Each process has its own embedded store and its own Neo4j server; a server given by NEO4J_URI is
one for all, so all tests on it stay in one process.
"""

import os

import pytest

_COSTLY = ("drill", "sample", "truth")
"""Fixtures of a session that are made once, in one process."""


def on_neo4j(item: pytest.Function) -> bool:
    """Whether the test needs a Neo4j server."""
    chosen = item.callspec.params.get("store") if hasattr(item, "callspec") else None
    return chosen == "neo4j" or "neo4j_address" in item.fixturenames


def group(item: pytest.Function) -> str:
    """Name of the group: tests of one name run in one process, one after the other."""
    if "NEO4J_URI" in os.environ and on_neo4j(item):
        return "neo4j"
    for fixture in _COSTLY:
        if fixture in item.fixturenames:
            return fixture
    return f"{item.path.relative_to(item.config.rootpath)}{' on neo4j' * on_neo4j(item)}"


def keep_together(items: list[pytest.Item]) -> None:
    """Mark each test with its group; does nothing in a run by one process."""
    if "PYTEST_XDIST_WORKER" in os.environ:
        for item in items:
            if isinstance(item, pytest.Function):
                item.add_marker(pytest.mark.xdist_group(group(item)))
