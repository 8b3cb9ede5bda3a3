"""The one place that touches ArcadeDB's Java: starts the server inside the child process."""

import importlib
import importlib.metadata
import importlib.util
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import jpype

from graph.durable import settle
from graph.errors import StoreError
from graph.language import failure
from graph.store.arcade_load import ArcadeLoad
from graph.store.arcade_read import read_type
from graph.store.runtime import Paths

TESTED_VERSION = "26.10.2"
_PACKAGES = ("arcadedb_embedded", "arcadedb_jvm")  # the second is the announced later name


def package() -> str:
    """Import name of the installed ArcadeDB package; ImportError when there is none."""
    for name in _PACKAGES:
        if importlib.util.find_spec(name) is not None:
            return name
    raise ImportError("install the package arcadedb-embedded")


def version() -> str:
    """Version of the engine in the installed package, e.g. '26.10.2'."""
    return importlib.metadata.version(package().replace("_", "-")).partition(".post")[0]


class Arcade:
    """A running ArcadeDB server with its Bolt plugin, all on loopback."""

    def __init__(self, paths: Paths, password: str, bolt: int, http: int, heap: str) -> None:
        server = importlib.import_module(f"{package()}.server")
        self._server: Any = server.ArcadeDBServer(
            str(paths.root),
            password,
            {
                "host": "127.0.0.1",
                "http_port": http,
                "bolt_port": bolt,
                "mode": "development",  # 'production' hides error messages
                "server_plugins": "Bolt:com.arcadedb.bolt.BoltProtocolPlugin",
            },
            jvm_kwargs={"heap_size": heap},
        )
        self._server.start()

    def open(self, database: str) -> None:
        """Open the database with this name; it is made when it isn't there."""
        self._server.create_database(database)

    def sql(self, database: str, text: str) -> None:
        """Run one statement of ArcadeDB's SQL: full-text indexes have no Cypher there."""
        self._server.get_database(database).command("sql", text)

    def retire_links(self, database: str, kind: str, ids: Sequence[str], stamp: str) -> int:
        """Mark links as retired in one transaction; returns how many were current.

        Found in the index of their ids: Cypher would look at every link for every id.
        """
        engine = self._server.get_database(database).get_java_database()
        changed = 0
        engine.begin()
        try:
            for identifier in ids:
                found = engine.lookupByKey(kind, "id", identifier)
                if found.hasNext():
                    link = found.next().getRecord()
                    if link.get("retired") is None:
                        link.modify().set("retired", stamp).save()
                        changed += 1
            engine.commit()
        finally:
            if engine.isTransactionActive():
                engine.rollback()
        return changed

    def read(self, database: str, type: str, value: str | None) -> Iterator[bytes]:
        """All current records of a type as Arrow streams, see graph.store.handles."""
        return read_type(self._server.get_database(database), type, value)

    def load(self, database: str) -> ArcadeLoad:
        """Begin to fill a new database."""
        return ArcadeLoad(self._server.create_database(database).get_java_database())

    def count(self, database: str) -> tuple[int, int]:
        """Number of (nodes, links) of a database."""
        engine = self._server.get_database(database).get_java_database()
        edges = jpype.JClass("com.arcadedb.schema.EdgeType")
        found = [0, 0]
        for kind in engine.getSchema().getTypes():
            is_link = isinstance(kind, edges)
            found[is_link] += engine.countType(kind.getName(), False)
        return found[0], found[1]

    def settle(self, database: str, folder: Path) -> None:
        """Wait until all that a database holds is on the disk, in its `folder`."""
        engine = self._server.get_database(database).get_java_database()
        pages = jpype.JClass("com.arcadedb.engine.PageManager").INSTANCE
        pages.waitAllPagesOfDatabaseAreFlushed(engine.getWrappedDatabaseInstance())
        for path in [*(path for path in folder.rglob("*") if path.is_file()), folder]:
            with suppress(FileNotFoundError):  # the engine merges files of indexes meanwhile
                settle(path)

    def drop(self, database: str) -> None:
        """Delete a database."""
        self._dropped(database, self._server.get_database(database).get_java_database())

    def _dropped(self, database: str, engine: Any) -> None:
        engine.getWrappedDatabaseInstance().drop()  # what the server shares refuses
        self._server._java_server.removeDatabase(database)

    def replace(self, database: str, nodes: int, switch: Callable[[], None]) -> None:
        """Drop a database after `switch`, while nobody can write to it.

        Nothing is done and StoreError raised unless it holds just `nodes` nodes.
        """
        engine = self._server.get_database(database).get_java_database()

        @jpype.JImplements("java.util.concurrent.Callable")
        class Locked:
            @jpype.JOverride  # type: ignore[untyped-decorator]
            def call(self) -> None:
                if outer.count(database) != (nodes, 0):
                    raise failure(StoreError, "store.error.written_meanwhile")
                switch()

        outer = self
        engine.executeInWriteLock(Locked())
        self._dropped(database, engine)

    def stop(self) -> None:
        """Close all databases and stop."""
        self._server.stop()
