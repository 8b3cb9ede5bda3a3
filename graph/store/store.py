"""The one door to the graph: the same calls on the embedded store and on Neo4j."""

import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path
from types import TracebackType
from typing import TypeVar

import pyarrow as pa
from filelock import FileLock

from graph.errors import StoreError
from graph.language import failure
from graph.settings import Settings
from graph.store import create_first, exclusive, export, first_load, handles, load, replace, schema
from graph.store.bolt import bolt
from graph.store.control import ControlClient
from graph.store.embedded import embedded
from graph.store.facts import Facts
from graph.store.rows import Columns, LinkColumns, Row, StoreStatus, Value
from graph.store.runtime import Paths, Runtime
from graph.store.sessions import Sessions, Transaction
from queries import Query

T = TypeVar("T")


def open_store(settings: Settings) -> "Store":
    """Open the store that the settings name; use it as a context manager.

    'embedded' starts the child process or attaches to it; else connects to Neo4j. StoreError says
    in one sentence what is wrong: not there, wrong password, directory not writable, disk full.
    """
    with ExitStack() as stack:
        if settings.store == "embedded":
            server, control, runtime = stack.enter_context(embedded(settings))
            sessions = Sessions(server, settings.query_seconds)
            return Store(sessions, settings, stack.pop_all(), (control, runtime))
        server = stack.enter_context(bolt(settings))
        return Store(Sessions(server, settings.query_seconds), settings, stack.pop_all(), None)


class Store:
    """An open store. All reads have the time limit of the settings; all writes are atomic."""

    def __init__(
        self,
        sessions: Sessions,
        settings: Settings,
        resources: ExitStack,
        child: tuple[ControlClient, Runtime] | None,
    ) -> None:
        self.engine = sessions.server.engine
        self.data = settings.data
        self.kept = settings.shared or str(settings.data)
        """Where provenance and source files are: a directory, or a URL that machines share."""
        self._sessions = sessions
        self._resources = resources
        self._child = child

    def __enter__(self) -> "Store":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go; the embedded process ends with its last client."""
        self._resources.close()

    def prepare(self) -> None:
        """Make the constraints and indexes of all types; what is there is let alone."""
        if self._child is None:
            schema.prepare(self._sessions, None)
        else:
            control = self._child[0]
            with FileLock(Paths(self.data.resolve()).schema_lock):
                schema.prepare(self._sessions, lambda text: control.ask("sql", text=text))

    def read(self, query: Query, /, **parameters: object) -> list[Row]:
        """Rows of a query that changes nothing; StoreError past settings.query_seconds."""
        return self._sessions.read(lambda transaction: transaction.run_with(query, parameters))

    def read_bulk(self, query: Query, /, **parameters: object) -> list[Row]:
        """As `read`, for an analysis of the whole graph, which may take minutes."""
        return self._sessions.read_bulk(lambda transaction: transaction.run_with(query, parameters))

    def write(self, query: Query, /, **parameters: object) -> list[Row]:
        """Run one query that changes something, in a transaction of its own, retried."""
        return self._sessions.write(lambda transaction: transaction.run_with(query, parameters))

    def transact(self, work: Callable[[Transaction], T]) -> T:
        """Run several queries in one write transaction: all take effect or none.

        `work` may run again after a conflict, so it must only run queries and compute.
        """
        return self._sessions.write(work)

    def is_empty(self) -> bool:
        """Whether there is nothing that a source tells: no party, identifier, event or notice."""
        return export.is_empty(self._sessions)

    def load_nodes(
        self, label: str, columns: Columns, progress: Callable[[int], None] | None = None
    ) -> None:
        """Upsert entities of one type by 'id'; None leaves a property as it is.

        `progress` is called with the number of rows done in each step. A load broken off leaves
        whole chunks; running it again completes it.
        """
        load.load_nodes(self._sessions, label, columns, progress)

    def load_links(
        self,
        type: str,
        source_label: str,
        target_label: str,
        columns: Columns,
        progress: Callable[[int], None] | None = None,
    ) -> None:
        """Upsert links of one type by 'id'; 'source' and 'target' are ids of loaded entities."""
        load.load_links(self._sessions, type, source_label, target_label, columns, progress)

    def replace_nodes(
        self,
        label: str,
        rows: Columns | pa.RecordBatch,
        progress: Callable[[int], None] | None = None,
    ) -> None:
        """Upsert entities of one type by 'id'; what is given replaces all their properties.

        `rows` are columns or an Arrow batch. A retired entity comes back. `progress` is called
        with the number of rows done in each step.
        """
        replace.replace_nodes(self._sessions, label, rows, progress)

    def replace_links(
        self,
        type: str,
        source_label: str,
        target_label: str,
        rows: Columns | pa.RecordBatch,
        progress: Callable[[int], None] | None = None,
    ) -> None:
        """Upsert links of one type by 'id'; what is given replaces all their properties."""
        replace.replace_links(self._sessions, type, (source_label, target_label), rows, progress)

    def replace_all(
        self, facts: Facts, nodes: Callable[[int], None], links: Callable[[int], None]
    ) -> None:
        """Upsert all these entities, then all these links; what is given replaces all they have.

        `nodes` and `links` are called with the number of rows done in each step.
        """
        replace.replace_all(self._sessions, facts, nodes, links)

    def retire_nodes(self, label: str, ids: Sequence[str], stamp: str) -> int:
        """Mark entities as retired by the run `stamp`; returns how many were current."""
        return replace.retire_nodes(self._sessions, label, ids, stamp)

    def retire_links(
        self, type: str, source_label: str, target_label: str, ids: Sequence[str], stamp: str
    ) -> int:
        """Mark links as retired by the run `stamp`; returns how many were current."""
        control = None if self._child is None else self._child[0]
        ends = (source_label, target_label)
        return replace.retire_links(self._sessions, control, type, ends, ids, stamp)

    def first_load(
        self,
        facts: Facts,
        progress: Callable[[int], None] | None = None,
        indexing: schema.Indexing = schema.untold,
    ) -> None:
        """Load a whole graph into a store without evidence, much faster than by `replace_*`.

        Makes constraints and indexes too; `progress` is called with the number of facts done in
        each step, `indexing` with the indexes made and all there are to make. The embedded store
        switches to the new graph when it is complete. On Neo4j a load that breaks off leaves whole
        transactions: complete it by `prepare` and `replace_*`.
        """
        if not self.is_empty():
            raise failure(StoreError, "store.error.first_load")
        told = progress or _untold
        paths = Paths(self.data.resolve())
        if self._child is None:
            create_first.first_load(self._sessions, paths, facts, told, indexing)
        elif first_load.fits(self._sessions):
            control = self._child[0]
            first_load.first_load(self._sessions, control, paths, facts, told, indexing)
        else:
            self.prepare()
            replace.replace_all(self._sessions, facts, told, told)

    def end_broken_load(self) -> None:
        """Let a killed first load come to its end, and delete its working files.

        For who alone loads (`exclusive`), before looking at what the store holds: the process of
        the embedded store may be switching to the graph of a client that is gone.
        """
        if self._child is not None:
            self._child[0].ask("load_wait")
        shutil.rmtree(Paths(self.data.resolve()).load, ignore_errors=True)

    def exclusive(
        self, what: str, wait: float, part: str = "evidence"
    ) -> AbstractContextManager[None]:
        """Hold a part of the store against all others who ask for it so, on any machine.

        `part` is what is held, e.g. the loading of one source; different parts don't wait for each
        other. `what` says what the holder does, e.g. 'the ingest of claims.csv'. StoreError names
        the holder when the part isn't free within `wait` seconds. A killed holder holds nothing:
        the embedded store's lock ends with it, on Neo4j its lease of 60 s, at once on this machine.
        """
        if self._child is None:
            return exclusive.by_lease(self._sessions, part, what, wait)
        return exclusive.by_file(Paths(self.data.resolve()), part, what, wait)

    def links(
        self, type: str, source_label: str | None = None, target_label: str | None = None
    ) -> LinkColumns:
        """All current (not retired) links of a type, sorted by id, in one bulk read."""
        return export.links(self._sessions, type, source_label, target_label)

    def evidence(
        self, labels: Sequence[str], links: Mapping[str, str | None]
    ) -> Iterator[tuple[str, pa.Table]]:
        """All current entities of these labels, then all current links of these types, as columns.

        'handle' and 'id' of an entity; 'id', 'source' and 'target' of a link, whose ends are
        handles, and the property that `links` names. Handles hold only while this is iterated.
        """
        if self._child is None:
            return handles.from_neo4j(self._sessions, labels, links)
        current = self._sessions.server.database()
        return handles.from_child(self._child[0], current, labels, links)

    def nodes(self, label: str, properties: Sequence[str]) -> dict[str, list[Value]]:
        """Columns 'id' and `properties` of all entities of a type, sorted by id."""
        return export.nodes(self._sessions, label, properties)

    def counts(self) -> dict[str, int]:
        """Number of entities and links by label and type, retired ones too."""
        return export.counts(self._sessions)

    def digest(self) -> str:
        """SHA-256 over current evidence; equal evidence, equal digest, on either engine."""
        return export.digest(self._sessions)

    def retired(self) -> dict[str, int]:
        """Number of retired entities and links by label and type of evidence."""
        return export.retired(self._sessions)

    def status(self) -> StoreStatus:
        """Engine, counts, size on disk, process and ports."""
        if self._child is None:
            return StoreStatus(self.engine, self.counts(), None, None, {}, None)
        control, runtime = self._child
        root = Paths(self.data.resolve()).root
        size = sum(_size(path) for path in root.rglob("*"))
        clients = int(control.ask("clients")["clients"])
        ports = {"bolt": runtime.bolt, "control": runtime.control}
        return StoreStatus(self.engine, self.counts(), size, runtime.pid, ports, clients)


def _untold(rows: int) -> None:
    """Progress that nobody asked for."""


def _size(path: Path) -> int:
    try:
        return path.stat().st_size if path.is_file() else 0
    except FileNotFoundError:  # the engine replaces files while we look
        return 0
