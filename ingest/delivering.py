"""One delivery of a source: read, checked, and made ready to count; no store is needed for it."""

import hashlib
import importlib.metadata
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from graph.errors import InputError
from graph.language import failure
from graph.provenance.files import KeptFiles
from graph.provenance.keeping import note_keeping
from graph.provenance.manifest import Manifest, read_manifest, remove_unused
from graph.provenance.place import Place
from graph.schema.ids import entity_id
from graph.settings import Settings
from ingest.inputs import Input, inputs_digest
from ingest.publish import Published
from ingest.read import Delivery, Gathered, check_rejects, gather_all
from ingest.readers.canonical import remove_abandoned_rows
from ingest.readers.database import shown
from ingest.rejects import Rejects
from ingest.report import Progress, RunReport
from ingest.source import Source
from ingest.staging import Staging


@dataclass
class Delivering:
    """What a source delivers now, beside what it delivered before (in `kept`)."""

    data: Path
    kept: str
    chosen: Source
    settings: Settings
    progress: Progress

    def __post_init__(self) -> None:
        self.place = Place(self.kept)
        self.before = read_manifest(self.place, self.source)
        self.read_by = _read_by(self.chosen)

    @property
    def source(self) -> str:
        """Name of the source."""
        return self.chosen.mapping.source

    @property
    def read_anew(self) -> bool:
        """Whether some of what it delivered before was read in another way (another version)."""
        tables = self.before.tables.values()
        newest = (table.segments[-1] for table in tables if table.segments)
        return any(segment.mapping != self.read_by for segment in newest)

    def digest(self, inputs: Sequence[Input], full: bool) -> str:
        """What makes a delivery the same as another."""
        return inputs_digest(inputs, self.read_by, "full" if full else "")

    def of(self, inputs: Sequence[Input], full: bool) -> Delivery:
        """The delivery, with the id of the run that reads it next."""
        key = f"{self.source}:{self.digest(inputs, full)}:{self.before.runs}"
        run = entity_id("IngestRun", key)
        return Delivery(inputs, self.chosen.mapping, self.read_by, self.before, run, full)

    def directory(self, run: str) -> Path:
        """Where the run keeps its rejects."""
        return self.data / "runs" / run

    @property
    def work(self) -> Path:
        """Working files while a run lasts; nobody else's, under the lock of the source."""
        return self.data / "work" / self.source

    def remove_abandoned(self) -> None:
        """Delete what killed commands left half-written."""
        shutil.rmtree(self.work, ignore_errors=True)
        remove_abandoned_rows()
        for directory in ("provenance", "files", "keeping"):
            self.place.remove_abandoned(directory)

    def read(
        self, delivery: Delivery, max_rejects: int | None, *, dry_run: bool, path: Path | str
    ) -> tuple[Gathered, Path | None]:
        """Read and check all; nothing counts yet."""
        directory = self.directory(delivery.run)
        rejects_path = None if dry_run else directory / "rejects.csv"
        staging = Staging(self.work, self.place, self.progress, dry_run=dry_run)
        try:
            with Rejects(rejects_path, self.settings.lang, staging.add_lost) as rejects:
                gathered = gather_all(delivery, staging, rejects, self.progress, dry_run=dry_run)
                if not gathered.rows("read"):
                    raise failure(InputError, "ingest.error.no_rows", path=shown(path))
                check_rejects(gathered, rejects, rejects_path, max_rejects)
            if not dry_run:
                gathered.touched = staging.write_touched(delivery.run)
        except BaseException:
            remove_unused(self.place, self.before)
            raise
        finally:
            staging.close()
            pa.default_memory_pool().release_unused()  # the store's share of memory comes next
            shutil.rmtree(self.work, ignore_errors=True)
            if dry_run:
                shutil.rmtree(directory, ignore_errors=True)
        return gathered, rejects_path

    def keep_missing(self, inputs: Sequence[Input]) -> None:
        """Keep again what was kept and is gone."""
        for given in inputs:
            given.keep_missing(KeptFiles(self.place))

    def keep(self, delivery: Delivery, gathered: Gathered) -> Manifest:
        """Keep the files and the mapping; the manifest that makes the delivery count."""
        kept = KeptFiles(self.place)
        names = [name for given in delivery.inputs for name in given.kept_names(kept)]
        note_keeping(self.place, self.source, delivery.run, names)
        for number, given in enumerate(delivery.inputs):
            given.keep(kept)
            self.progress("provenance", number + 1, len(delivery.inputs))
        return Manifest(
            source=self.source,
            delivery=self.digest(delivery.inputs, delivery.full),
            run=delivery.run,
            runs=self.before.runs + 1,
            invented=self.chosen.invented,
            mapping=self._keep_mapping(delivery.run),
            pending=gathered.touched,
            tables={**self.before.tables, **gathered.tables},
        )

    def report(
        self, delivery: Delivery, gathered: Gathered, published: Published, rejects: Path | None
    ) -> RunReport:
        """The report of a run, still without its seconds."""
        return RunReport(
            run=delivery.run,
            source=self.source,
            title=delivery.mapping.title,
            invented=self.chosen.invented,
            dry_run=False,
            full=delivery.full,
            unchanged=False,
            resumed=False,
            files=tuple(gathered.files),
            rows_read=gathered.rows("read"),
            rows_loaded=gathered.rows("loaded"),
            rows_rejected=gathered.rows("rejected"),
            rows_known=gathered.rows("known"),
            values_rejected=gathered.values,
            rejects=rejects,
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

    def _keep_mapping(self, run: str) -> str:
        """Keep the mapping with the delivery: the user's file may move."""
        path = f"provenance/{self.source}/{run}.mapping.json"
        with self.place.writing(path) as stream:
            stream.write(self.chosen.mapping.model_dump_json(by_alias=True, indent=1).encode())
        return path


def _read_by(chosen: Source) -> str:
    """Digest of all that decides how a row is read: mapping, hints, version, phone plans."""
    versions = [importlib.metadata.version(name) for name in ("ringleader", "phonenumbers")]
    return hashlib.sha256("\n".join((chosen.digest, *versions)).encode()).hexdigest()
