"""One run of ingest: all is read and checked before the first write; a re-run completes it."""

import time
from collections.abc import Iterator
from collections.abc import Mapping as Map
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from filelock import FileLock, Timeout

from graph.errors import InputError, StoreError
from graph.provenance import Provenance
from graph.schema.ids import entity_id
from graph.settings import Settings
from graph.store import Store
from graph.store.rows import Value
from ingest.inputs import Input, find_inputs, inputs_digest
from ingest.load import keep_provenance, load_links, load_nodes
from ingest.mapping import Mapping
from ingest.read import check_rejects, gather_all
from ingest.rejects import Rejects
from ingest.report import Progress, RunReport
from ingest.source import choose_source
from ingest.staging import Staging


def _silent(step: str, done: int, total: int | None) -> None:
    """Progress that nobody watches."""


@dataclass(frozen=True)
class _Loaded:
    nodes: Map[str, int]
    links: Map[str, int]
    not_described: Map[str, int]


@dataclass(frozen=True)
class _Earlier:
    run: str
    report: RunReport | None  # None while the run is incomplete


def ingest(
    store: Store,
    path: Path,
    source: str | None = None,
    *,
    settings: Settings,
    now: datetime,
    max_rejects: int | None = None,
    dry_run: bool = False,
    progress: Progress = _silent,
) -> RunReport:
    """Load the files at `path` (directory, file or workbook) by the mapping of `source`.

    `source` is a name, a path to a mapping, or None to let the directory's ringleader.yaml or its
    file names say it. The same files again change nothing; a run that was broken off is completed
    by running it again. More than `max_rejects` rejected rows (half of a table's, when None) stop
    the run before anything is written. `dry_run` reads and reports only.
    """
    began = time.perf_counter()
    chosen = choose_source(path, source)
    mapping = chosen.mapping
    inputs = find_inputs(path, mapping)
    run = entity_id("IngestRun", f"{mapping.source}:{inputs_digest(inputs, chosen.digest)}")
    rejects_path = None if dry_run else store.data / "runs" / run / "rejects.csv"
    with _locked(store.data, mapping.source):
        before = _earlier(store, mapping.source)
        if before and before.run == run and before.report and not dry_run:
            seconds = time.perf_counter() - began
            return before.report.model_copy(update={"unchanged": True, "seconds": seconds})
        staging = Staging()
        try:
            with Rejects(rejects_path, settings.lang) as rejects:
                gathered = gather_all(inputs, mapping, staging, rejects, progress)
                if not gathered.rows("read"):
                    raise InputError(f"{path} has column names but no rows; fill in some rows.")
                check_rejects(gathered, rejects, rejects_path, max_rejects)
            loaded = _Loaded({}, {}, {})
            if not dry_run:
                at = (run, now, chosen.invented)
                loaded = _write(staging, store, mapping, inputs, at, progress)
        finally:
            staging.close()
        report = RunReport(
            run=run,
            source=mapping.source,
            title=mapping.title,
            invented=chosen.invented,
            dry_run=dry_run,
            unchanged=False,
            resumed=before is not None and before.run == run and before.report is None,
            files=gathered.files,
            rows_read=gathered.rows("read"),
            rows_loaded=gathered.rows("loaded"),
            rows_rejected=gathered.rows("rejected"),
            values_rejected=gathered.values,
            rejects=rejects_path,
            reasons=gathered.reasons,
            warnings=tuple(note for given in inputs for note in given.warnings),
            nodes=loaded.nodes,
            links=loaded.links,
            not_described=loaded.not_described,
            seconds=time.perf_counter() - began,
            seconds_reading=gathered.seconds,
        )
        if not dry_run:
            _complete(store, report, now)
        return report


@contextmanager
def _locked(data: Path, source: str) -> Iterator[None]:
    """Only one run of a source at a time; different sources may run together."""
    path = data / "locks" / f"{source}.lock"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(path, timeout=0):
            yield
    except Timeout:
        raise StoreError(
            f"Another ingest of the source {source!r} is running; wait until it has ended."
        ) from None


def _earlier(store: Store, source: str) -> _Earlier | None:
    """This source's latest run."""
    names = ("id", "source", "started", "complete", "report")
    runs = store.nodes("IngestRun", names[1:])
    mine = [
        (str(started), str(identifier), str(report) if complete and report else None)
        for identifier, name, started, complete, report in zip(*map(runs.get, names), strict=True)
        if name == source
    ]
    if not mine:
        return None
    _, run, report = max(mine, key=lambda line: line[:2])
    return _Earlier(run, RunReport.model_validate_json(report) if report else None)


def _stamp(when: datetime) -> str:
    return when.astimezone(UTC).isoformat(timespec="seconds")


def _run_node(store: Store, run: str, **properties: Value) -> None:
    store.load_nodes("IngestRun", {"id": [run], **{n: [v] for n, v in properties.items()}})


def _write(
    staging: Staging,
    store: Store,
    mapping: Mapping,
    inputs: list[Input],
    at: tuple[str, datetime, bool],
    progress: Progress,
) -> _Loaded:
    """Provenance first, then entities, then links: what is in the store can be explained."""
    run, now, invented = at
    store.prepare()  # without its indexes every MERGE would scan
    provenance = Provenance(store.data)
    _run_node(
        store,
        run,
        source=mapping.source,
        started=_stamp(now),
        complete=False,
        invented=invented,
    )
    keep_provenance(staging, provenance, mapping.source, inputs, progress)
    standing = provenance.standing(staging.fact_ids())
    nodes, missing = load_nodes(staging, standing, store, run, progress)
    return _Loaded(nodes, load_links(staging, standing, store, run, progress), missing)


def _complete(store: Store, report: RunReport, now: datetime) -> None:
    finished = _stamp(now + timedelta(seconds=report.seconds))
    _run_node(
        store,
        report.run,
        finished=finished,
        report=report.model_dump_json(),
        complete=True,
    )
