"""A first load without a server: files for Neo4j's importer, quickest for big portfolios."""

import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pyarrow as pa
from filelock import FileLock, Timeout

from graph.errors import StoreError
from graph.language import failure
from graph.provenance.keeping import forget_keeping
from graph.provenance.manifest import (
    Manifest,
    read_manifests,
    remove_unused,
    write_manifest,
)
from graph.provenance.state import State
from graph.settings import Settings
from graph.store.facts import LinkEnds
from graph.store.offline import write_offline
from ingest.delivering import Delivering
from ingest.inputs import find_inputs
from ingest.publish import GraphFacts, Published, Steps
from ingest.report import Progress, RunReport
from ingest.run import stamp
from ingest.source import choose_source


@dataclass(frozen=True)
class Offline:
    """What was written for the importer."""

    report: RunReport
    arguments: list[str]  # of neo4j-admin


def ingest_offline(
    path: Path | str,
    source: str | None,
    directory: Path,
    *,
    settings: Settings,
    now: datetime,
    max_rejects: int | None = None,
    progress: Progress,
) -> Offline:
    """Read and check a delivery as `ingest` does, and write the whole graph to `directory`.

    The graph is that of all deliveries of all sources so far. What was delivered counts from now
    on: a store that was not made from these files is filled by the next online ingest. Records of
    one person are not joined by rule here: `find_same` does that once the store is there.
    """
    began = time.perf_counter()
    chosen = choose_source(path, source)
    kept = settings.shared or str(settings.data)
    delivering = Delivering(settings.data, kept, chosen, settings, progress)
    with _alone(settings.data):
        delivering.remove_abandoned()
        delivery = delivering.of(find_inputs(path, chosen.mapping), full=False)
        gathered, rejects = delivering.read(delivery, max_rejects, dry_run=False, path=path)
        manifest = delivering.keep(delivery, gathered)
        manifests = {**read_manifests(delivering.place), manifest.source: manifest}
        published = Published()
        spill = delivering.work
        state = State(delivering.place, manifests, None, spill)
        try:
            facts = GraphFacts(state, delivery.run, published)
            nodes, links = facts.sizes()
            report = delivering.report(delivery, gathered, published, rejects)
            report = report.model_copy(update={"seconds": time.perf_counter() - began})
            runs = _runs(manifests, report, now)
            advance = Steps(progress).of("files", nodes + links)
            arguments = write_offline(_Watched(facts, runs, advance), directory)
        finally:
            state.close()
            shutil.rmtree(spill, ignore_errors=True)
        delivering.keep_missing(delivery.inputs)
        write_manifest(delivering.place, manifest.model_copy(update={"pending": None}))
        forget_keeping(delivering.place, manifest.source, manifest.run)
        remove_unused(delivering.place, manifest)
    told = {"nodes": published.nodes, "links": published.links}
    return Offline(report.model_copy(update=told), arguments)


def _alone(data: Path) -> FileLock:
    """Two loads without a server would each miss the other's rows."""
    lock = data / "offline.lock"
    lock.parent.mkdir(parents=True, exist_ok=True)
    held = FileLock(lock)
    try:
        held.acquire(timeout=0)
    except Timeout:
        raise failure(StoreError, "ingest.error.offline_running", data=data) from None
    return held


def _runs(manifests: dict[str, Manifest], report: RunReport, now: datetime) -> pa.RecordBatch:
    """The runs of all sources, as the store has them when they are complete."""
    lines = [
        {
            "id": manifest.run,
            "source": source,
            "started": stamp(now),
            "finished": stamp(now),
            "complete": True,
            "invented": manifest.invented,
            "report": report.model_dump_json() if manifest.run == report.run else None,
        }
        for source, manifest in sorted(manifests.items())
    ]
    return pa.RecordBatch.from_pylist(lines)


@dataclass(frozen=True)
class _Watched:
    """Facts with the runs that brought them, and progress."""

    facts: GraphFacts
    runs: pa.RecordBatch
    advance: Callable[[int], None]

    def sizes(self) -> tuple[int, int]:
        nodes, links = self.facts.sizes()
        return nodes + self.runs.num_rows, links

    def nodes(self) -> Iterator[tuple[str, Iterator[pa.RecordBatch]]]:
        yield "IngestRun", iter([self.runs])
        for label, batches in self.facts.nodes():
            yield label, self._watch(batches)

    def links(self) -> Iterator[tuple[LinkEnds, Iterator[pa.RecordBatch]]]:
        for ends, batches in self.facts.links():
            yield ends, self._watch(batches)

    def _watch(self, batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            self.advance(batch.num_rows)
            yield batch
