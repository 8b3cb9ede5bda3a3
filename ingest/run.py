"""One run of ingest: a delivery is read and checked, kept, made to count, and told to the store.

What counts is in the provenance (graph.provenance.manifest); the store follows from it. A run
broken off at any moment is completed by running it again.
"""

import hashlib
import importlib.metadata
import shutil
import time
from collections.abc import Mapping as Map
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from graph.errors import InputError
from graph.provenance.files import KeptFiles
from graph.provenance.manifest import (
    Manifest,
    read_manifest,
    read_manifests,
    remove_unused,
    write_manifest,
)
from graph.provenance.place import Place
from graph.schema.ids import entity_id
from graph.settings import Settings
from graph.store import Store
from graph.store.rows import Value
from ingest.inputs import find_inputs, inputs_digest
from ingest.publish import EVERYTHING, Published, publish
from ingest.read import Delivery, Gathered, check_rejects, gather_all
from ingest.readers.database import shown
from ingest.rejects import Rejects
from ingest.report import Progress, RunReport
from ingest.same import apply_rules
from ingest.source import Source, choose_source
from ingest.staging import Staging

_PUBLISHING = "loading into the graph"
_SAME = frozenset({"Person", "IdentityDocument", "HAS_DOCUMENT", "HAS_PHONE", "SAME_AS"})
_PATIENCE = 3600.0  # seconds: another source may just be loading


def _silent(step: str, done: int, total: int | None) -> None:
    """Progress that nobody watches."""


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
    progress: Progress = _silent,
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
        run = _Run(store, chosen, settings, now, progress)
        run.recover()
        digest = inputs_digest(inputs, run.read_by, "full" if full else "")
        if (known := run.known(digest)) and not dry_run:
            seconds = time.perf_counter() - began
            return known.model_copy(update={"unchanged": True, "seconds": seconds})
        delivery = Delivery(inputs, chosen.mapping, run.read_by, run.before, run.id(digest), full)
        gathered, rejects_path = run.read(delivery, max_rejects, dry_run=dry_run, path=path)
        published = Published()
        if not dry_run:
            published = run.recovered.plus(run.load(delivery, gathered, digest))
        report = _report(run, delivery, gathered, published, dry_run=dry_run)
        report = report.model_copy(
            update={"rejects": rejects_path, "seconds": time.perf_counter() - began}
        )
        if not dry_run:
            run.complete(report)
        return report


def read_by(chosen: Source) -> str:
    """Digest of all that decides how a row is read: mapping, hints, version, phone plans."""
    versions = [importlib.metadata.version(name) for name in ("ringleader", "phonenumbers")]
    return hashlib.sha256("\n".join((chosen.digest, *versions)).encode()).hexdigest()


@dataclass(frozen=True)
class _Stored:
    """What the store says of a run."""

    complete: bool
    report: RunReport | None


@dataclass
class _Run:
    """The steps of one run, under the lock of its source."""

    store: Store
    chosen: Source
    settings: Settings
    now: datetime
    progress: Progress

    def __post_init__(self) -> None:
        self.place = Place(self.store.kept)
        self.before = read_manifest(self.place, self.source)
        self.read_by = read_by(self.chosen)
        self.resumed = False
        self.recovered = Published()

    @property
    def source(self) -> str:
        """Name of the source."""
        return self.chosen.mapping.source

    def id(self, digest: str) -> str:
        """Id of the run that reads this delivery next."""
        return entity_id("IngestRun", f"{self.source}:{digest}:{self.before.runs}")

    def directory(self, run: str) -> Path:
        """Where the run keeps its rejects and, while it lasts, its working files."""
        return self.store.data / "runs" / run

    def recover(self) -> None:
        """Finish what an earlier run left: facts that count but that the store may not have."""
        if self.before.pending:
            self.resumed = True
            self.recovered = self._settle(self.before)
        elif self.before.run and not self._stored().complete:
            self._settle(self.before.model_copy(update={"pending": EVERYTHING}))

    def known(self, digest: str) -> RunReport | None:
        """The report of the last run, if it read the same and is complete."""
        return self._stored().report if self.before.delivery == digest else None

    def read(
        self, delivery: Delivery, max_rejects: int | None, *, dry_run: bool, path: Path | str
    ) -> tuple[Gathered, Path | None]:
        """Read and check all; nothing counts yet."""
        directory = self.directory(delivery.run)
        rejects_path = None if dry_run else directory / "rejects.csv"
        staging = Staging(directory / "work", self.place)
        try:
            with Rejects(rejects_path, self.settings.lang, staging.add_lost) as rejects:
                gathered = gather_all(delivery, staging, rejects, self.progress, dry_run=dry_run)
                if not gathered.rows("read"):
                    raise InputError(
                        f"{shown(path)} has column names but no rows; fill in some rows."
                    )
                check_rejects(gathered, rejects, rejects_path, max_rejects)
            if not dry_run:
                gathered.touched = staging.write_touched(delivery.run)
        except BaseException:
            remove_unused(self.place, self.before)
            raise
        finally:
            staging.close()
            shutil.rmtree(directory / "work", ignore_errors=True)
            if dry_run:
                shutil.rmtree(directory, ignore_errors=True)
        return gathered, rejects_path

    def load(self, delivery: Delivery, gathered: Gathered, digest: str) -> Published:
        """Keep the files, make the delivery count, and tell the store."""
        kept = KeptFiles(self.place)
        for number, given in enumerate(delivery.inputs):
            given.keep(kept)
            self.progress("provenance", number + 1, len(delivery.inputs))
        manifest = Manifest(
            source=self.source,
            delivery=digest,
            run=delivery.run,
            runs=self.before.runs + 1,
            invented=self.chosen.invented,
            mapping=self._keep_mapping(delivery.run),
            pending=gathered.touched,
            tables={**self.before.tables, **gathered.tables},
        )
        return self._settle(manifest)

    def _keep_mapping(self, run: str) -> str:
        """Keep the mapping with the delivery: the user's file may move."""
        path = f"provenance/{self.source}/{run}.mapping.json"
        with self.place.writing(path) as stream:
            stream.write(self.chosen.mapping.model_dump_json(by_alias=True, indent=1).encode())
        return path

    def complete(self, report: RunReport) -> None:
        """Note the run's end and its report."""
        finished = _stamp(self.now + timedelta(seconds=report.seconds))
        self._mark(report.run, finished=finished, report=report.model_dump_json(), complete=True)

    def _settle(self, manifest: Manifest) -> Published:
        """Make the manifest count and the store follow it."""
        spill = self.directory(manifest.run) / "work"
        with self.store.exclusive(_PUBLISHING, wait=_PATIENCE):
            write_manifest(self.place, manifest)
            manifests = read_manifests(self.place)
            self._mark_all(manifests, manifest)
            try:
                published = publish(
                    self.store,
                    self.place,
                    manifests,
                    manifest.pending or EVERYTHING,
                    manifest.run,
                    spill,
                    self.progress,
                )
            finally:
                shutil.rmtree(spill, ignore_errors=True)
            if published.concerns(_SAME):
                apply_rules(self.store, manifest.run)
            self._mark(manifest.run, complete=True, finished=_stamp(self.now))
            self.before = manifest.model_copy(update={"pending": None})
            write_manifest(self.place, self.before)
            remove_unused(self.place, self.before)
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
                    started=_stamp(self.now),
                    complete=not mine and manifest.pending is None,
                    invented=manifest.invented,
                )

    def _stored(self) -> _Stored:
        """What this store says of the source's last run."""
        names = ("id", "complete", "report")
        runs = self.store.nodes("IngestRun", names[1:])
        for identifier, complete, report in zip(*map(runs.get, names), strict=True):
            if identifier == self.before.run:
                found = RunReport.model_validate_json(str(report)) if report else None
                return _Stored(bool(complete), found if complete else None)
        return _Stored(False, None)

    def _mark(self, run: str, **properties: Value) -> None:
        columns: dict[str, list[Value]] = {
            "id": [run],
            **{name: [value] for name, value in properties.items()},
        }
        self.store.load_nodes("IngestRun", columns)


def _stamp(when: datetime) -> str:
    return when.astimezone(UTC).isoformat(timespec="seconds")


def _report(
    run: _Run, delivery: Delivery, gathered: Gathered, published: Published, *, dry_run: bool
) -> RunReport:
    return RunReport(
        run=delivery.run,
        source=run.source,
        title=delivery.mapping.title,
        invented=run.chosen.invented,
        dry_run=dry_run,
        full=delivery.full,
        unchanged=False,
        resumed=run.resumed,
        files=tuple(gathered.files),
        rows_read=gathered.rows("read"),
        rows_loaded=gathered.rows("loaded"),
        rows_rejected=gathered.rows("rejected"),
        rows_known=gathered.rows("known"),
        values_rejected=gathered.values,
        rejects=None,
        reasons=gathered.reasons,
        warnings=tuple(note for given in delivery.inputs for note in given.warnings),
        nodes=published.nodes,
        links=published.links,
        retired=published.retired,
        not_described=published.not_described,
        examples=tuple(gathered.examples),
        seconds=0.0,
        seconds_reading=gathered.seconds,
    )
