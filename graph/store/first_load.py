"""First load of the embedded store: a new database is filled beside the old and switched in.

Files of <data>/store/load/ bring the facts to the child process, which fills the new database with
GraphBatch. Whatever is killed meanwhile, the pointer names the old database or the whole new one.
"""

from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pyarrow as pa

from graph.errors import StoreError
from graph.schema.registry import REGISTRY
from graph.store import export, schema
from graph.store.arrow_files import ArrowFile
from graph.store.control import ControlClient
from graph.store.ends import Ends
from graph.store.facts import Facts
from graph.store.load import Progress
from graph.store.runtime import Paths, emptied
from graph.store.sessions import Sessions

_PART_ROWS = 250_000
_AHEAD = 3  # parts on the disk that the child hasn't loaded: it is sometimes quicker than we are
_KEPT = "IngestRun"  # the only work type that a store without evidence may hold here


def fits(sessions: Sessions) -> bool:
    """Whether the store holds nothing that a new database would lose: no work but ingest runs."""
    counts = export.counts(sessions)
    return not any(counts[label] for label in REGISTRY.labels("work") if label != _KEPT)


def first_load(
    sessions: Sessions,
    control: ControlClient,
    paths: Paths,
    facts: Facts,
    progress: Progress,
    indexing: schema.Indexing,
) -> None:
    """Load into a new database and switch to it; the caller has checked that this is allowed."""
    name = _next_name(paths.current())
    runs = export.whole_nodes(sessions, _KEPT)
    with emptied(paths.load) as folder, ThreadPoolExecutor(1) as child:
        control.ask("load_open", database=name)
        try:
            _Sender(control, child, folder, progress).send(facts, runs)
            found = control.ask("load_close")
            nodes, links = facts.sizes()
            expected = {"nodes": nodes + len(runs), "links": links}
            if found != expected:
                raise StoreError(
                    f"The load holds {found['nodes']} entities and {found['links']} links instead "
                    f"of {expected['nodes']} and {links}; nothing was changed, run it again."
                )
            server = replace(sessions.server, database=lambda: name)
            new = Sessions(server, sessions.read_seconds)
            schema.prepare(new, lambda text: control.ask("sql", text=text, database=name), indexing)
            control.ask("load_switch", database=name, work=len(runs))
        except BaseException:
            control.ask("load_drop")
            raise


def _next_name(current: str) -> str:
    number = int(current.removeprefix("graph"))
    return f"graph{number + 1}"


class _Sender:
    """Writes part files; the child loads them while the next are written."""

    def __init__(
        self, control: ControlClient, child: ThreadPoolExecutor, folder: Path, progress: Progress
    ) -> None:
        self._control = control
        self._child = child
        self._folder = folder
        self._progress = progress
        self._under_way: deque[tuple[Future[None], int]] = deque()  # with the rows of each
        self._files = 0

    def send(self, facts: Facts, runs: list[dict[str, object]]) -> None:
        """Send everything and wait until the child has it."""
        ends = Ends(self._folder)
        try:
            if runs:
                batch = pa.RecordBatch.from_pylist(runs)
                self._send_parts("load_nodes", {"label": _KEPT}, iter([batch]), counted=False)
            for label, batches in facts.nodes():
                noted = _noting(batches, ends, label)
                self._send_parts("load_nodes", {"label": label}, noted)
            for (kind, source, target), batches in facts.links():
                names = {"type": kind, "source": source, "target": target}
                numbered = ends.numbered((kind, source, target), batches)
                self._send_parts("load_links", names, numbered)
            self._wait()
        finally:
            ends.close()

    def _send_parts(
        self,
        command: str,
        names: dict[str, str],
        batches: Iterator[pa.RecordBatch],
        *,
        counted: bool = True,
    ) -> None:
        for path, rows in self._parts(batches):
            loaded = self._child.submit(self._load, command, path, names)
            self._under_way.append((loaded, rows if counted else 0))
            self._wait(_AHEAD)

    def _load(self, command: str, path: Path, names: dict[str, str]) -> None:
        self._control.ask(command, file=str(path), **names)
        path.unlink()

    def _parts(self, batches: Iterator[pa.RecordBatch]) -> Iterator[tuple[Path, int]]:
        """Write batches as Arrow streams of a bounded number of rows: (file, rows) of each."""
        batch = next(batches, None)
        while batch is not None:
            self._files += 1
            path, rows = self._folder / f"{self._files}.arrow", 0
            with closing(ArrowFile(path, batch.schema)) as file:
                while batch is not None and rows < _PART_ROWS:
                    file.write(batch)
                    rows += batch.num_rows
                    batch = next(batches, None)
            yield path, rows

    def _wait(self, left: int = 0) -> None:
        """Wait until no more than `left` parts wait for the child, and tell of the rows loaded."""
        while len(self._under_way) > left:
            loaded, rows = self._under_way.popleft()
            loaded.result()
            self._progress(rows)


def _noting(batches: Iterator[pa.RecordBatch], ends: Ends, label: str) -> Iterator[pa.RecordBatch]:
    for batch in batches:
        ends.add(label, batch.column("id"))
        yield batch
