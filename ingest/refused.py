"""What was refused in a chunk: values and rows, as columns, with where they stand and why."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from graph.values import Reason
from graph.values.model import REASONS

Positions = NDArray[np.int64]
"""Rows of a chunk, counted from 0."""

GOOD = -1
"""Stands for a reason where there is none: nothing was refused."""


def reason_code(reason: Reason) -> int:
    """Where the reason stands in REASONS: columns keep reasons as small numbers."""
    return REASONS.index(reason)


@dataclass(frozen=True)
class Refused:
    """Cells of one column that were refused: equal-length arrays, one line per refusal."""

    rows: Positions
    column: str  # '' for a constant
    texts: pa.Array  # what stands in the cells
    reasons: NDArray[np.int8]  # positions in REASONS

    def __len__(self) -> int:
        return len(self.rows)

    @classmethod
    def alike(cls, rows: Positions, column: str, texts: pa.Array, reason: Reason) -> "Refused":
        """Cells that were all refused for one reason."""
        return cls(rows, column, texts, np.full(len(rows), reason_code(reason), np.int8))

    def take(self, which: NDArray[Any]) -> "Refused":
        """Only the lines at these positions, or where a boolean mask is true."""
        texts = (
            self.texts.filter(pa.array(which)) if which.dtype == bool else self.texts.take(which)
        )
        return Refused(self.rows[which], self.column, texts, self.reasons[which])


@dataclass(frozen=True)
class Lines:
    """Refusals of several columns together, in order of row and column."""

    rows: Positions
    columns: pa.Array
    texts: pa.Array
    reasons: NDArray[np.int8]

    def __len__(self) -> int:
        return len(self.rows)


def cells_once(refused: Iterable[Refused]) -> Lines:
    """All refusals, of each cell only the first that was found."""
    parts = [part for part in refused if len(part)]
    names = sorted({part.column for part in parts})
    columns = [np.full(len(part), names.index(part.column)) for part in parts]
    rows = np.concatenate([np.empty(0, np.int64), *(part.rows for part in parts)])
    cell = rows * len(names) + np.concatenate([np.empty(0, np.int64), *columns])
    return _lines(parts, np.unique(cell, return_index=True)[1])


def rows_once(refused: Iterable[Refused], unknown: Sequence[Refused]) -> Lines:
    """All refusals, of each row only the first that was found.

    A cell that counts as empty because its word is unknown (`unknown`) is told as such.
    """
    parts = [_explained(part, unknown) for part in refused if len(part)]
    rows = np.concatenate([np.empty(0, np.int64), *(part.rows for part in parts)])
    return _lines(parts, np.unique(rows, return_index=True)[1])


def _explained(part: Refused, unknown: Sequence[Refused]) -> Refused:
    for other in unknown:
        if other.column == part.column:
            mine, theirs = (
                found for found in np.intersect1d(part.rows, other.rows, return_indices=True)[1:]
            )
            texts, reasons = part.texts.to_pylist(), part.reasons.copy()
            for at, text in zip(mine, other.texts.take(pa.array(theirs)).to_pylist(), strict=True):
                texts[at] = text
            reasons[mine] = other.reasons[theirs]
            part = Refused(part.rows, part.column, pa.array(texts, pa.string()), reasons)
    return part


def _lines(parts: Sequence[Refused], which: Positions) -> Lines:
    names = [pa.array([part.column] * len(part), pa.string()) for part in parts]
    chosen, nothing = pa.array(which), pa.array([], pa.string())
    return Lines(
        np.concatenate([np.empty(0, np.int64), *(part.rows for part in parts)])[which],
        pa.concat_arrays([nothing, *names]).take(chosen),
        pa.concat_arrays([nothing, *(part.texts for part in parts)]).take(chosen),
        np.concatenate([np.empty(0, np.int8), *(part.reasons for part in parts)])[which],
    )
