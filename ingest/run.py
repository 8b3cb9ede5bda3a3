"""One run of ingest: a delivery is read and checked, kept, made to count, and told to the store.

What counts is in the provenance (graph.provenance.manifest); the store follows from it. A run
broken off at any moment is completed by running it again.
"""

import shutil
import time
from collections.abc import Mapping as Map
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from graph.errors import StoreError
from graph.provenance.keeping import forget_keeping, sweep
from graph.provenance.manifest import (
    Manifest,
    read_manifests,
    remove_unused,
    write_manifest,
)
from graph.settings import Settings
from graph.store import Store
from graph.store.rows import Value
from ingest.delivering import Delivering
from ingest.inputs import Input, find_inputs
from ingest.publish import EVERYTHING, Published, publish
from ingest.report import Progress, RunReport, silent
from ingest.runs import read_report
from ingest.same import (
    KeptDays,
    apply_rules,
    kept_people,
    look_around,
    read_known,
    touched_people,
)
from ingest.source import choose_source

_PUBLISHING = "loading into the graph"
_SAME = frozenset({"Person", "IdentityDocument", "HAS_DOCUMENT", "HAS_PHONE", "SAME_AS"})
_MOST_TOUCHED = 50_000  # people; with more, looking at everybody is quicker
_PATIENCE = 3600.0  # seconds: another source may just be loading


def ingest(
    store: Store,
    path: Path | str,
    source: str | None = None,
    *,
    settings: Settings,
    now: datetime,
    max_rejects: int | None = None,
    dry_run: bool = False,
    full: bool = False,
    progress: Progress = silent,
) -> RunReport:
    """Load what is at `path` (directory, file, database URL) by the mapping of `source`.

    `source` is a name, a path to a mapping, or None to let the directory's ringleader.yaml or its
    file names say it. The same files again change nothing; of changed files only new rows are read.
    A row that is no longer there still counts, unless a newer one replaces it (`identifies` in the
    mapping) or the delivery is `full`: then the tables in it hold all that there is, and facts
    without rows are retired. More than `max_rejects` rejected rows (half of a table's, when None)
    stop the run before anything counts. `dry_run` reads and reports only.
    """
    began = time.perf_counter()
    chosen = choose_source(path, source)
    inputs = find_inputs(path, chosen.mapping)
    name = chosen.mapping.source
    with store.exclusive(f"an ingest of the source {name!r}", wait=0, part=f"source {name}"):
        run = _Run(store, Delivering(store.data, store.kept, chosen, settings, progress), now)
        run.source.remove_abandoned()
        if not dry_run:
            run.recover()
            if (known := run.known(inputs, full)) is not None:
                run.source.keep_missing(inputs)
                seconds = time.perf_counter() - began
                return known.model_copy(update={"unchanged": True, "seconds": seconds})
        delivery = run.source.of(inputs, full)
        gathered, rejects = run.source.read(delivery, max_rejects, dry_run=dry_run, path=path)
        published = run.recovered
        if not dry_run:
            manifest = run.source.keep(delivery, gathered)
            settled = run.settle(manifest, inputs, all_people=run.source.read_anew)
            published = published.plus(settled)
        report = run.source.report(delivery, gathered, published, rejects)
        seconds = time.perf_counter() - began
        more = {"dry_run": dry_run, "resumed": run.resumed, "seconds": seconds}
        report = report.model_copy(update=more)
        if not dry_run:
            run.complete(report)
        return report


@dataclass(frozen=True)
class _Stored:
    """What the store says of a run."""

    complete: bool
    report: RunReport | None


@dataclass
class _Run:
    """The steps of one run, under the lock of its source."""

    store: Store
    source: Delivering
    now: datetime

    def __post_init__(self) -> None:
        self.resumed = False
        self.recovered = Published()

    def recover(self) -> None:
        """Finish what an earlier run left: facts that count but that the store may not have."""
        before = self.source.before
        if before.pending:
            self.resumed = True
            self.recovered = self.settle(before, all_people=True)
        elif before.run and not self._stored().complete:
            self.settle(before.model_copy(update={"pending": EVERYTHING}), all_people=True)
        else:
            forget_keeping(self.source.place, before.source, before.run)

    def known(self, inputs: Sequence[Input], full: bool) -> RunReport | None:
        """The report of the last run, if it read the same and is complete."""
        same = self.source.before.delivery == self.source.digest(inputs, full)
        return self._stored().report if same else None

    def complete(self, report: RunReport) -> None:
        """Note the run's end and its report."""
        finished = stamp(self.now + timedelta(seconds=report.seconds))
        self._mark(report.run, finished=finished, report=report.model_dump_json(), complete=True)

    def settle(
        self, manifest: Manifest, inputs: Sequence[Input] = (), *, all_people: bool
    ) -> Published:
        """Make the manifest count and the store follow it.

        `all_people`: SAME_AS links may be wrong anywhere, not only around those it touches.
        """
        place = self.source.place
        with self.store.exclusive(_PUBLISHING, wait=_PATIENCE):
            self.store.end_broken_load()
            if self.store.is_empty():  # what other sources delivered is loaded, too
                manifest = manifest.model_copy(update={"pending": EVERYTHING})
            self.source.keep_missing(inputs)  # nobody sweeps while we hold the lock
            write_manifest(place, manifest)
            manifests = read_manifests(place)
            self._mark_all(manifests, manifest)
            try:
                published = self._tell(manifest, manifests, all_people)
            finally:
                shutil.rmtree(self.source.work, ignore_errors=True)
            self._mark(manifest.run, complete=True, finished=stamp(self.now))
            settled = self.source.before = manifest.model_copy(update={"pending": None})
            write_manifest(place, settled)
            remove_unused(place, settled)
            forget_keeping(place, settled.source, settled.run)
            sweep(place, manifests, self._is_over)
        return published

    def _is_over(self, source: str) -> bool:
        """Whether no other delivery of the source is running; of ours none is, we hold its lock."""
        if source == self.source.source:
            return True
        try:
            with self.store.exclusive("a look for broken loads", wait=0, part=f"source {source}"):
                return True
        except StoreError:
            return False

    def _tell(
        self, manifest: Manifest, manifests: Map[str, Manifest], all_people: bool
    ) -> Published:
        """Bring the store's facts, then its SAME_AS links, to what the manifests say."""
        place, spill, pending = self.source.place, self.source.work, manifest.pending or EVERYTHING
        before = None
        if not all_people and pending != EVERYTHING:
            people = touched_people(place, pending, _MOST_TOUCHED, spill)
            before = None if people is None else read_known(self.store, people)
        told = (self.store, place, manifests, pending, manifest.run, spill, self.source.progress)
        published = publish(*told)
        if published.concerns(_SAME):
            days = KeptDays(place, manifests, spill)
            around = look_around(self.store, before, days) if before else None
            self.source.progress("same", 0, None)
            every = published.people
            if around is None and every is None:
                every = kept_people(place, manifests, spill)
            apply_rules(self.store, manifest.run, every, around, spill)
        return published

    def _mark_all(self, manifests: Map[str, Manifest], ours: Manifest) -> None:
        """Note this run as begun; in a store that doesn't know them, the others' runs too."""
        known = self.store.nodes("IngestRun", [])["id"]
        for source, manifest in manifests.items():
            mine = source == ours.source
            if mine or manifest.run not in known:
                self._mark(
                    manifest.run,
                    source=source,
                    started=stamp(self.now),
                    complete=not mine and manifest.pending is None,
                    invented=manifest.invented,
                )

    def _stored(self) -> _Stored:
        """What this store says of the source's last run."""
        names = ("id", "complete", "report")
        runs = self.store.nodes("IngestRun", names[1:])
        for identifier, complete, report in zip(*map(runs.get, names), strict=True):
            if identifier == self.source.before.run:
                return _Stored(bool(complete), read_report(report) if complete else None)
        return _Stored(False, None)

    def _mark(self, run: str, **properties: Value) -> None:
        columns: dict[str, list[Value]] = {
            "id": [run],
            **{name: [value] for name, value in properties.items()},
        }
        self.store.load_nodes("IngestRun", columns)


def stamp(when: datetime) -> str:
    """A moment as runs note it: UTC, ISO 8601."""
    return when.astimezone(UTC).isoformat(timespec="seconds")
