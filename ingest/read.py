"""Reads all inputs of a run: every row is checked before anything is written."""

import gc
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from graph.errors import InputError, StoreError
from ingest.gather import TablePlan
from ingest.inputs import Input
from ingest.mapping import Mapping
from ingest.plans import Lookup
from ingest.reader import read_chunks
from ingest.readings import Caches
from ingest.rejects import Rejects
from ingest.report import FileReport, Progress, RejectCount
from ingest.staging import Staging

_MOSTLY = 0.5  # a table that loses more of its rows than this is mapped wrongly


@dataclass(frozen=True)
class Gathered:
    """What reading found: figures by file; the facts themselves are in the staging."""

    files: tuple[FileReport, ...]
    reasons: tuple[RejectCount, ...]
    values: int
    seconds: float

    def rows(self, kind: str) -> int:
        """Rows 'read', 'loaded' or 'rejected' over all files."""
        return sum(getattr(file, f"rows_{kind}") for file in self.files)


@contextmanager
def _without_collection() -> Iterator[None]:
    """No garbage collection: reading makes millions of small objects and no cycles (30% faster)."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _lookups(inputs: list[Input], plans: list[TablePlan]) -> dict[str, Lookup]:
    """What entities are known as in their own tables; of several, the first by id."""
    every: dict[str, dict[str, set[str]]] = {}
    for given, plan in zip(inputs, plans, strict=True):
        if any(entity.known_as for entity in given.table.entities.values()):
            for chunk in read_chunks(given.layout, given.blocks()):
                for name, known in plan.known_as(chunk).items():
                    for number, ids in known.items():
                        every.setdefault(name, {}).setdefault(number, set()).update(ids)
    return {name: {n: min(ids) for n, ids in known.items()} for name, known in every.items()}


def gather_all(
    inputs: list[Input], mapping: Mapping, staging: Staging, rejects: Rejects, progress: Progress
) -> Gathered:
    """Read and check every row of every input before anything is written."""
    with _without_collection():
        return _gather(inputs, mapping, staging, rejects, progress)


def _gather(
    inputs: list[Input], mapping: Mapping, staging: Staging, rejects: Rejects, progress: Progress
) -> Gathered:
    began = time.perf_counter()
    caches: Caches = {}
    plans = [TablePlan(given, mapping, caches) for given in inputs]
    lookups = _lookups(inputs, plans)
    files, read = [], 0
    for number, (given, plan) in enumerate(zip(inputs, plans, strict=True)):
        rows, loaded, lost, values = 0, 0, rejects.rows, rejects.values
        for chunk in read_chunks(given.layout, given.blocks()):
            rows += len(chunk) + len(chunk.ragged)
            loaded += plan.gather(chunk, lookups, staging, rejects, number)
            progress("read", read + rows, None)
        read += rows
        file = FileReport(
            table=given.name,
            file=given.file,
            sha256=given.sha256,
            encoding=given.layout.encoding,
            delimiter=given.layout.delimiter,
            rows_read=rows,
            rows_loaded=loaded,
            rows_rejected=rejects.rows - lost,
            values_rejected=rejects.values - values,
        )
        if file.rows_read != file.rows_loaded + file.rows_rejected:
            raise StoreError(
                f"{file.file}: {rows} rows were read, but {loaded} loaded and {file.rows_rejected} "
                "rejected; nothing was written. Please report this as a fault of Ringleader."
            )
        files.append(file)
    reasons = tuple(
        RejectCount(file=file, column=column, reason=reason, count=count)
        for (file, column, reason), count in sorted(rejects.counts.items())
    )
    return Gathered(tuple(files), reasons, rejects.values, time.perf_counter() - began)


def check_rejects(
    gathered: Gathered, rejects: Rejects, path: Path | None, most: int | None
) -> None:
    """Stop a run that is mostly wrong, before anything is written."""
    see = f"see {path} for each" if path else "run it without --dry-run to list them"
    if most is not None and rejects.rows > most:
        raise InputError(
            f"{rejects.rows} rows were rejected, more than the {most} allowed; nothing was loaded: "
            f"{see}, then correct the file or the mapping, or raise --max-rejects."
        )
    for file in gathered.files if most is None else ():
        if file.rows_rejected > max(_MOSTLY * file.rows_read, 1):
            worst = max((r for r in gathered.reasons if r.file == file.file), key=lambda r: r.count)
            raise InputError(
                f"{file.file}: {file.rows_rejected} of {file.rows_read} rows were rejected, most "
                f"for column {worst.column!r} ({worst.reason}); nothing was loaded: {see}, then "
                "correct the file or the mapping, or allow it by --max-rejects."
            )
