"""A Neo4j server of its own that may be killed and started again on the same files."""

import os
import signal
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import psutil

from graph.settings import Settings
from tests.faults.world import Truth, World
from tests.neo4j_server import running_server


class Neo4jWorld(World):
    """A store on a server that this world starts; after a kill it has another port."""

    def __init__(self, home: Path, truth: Truth) -> None:
        self._home, self._server = home, ExitStack()
        super().__init__(self._started(), truth, home.with_name(f"{home.name}-tmp"))
        self.settings.data.mkdir()
        self.store.prepare()
        self.let_go()

    def _started(self) -> Settings:
        address = self._server.enter_context(running_server(self._home))
        return address.settings(self._home.with_name(f"{self._home.name}-data"))

    def kill_server(self) -> None:
        """kill -9 of the server, and start it again."""
        mark = f"--home-dir={self._home}"
        (server,) = (
            child for child in psutil.Process().children() if mark in " ".join(child.cmdline())
        )
        os.kill(server.pid, signal.SIGKILL)
        psutil.wait_procs([server], timeout=10)
        self.let_go()
        self._server.close()
        self.settings = self._started()

    def close(self) -> None:
        """Stop the server."""
        self.let_go()
        self._server.close()


@contextmanager
def neo4j_world(home: Path, truth: Truth) -> Iterator[Neo4jWorld]:
    """A server below `home`, stopped at the end."""
    world = Neo4jWorld(home, truth)
    try:
        yield world
    finally:
        world.close()
