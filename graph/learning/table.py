"""Features of claims as a table, and the verdicts that are known of them."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float64]
Flags = NDArray[np.bool_]
Places = NDArray[np.int64]


@dataclass(frozen=True)
class Table:
    """One row a claim, one column a feature; NaN where it isn't known."""

    names: tuple[str, ...]
    values: Values  # rows x names

    def column(self, name: str) -> Values:
        """One feature of all rows."""
        return self.values[:, self.names.index(name)]

    def only(self, names: tuple[str, ...]) -> "Table":
        """These features in this order; one the table lacks is NaN throughout."""
        missing = np.full(len(self.values), np.nan)
        columns = [self.column(n) if n in self.names else missing for n in names]
        return Table(names, columned(columns, len(self.values)))


def columned(columns: list[Values], rows: int) -> Values:
    """Columns side by side, also when there is none."""
    return np.column_stack(columns) if columns else np.zeros((rows, 0))


def joined(*tables: Table) -> Table:
    """The features of several tables over the same rows."""
    names = tuple(name for table in tables for name in table.names)
    return Table(names, np.hstack([table.values for table in tables]))


@dataclass(frozen=True)
class Labels:
    """What is known of each claim; where both are False, nothing is."""

    confirmed: Flags
    cleared: Flags

    @property
    def known(self) -> Flags:
        """Where there is a verdict."""
        return self.confirmed | self.cleared

    @property
    def places(self) -> Places:
        """Rows with a verdict."""
        return np.flatnonzero(self.known)

    def without(self, rows: Places) -> "Labels":
        """The same, had nobody decided on these rows."""
        confirmed, cleared = self.confirmed.copy(), self.cleared.copy()
        confirmed[rows] = cleared[rows] = False
        return Labels(confirmed, cleared)

    def where(self, kept: Flags) -> "Labels":
        """Only the verdicts on these rows."""
        return Labels(self.confirmed & kept, self.cleared & kept)
