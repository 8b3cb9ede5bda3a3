"""Matches the header of a file with the columns that its table knows."""

import difflib
from collections.abc import Sequence
from dataclasses import dataclass

from graph.errors import InputError
from graph.language import Said, failure
from graph.values.model import tidy
from ingest.mapping import Mapping, Table
from ingest.report import Warned
from ingest.sheets import SHEETS

_SIMILAR = 0.8


@dataclass(frozen=True)
class Header:
    """The columns of a file as the mapping calls them, '' where it knows none."""

    written: tuple[str, ...]
    columns: tuple[str, ...]
    unknown: tuple[str, ...]
    missing: tuple[str, ...]

    @property
    def known(self) -> int:
        """How many columns the mapping knows."""
        return sum(1 for name in self.columns if name)

    def used(self, table: Table) -> tuple[str, ...]:
        """The columns that rows are read for, '' for all others."""
        read = set(table.columns())
        return tuple(name if name in read else "" for name in self.columns)

    def warnings(self, file: str) -> tuple[Warned, ...]:
        """What is odd but no error: unknown columns."""
        if not self.unknown:
            return ()
        return (Warned(file=file, what="unknown_columns", columns=self.unknown),)

    def check(self, file: str, table: Table) -> None:
        """Raise InputError when a column is doubled or one that is needed is missing."""
        names = [name for name in self.columns if name]
        if doubled := sorted({name for name in names if names.count(name) > 1}):
            raise failure(InputError, "ingest.error.column_twice", file=file, column=doubled[0])
        needed = [name for name in self.missing if not table.lenient or name in table.needed()]
        near = {name: self._near(name) for name in self.missing}
        wrong = [name for name in self.missing if near[name] or name in needed]
        if wrong:
            raise failure(
                InputError,
                "ingest.error.column_missing",
                file=file,
                names=[_named(name, near[name]) for name in wrong],
                written=list(self.written),
            )

    def _near(self, name: str) -> str | None:
        close = difflib.get_close_matches(name, self.unknown, n=1, cutoff=_SIMILAR)
        return close[0] if close else None


def _named(column: str, near: str | None) -> Said:
    if near is None:
        return Said("ingest.error.column", {"column": column})
    return Said("ingest.error.column_similar", {"column": column, "near": near})


def known_names(table: Table, mapping: Mapping) -> dict[str, str]:
    """Folded header to column, with the template's Chinese headers where the mapping says so."""
    known = {name.casefold(): name for name in (*table.columns(), *table.ignore)}
    if mapping.headers == "sheets":
        for sheet in SHEETS:
            if mapping.tables.get(sheet.name) is table:
                known |= {c.zh: c.name for c in sheet.columns if c.name.casefold() in known}
    return known


def match_header(written: Sequence[str], table: Table, mapping: Mapping) -> Header:
    """Match the cells of a header line; the order of columns doesn't matter."""
    known = known_names(table, mapping)
    cells = tuple(tidy(cell) for cell in written)
    columns = tuple(known.get(cell.casefold(), "") for cell in cells)
    unknown = tuple(cell for cell, name in zip(cells, columns, strict=True) if cell and not name)
    missing = tuple(name for name in table.columns() if name not in columns)
    return Header(cells, columns, unknown, missing)
