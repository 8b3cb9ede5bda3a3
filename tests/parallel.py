"""How processes share the tests (pytest -n 2): those of one file and one engine stay together.

So what a file's tests share is made once. Each process has its own embedded store and Neo4j server.
(pytest-xdist's own groups, by marks, do nothing on pytest 9.2.)
"""

from xdist.scheduler import LoadScopeScheduling


class InFiles(LoadScopeScheduling):  # type: ignore[misc]  # it has no types
    """Hands out the tests of a file that run on Neo4j, and the others of that file."""

    def _split_scope(self, nodeid: str) -> str:
        file, _, test = nodeid.partition("::")
        return f"{file} on Neo4j" if "[neo4j" in test else file
