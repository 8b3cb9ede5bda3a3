"""The run report: what came in, what was lost and why, what the graph got."""

from collections.abc import Callable, Mapping
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from graph.language import say

Progress = Callable[[str, int, int | None], None]
"""Called as progress(step, done, total); steps are 'read', 'sorting' (of millions of facts),
'provenance', 'loading' and 'indexes' (a first load) or 'nodes' and 'links', and 'same'."""


def silent(step: str, done: int, total: int | None) -> None:
    """Progress that nobody watches."""


Cell = str | int | float | bool | None


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class FileReport(_Frozen):
    """One file, or sheet, of one table."""

    table: str
    file: str
    sha256: str
    encoding: str
    delimiter: str
    rows_read: int
    rows_loaded: int
    rows_rejected: int
    rows_known: int  # of those loaded: read by an earlier run, and not again
    values_rejected: int


class Example(_Frozen):
    """One entity that a dry run found, for a person to see whether the mapping is right."""

    table: str
    label: str
    properties: Mapping[str, Cell]


class RejectCount(_Frozen):
    """How often one column lost a value, or a row, for one reason."""

    file: str
    column: str
    reason: str  # said by `ingest.reason.<reason>`
    count: int


class Warned(_Frozen):
    """What is odd about a file, but no error; said by `ingest.warning.<what>`."""

    file: str
    what: str
    columns: tuple[str, ...] = ()
    count: int = 0

    def said(self, lang: str) -> str:
        """One sentence in `lang`."""
        what = f"ingest.warning.{self.what}"
        return say(what, lang, file=self.file, columns=self.columns, count=self.count)


class RunReport(_Frozen):
    """One run of ingest; rows read are rows loaded plus rows rejected, checked."""

    run: str  # id of the IngestRun
    source: str
    title: str
    invented: bool
    dry_run: bool
    full: bool  # what this delivery no longer has was retired
    unchanged: bool  # the same files were loaded last time: nothing was done
    resumed: bool  # an earlier run of the same files had been broken off
    files: tuple[FileReport, ...]
    rows_read: int
    rows_loaded: int
    rows_rejected: int
    rows_known: int
    values_rejected: int
    rejects: Path | None  # file with every lost value and row
    reasons: tuple[RejectCount, ...]
    warnings: tuple[Warned, ...]
    nodes: Mapping[str, int]  # by label: those that are new or changed
    links: Mapping[str, int]  # by type
    retired: Mapping[str, int]  # by label and type: no row tells of them any more
    examples: tuple[Example, ...] = ()
    not_described: Mapping[str, int]  # by label: referred to, but no row describes them
    seconds: float
    seconds_reading: float
