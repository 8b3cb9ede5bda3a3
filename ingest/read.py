"""Reads all inputs of a run, table by table: every row is checked before anything is loaded."""

import gc
import time
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from graph.errors import InputError, StoreError
from graph.language import Said, failure
from graph.provenance.manifest import Delivered, Manifest, Table
from ingest.again import Again, read_given, read_kept
from ingest.chunk import Chunk
from ingest.estimate import Estimate
from ingest.facts import Lookup
from ingest.gather import TablePlan
from ingest.inputs import Input
from ingest.mapping import Mapping as SourceMapping
from ingest.readings import Caches
from ingest.rejects import Rejects
from ingest.report import Example, FileReport, Progress, RejectCount
from ingest.staging import Staging, is_known

_MOSTLY = 0.5  # a table that loses more of its rows than this is mapped wrongly
_EXAMPLES = 10
_ROWS = 50_000  # worked on together: of short rows a block has many, and each becomes several facts


@dataclass(frozen=True)
class Delivery:
    """One run's input with what its source had delivered before."""

    inputs: Sequence[Input]
    mapping: SourceMapping
    read_by: str  # digest of all that decides how a row is read
    before: Manifest
    run: str
    full: bool


@dataclass
class Gathered:
    """What reading found: figures by file; the facts themselves are in the staging."""

    files: list[FileReport] = field(default_factory=list)
    reasons: tuple[RejectCount, ...] = ()
    values: int = 0
    seconds: float = 0.0
    tables: dict[str, Table] = field(default_factory=dict)  # as the manifest will say
    examples: list[Example] = field(default_factory=list)
    touched: str = ""  # path in the place: the facts that the store has to hear of

    def rows(self, kind: str) -> int:
        """Rows 'read', 'loaded', 'rejected' or 'known' over all files."""
        return sum(getattr(file, f"rows_{kind}") for file in self.files)


@dataclass(frozen=True)
class _Numbers:
    """A Lookup in the staging."""

    staging: Staging
    entity: str

    def find(self, numbers: pa.Array) -> pa.Array:
        return self.staging.find(self.entity, numbers)


@contextmanager
def _memory_for_reading() -> Iterator[None]:
    """No garbage collection but of young objects after each chunk: reading makes many small ones.

    Columns come from the system's allocator, which gives memory back sooner than Arrow's own.
    """
    enabled, pool = gc.isenabled(), pa.default_memory_pool()
    gc.disable()
    pa.set_memory_pool(pa.system_memory_pool())
    try:
        yield
    finally:
        pa.set_memory_pool(pool)
        if enabled:
            gc.enable()


def gather_all(
    delivery: Delivery, staging: Staging, rejects: Rejects, progress: Progress, *, dry_run: bool
) -> Gathered:
    """Read and check every new row of every input; write the tables' files unless `dry_run`."""
    began = time.perf_counter()
    gathered, caches = Gathered(), Caches()
    inputs: dict[str, list[Input]] = {}
    order = delivery.mapping.reading_order()
    for given in delivery.inputs:
        inputs.setdefault(given.name, []).append(given)
    estimate = Estimate([given for name in order for given in inputs.get(name, [])])
    with _memory_for_reading():
        for name in _concerned(delivery, inputs):
            reader = _TableReader(delivery, name, inputs.get(name, []), (staging, rejects, caches))
            changed = reader.read(gathered, estimate, progress)
            gathered.examples += staging.examples(name, _EXAMPLES) if dry_run else []
            if changed and not dry_run:
                gathered.tables[name] = staging.write(
                    delivery.run, delivery.read_by, reader.delivered()
                )
    progress("read", gathered.rows("read"), gathered.rows("read"))
    given_order = {given.file: at for at, given in enumerate(delivery.inputs)}
    gathered.files.sort(key=lambda file: given_order[file.file])
    gathered.reasons = tuple(
        RejectCount(file=file, column=column, reason=reason, count=count)
        for (file, column, reason), count in sorted(rejects.counts.items())
    )
    gathered.values = rejects.values
    gathered.seconds = time.perf_counter() - began
    return gathered


class _TableReader:
    """Reads the files of one table."""

    def __init__(
        self,
        delivery: Delivery,
        name: str,
        inputs: list[Input],
        to: tuple[Staging, Rejects, Caches],
    ) -> None:
        self._delivery, self._name, self._inputs = delivery, name, inputs
        self._staging, self._rejects, caches = to
        table = delivery.mapping.tables[name]
        self._plan = TablePlan(name, table, delivery.mapping, caches)
        self._before = delivery.before.tables.get(name) or Table(rows="", segments=(), files=())
        self._staging.begin(delivery.mapping.source, name, delivery.before.tables.get(name))
        self._known = self._staging.known_digests(delivery.read_by)
        referred = {entity.refers_to for entity in table.entities.values() if entity.refers_to}
        self._lookups: dict[str, Lookup] = {
            entity: _Numbers(self._staging, entity) for entity in sorted(referred)
        }

    def delivered(self) -> list[Delivered]:
        """The files, as the manifest lists them."""
        run = self._delivery.run
        return [
            Delivered(
                file=given.file,
                sha256=given.sha256,
                run=run,
                encoding=given.layout.encoding,
                delimiter=given.layout.delimiter,
            )
            for given in self._inputs
        ]

    def read(self, gathered: Gathered, estimate: Estimate, progress: Progress) -> bool:
        """Stage the rows of every file; add its figures. True when there is something to write."""
        first = len(gathered.files)
        for position, given in enumerate(self._inputs):
            self._staging.begin_file(position)
            estimate.begin_file()
            gathered.files.append(self._read_file(given, estimate, progress))
        self._carry()
        self._staging.settle(self._delivery.full and bool(self._inputs))
        again = self._read_again()
        if again:
            self._staging.settle(self._delivery.full and bool(self._inputs))
        for position, count in again.items():
            if position >= 0:
                file = gathered.files[first + position]
                known = {"rows_known": file.rows_known - count}
                gathered.files[first + position] = file.model_copy(update=known)
        self._staging.remember()
        return bool(self._inputs or again)

    def _read_again(self) -> dict[int, int]:
        """Read known rows again with a number that means another entity now.

        Rows that were read again by position of their file, those of earlier files below 0.
        """
        facts = [pa.array([], pa.string())]
        for entity in self._lookups:
            moved = self._staging.moved(entity)
            unknown = moved.filter(moved["before"].is_null())["number"].combine_chunks()
            known = moved["before"].drop_null().combine_chunks()
            facts += [known, self._plan.own_ids(entity, unknown)]
        stale = self._staging.stale
        if not stale.find(pa.concat_arrays(facts).unique()):
            return {}
        sink, counts = Again(self._staging), {}
        with Rejects(None, "en", self._staging.add_lost) as told:  # these were told before
            for position, count in stale.files():
                at = position - len(self._before.files)
                counts[at] = count
                for chunk in self._chunks_again(position):
                    self._staging.add_known_as(self._plan.known_as(chunk))
                    self._plan.gather(chunk, self._lookups, sink, told, "")
        return counts

    def _chunks_again(self, position: int) -> Iterator[Chunk]:
        """The stale rows of one file of the table."""
        stale, earlier = self._staging.stale, self._before.files
        spans = stale.spans(position)
        if position >= len(earlier):
            return read_given(self._inputs[position - len(earlier)], spans)
        table = self._delivery.mapping.tables[self._name]
        names = (self._name, table, self._delivery.mapping)
        return read_kept(stale.kept, earlier[position], *names, spans)

    def _read_file(self, given: Input, estimate: Estimate, progress: Progress) -> FileReport:
        rows = loaded = known = 0
        lost, values = self._rejects.rows, self._rejects.values
        known_rows = partial(is_known, known=self._known) if len(self._known) else None
        chunks = (part for read in given.chunks(known_rows) for part in read.parts(_ROWS))
        for chunk in chunks:
            rows += len(chunk) + len(chunk.ragged) + len(chunk.known)
            known += len(chunk.known)
            self._staging.add_known(chunk.known)
            self._staging.add_known_as(self._plan.known_as(chunk))
            loaded += self._plan.gather(
                chunk, self._lookups, self._staging, self._rejects, given.file
            )
            progress("read", *estimate.add(chunk))
            gc.collect(0)  # errors of a phone parser hold their frames, and so the whole chunk
        file = FileReport(
            table=given.name,
            file=given.file,
            sha256=given.sha256,
            encoding=given.layout.encoding,
            delimiter=given.layout.delimiter,
            rows_read=rows,
            rows_loaded=loaded + known,
            rows_rejected=self._rejects.rows - lost,
            rows_known=known,
            values_rejected=self._rejects.values - values,
        )
        if file.rows_read != file.rows_loaded + file.rows_rejected:
            raise failure(
                StoreError,
                "ingest.error.rows_lost",
                file=file.file,
                rows=rows,
                rows_loaded=file.rows_loaded,
                rows_rejected=file.rows_rejected,
            )
        return file

    def _carry(self) -> None:
        """Values that were lost earlier in rows that are still here are told again."""
        lines = self._staging.carried()
        for number, given in enumerate(self._inputs):
            of_file = lines.filter(pc.equal(lines["file"], number))
            if of_file.num_rows:
                rows = of_file["row"].to_numpy()
                self._rejects.carry(given.file, rows, of_file)


def _concerned(delivery: Delivery, delivered: Collection[str]) -> list[str]:
    """Tables to look at, in reading order: those delivered, those that refer to such a table and
    may mean something else now, and those whose numbers one of these looks up.
    """
    before, tables = delivery.before.tables, delivery.mapping.tables
    order = delivery.mapping.reading_order()
    read: set[str] = set()
    for name in order:
        if name in delivered or (name in before and read & set(tables[name].refers_to())):
            read.add(name)
    looked_up = {other for name in read for other in tables[name].refers_to() if other in before}
    return [name for name in order if name in read | looked_up]


def check_rejects(
    gathered: Gathered, rejects: Rejects, path: Path | None, most: int | None
) -> None:
    """Stop a run that is mostly wrong, before anything is loaded."""
    see = Said("ingest.error.see", {"path": path}) if path else Said("ingest.error.list_them")
    if most is not None and rejects.rows > most:
        raise failure(
            InputError, "ingest.error.too_many_rejects", rows=rejects.rows, most=most, see=see
        )
    for file in gathered.files if most is None else ():
        if file.rows_rejected > max(_MOSTLY * file.rows_read, 1):
            worst = max((r for r in gathered.reasons if r.file == file.file), key=lambda r: r.count)
            raise failure(
                InputError,
                "ingest.error.mostly_rejected",
                file=file.file,
                rows_rejected=file.rows_rejected,
                rows_read=file.rows_read,
                column=worst.column,
                reason=Said(f"ingest.reason.{worst.reason}"),
                see=see,
            )
