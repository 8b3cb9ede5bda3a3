"""Data quality of a source: what each column holds, and how much of it can be used.

Chunks of rows become figures; memory is bounded, as distinct values are counted on disk.
"""

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict

from graph.provenance.database import Database
from graph.values import Scalar
from graph.values.model import REASONS
from graph.values.suspicion import suspicions
from ingest.cells import Cells
from ingest.chunk import Chunk
from ingest.readings import Column, Reading
from ingest.refused import Positions

SHARED = 10
"""Values of a column that are listed."""
SUSPECTS = 10_000
"""The most shared values of a column, which are judged for suspicion."""
_UNREAD = -1  # stands for a reading where there is none
_PLACEHOLDER = REASONS.index("placeholder")
_MOST_WORDS = 1000  # different placeholders of a column that are counted


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class SharedValue(_Frozen):
    """A value that several rows have; `holders` are counted where the mapping says whose it is."""

    value: str
    kind: str | None  # value type that read it
    personal: bool
    rows: int
    holders: int | None
    suspicions: tuple[str, ...] = ()  # message ids


class Placeholder(_Frozen):
    """What people wrote where they had no value; it was refused."""

    text: str
    rows: int


class ColumnQuality(_Frozen):
    """What one column of one table holds."""

    column: str
    kinds: tuple[str, ...]  # value types that read it, by the row; none for words of the mapping
    used: bool  # by the mapping
    filled: int  # cells with text
    valid: int  # of these, cells that can be used; all where nothing reads the column
    reasons: Mapping[str, int]  # why others can't: by reason
    distinct: int  # different values among those that can be used
    held_by: str | None  # column that says who holds the value
    shared: tuple[SharedValue, ...]  # most shared first
    suspicious: tuple[SharedValue, ...]
    placeholders: tuple[Placeholder, ...]


class TableQuality(_Frozen):
    """One table of a source."""

    table: str
    files: tuple[str, ...]
    rows: int
    ragged: int  # rows with more or fewer cells than the header
    columns: tuple[ColumnQuality, ...]


class SourceQuality(_Frozen):
    """All that a source's last delivery held."""

    source: str
    title: str
    invented: bool
    measured: str  # digest of what was measured
    tables: tuple[TableQuality, ...]


@dataclass(frozen=True)
class ReadAs:
    """One use of a column, in the rows that have the words of `when`."""

    reading: Reading
    when: Mapping[str, str | list[str]]
    personal: bool
    judged: bool  # its values are judged for suspicion


@dataclass(frozen=True)
class ColumnPlan:
    """How one column is measured: by what reads it, which is nothing for words and unused ones."""

    name: str
    used: bool
    reads: tuple[ReadAs, ...]
    held_by: str | None


@dataclass
class _Figures:
    filled: int = 0
    valid: int = 0
    reasons: Counter[str] = field(default_factory=Counter)
    placeholders: Counter[str] = field(default_factory=Counter)


class Measure:
    """Adds up the chunks of one table; `spill` is a directory for what memory doesn't hold."""

    def __init__(
        self,
        plans: Iterable[ColumnPlan],
        words: Mapping[str, Mapping[str, str]],
        database: duckdb.DuckDBPyConnection,
        spill: Path,
    ) -> None:
        """`words`: per column, forms with the word that each stands for (see Cells)."""
        self.plans, self._words = list(plans), words
        self._database = Database(database, spill)
        self._figures = {plan.name: _Figures() for plan in self.plans}
        self.rows = self.ragged = 0
        self._database.run(
            "CREATE OR REPLACE TABLE seen "
            '("column" INTEGER, read INTEGER, value VARCHAR, holder VARCHAR, rows BIGINT)'
        )

    def add(self, chunk: Chunk) -> None:
        """Count the rows of a chunk."""
        self.rows += len(chunk)
        self.ragged += len(chunk.ragged)
        cells = Cells(chunk, self._words)
        for number, plan in enumerate(self.plans):
            self._add_column(number, plan, cells)

    def _add_column(self, number: int, plan: ColumnPlan, cells: Cells) -> None:
        figures, written = self._figures[plan.name], cells.chunk.column(plan.name)
        filled = _mask(pc.not_equal(written, ""))
        usable = np.zeros(len(cells), np.bool_) if plan.reads else filled.copy()
        for at, read in enumerate(plan.reads):
            found = read.reading.many(cells)
            lines = found.take(cells.matching(read.when)[found.rows])
            usable[lines.rows] = True
            bad, good = lines.take(~lines.good), lines.take(lines.good)
            self._refuse(figures, written, bad)
            usable[bad.rows] = False
            texts = good.cleaned.values.cast(pa.string()).take(pa.array(good.codes))
            if read.reading.kind.name == "money":  # as written: the currency stands elsewhere
                texts = written.take(pa.array(good.rows))
            self._insert(number, at, plan, cells.chunk, good.rows, texts)
        for part in cells.refused:
            if part.column == plan.name:
                usable[part.rows] = False
                figures.reasons["unknown_word"] += len(part)
        if not plan.reads:
            rows = np.flatnonzero(usable)
            words = cells.column(plan.name).take(pa.array(rows))
            self._insert(number, _UNREAD, plan, cells.chunk, rows, words)
        figures.filled += int(filled.sum())
        figures.valid += int((filled & usable).sum())

    def _refuse(self, figures: _Figures, written: pa.Array, bad: Column) -> None:
        reasons = bad.cleaned.reasons[bad.codes]
        for code, count in zip(*np.unique(reasons, return_counts=True), strict=True):
            figures.reasons[REASONS[code]] += int(count)
        self._count_placeholders(figures, written.take(pa.array(bad.rows[reasons == _PLACEHOLDER])))

    @staticmethod
    def _count_placeholders(figures: _Figures, texts: pa.Array) -> None:
        for each in texts.value_counts().to_pylist():
            if len(figures.placeholders) < _MOST_WORDS or each["values"] in figures.placeholders:
                figures.placeholders[each["values"]] += each["counts"]

    def _insert(
        self,
        number: int,
        read: int,
        plan: ColumnPlan,
        chunk: Chunk,
        rows: Positions,
        values: pa.Array,
    ) -> None:
        holders = pa.nulls(len(rows), pa.string())
        if plan.held_by:
            holders = chunk.column(plan.held_by).take(pa.array(rows))
        lines = pa.table({"value": values, "holder": holders})
        self._database.with_added(
            lines,
            f"INSERT INTO seen SELECT {number}, {read}, value, holder, count(*) "  # noqa: S608
            "FROM added GROUP BY ALL",
        )

    def columns(self) -> tuple[ColumnQuality, ...]:
        """What the columns hold."""
        return tuple(self._column(number, plan) for number, plan in enumerate(self.plans))

    def _column(self, number: int, plan: ColumnPlan) -> ColumnQuality:
        figures = self._figures[plan.name]
        self._database.run(
            "CREATE OR REPLACE TABLE shared AS SELECT read, value, sum(rows)::BIGINT AS rows, "  # noqa: S608
            f"{'count(DISTINCT holder)' if plan.held_by else 'NULL'} AS holders "
            f'FROM seen WHERE "column" = {number} GROUP BY read, value'
        )
        (distinct,) = self._database.rows("SELECT count(*) FROM shared")[0]
        judged = [
            _shared(plan, *line)
            for line in self._database.rows(
                "SELECT read, value, rows, holders FROM shared "  # noqa: S608
                "WHERE coalesce(holders, rows) > 1 "
                f"ORDER BY coalesce(holders, rows) DESC, rows DESC, value LIMIT {SUSPECTS}"
            )
        ]
        words = sorted(figures.placeholders.items(), key=lambda item: (-item[1], item[0]))
        return ColumnQuality(
            column=plan.name,
            kinds=tuple(dict.fromkeys(read.reading.kind.name for read in plan.reads)),
            used=plan.used,
            filled=figures.filled,
            valid=figures.valid,
            reasons=dict(sorted(figures.reasons.items())),
            distinct=distinct,
            held_by=plan.held_by,
            shared=tuple(judged[:SHARED]),
            suspicious=tuple(each for each in judged if each.suspicions)[:SHARED],
            placeholders=tuple(Placeholder(text=text, rows=n) for text, n in words[:SHARED]),
        )


def scalar(kind: str, text: str) -> Scalar:
    """A cleaned value of this type, from how it is listed."""
    if kind == "date":
        return datetime.date.fromisoformat(text)
    return int(text) if kind == "integer" else text


def _shared(plan: ColumnPlan, read: int, value: str, rows: int, holders: int | None) -> SharedValue:
    """A shared value with what is suspicious about it."""
    if read == _UNREAD:
        personal = not plan.used
        return SharedValue(value=value, kind=None, personal=personal, rows=rows, holders=holders)
    by = plan.reads[read]
    kind = by.reading.kind.name
    odd = suspicions(kind, scalar(kind, value), holders or 0) if by.judged else ()
    return SharedValue(
        value=value, kind=kind, personal=by.personal, rows=rows, holders=holders, suspicions=odd
    )


def _mask(column: pa.Array) -> NDArray[np.bool_]:
    return np.asarray(column.to_numpy(zero_copy_only=False), np.bool_)
