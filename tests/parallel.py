"""How processes share the tests (pytest -n 2): those of one file and one engine stay together.

So what a file's tests share is made once. Each process has its own embedded store and Neo4j server.
(pytest-xdist's own groups, by marks, do nothing on pytest 9.2.)
"""

from xdist.scheduler import LoadScopeScheduling


class InFiles(LoadScopeScheduling):  # type: ignore[misc]  # it has no types
    """Hands out the tests of a file that by their name need Neo4j, and the others of that file."""

    def _split_scope(self, nodeid: str) -> str:
        file, _, test = nodeid.partition("::")
        on_neo4j = "neo4j" in test or "engines" in test
        return f"{file} on Neo4j" if on_neo4j else file
