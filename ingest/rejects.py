"""The rejects file: every value and row that was lost, masked, with where it stands and why."""

import csv
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from types import TracebackType

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from graph.language import say
from graph.provenance.writing import disk_error
from graph.values.model import REASONS
from ingest.chunk import Places
from ingest.refused import Lines

_LONGEST = 40
HEADER = ("file", "row", "column", "value", "lost", "reason", "explanation")
_WORD = pa.dictionary(pa.int32(), pa.string())
LOST_VALUES = pa.schema(
    [("digest", pa.uint64()), ("column", _WORD), ("shape", _WORD), ("reason", _WORD)]
)
"""Values that were lost, by the digest of their row."""


def shape(text: str) -> str:
    """The text with its letters and digits hidden but its form kept: '12/XX' is '99/AA'."""
    signs = []
    for sign in text[:_LONGEST]:
        kind = unicodedata.category(sign)
        plain = {"Nd": "9", "Lu": "A", "Ll": "a", "Lo": "字", "Lt": "A", "Lm": "a"}.get(kind)
        signs.append(plain or ("9" if kind[0] == "N" else " " if kind[0] in "CZM" else sign))
    return "".join(signs) + ("…" if len(text) > _LONGEST else "")


class Rejects:
    """Counts rejected values and rows, and writes them to a file when there is one.

    `keep` gets the values lost from rows that are loaded (LOST_VALUES), to be told again when
    their rows are not read anew.
    """

    def __init__(
        self, path: Path | None, lang: str, keep: Callable[[pa.Table], None] | None = None
    ) -> None:
        self._directory, self._lang = path.parent if path else Path(), lang
        self.counts: Counter[tuple[str, str, str]] = Counter()  # file, column, reason
        self.values = 0
        self.rows = 0
        try:
            if path is not None:
                path.parent.mkdir(parents=True, exist_ok=True)
            self._file = path.open("w", encoding="utf-8", newline="") if path else None
        except OSError as error:
            raise disk_error(error, self._directory) from error
        self._keep = keep
        self._writer = csv.writer(self._file) if self._file else None
        self._write([HEADER])

    def __enter__(self) -> "Rejects":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._file:
            self._file.close()

    def add_values(self, file: str, places: Places, lines: Lines) -> None:
        """Values that were lost from rows that are loaded; each cell stands in `lines` once."""
        self.values += len(lines)
        shapes = _shapes(lines.texts)
        self._tell(file, places.rows[lines.rows], lines, shapes, "value")
        if len(lines) and self._keep:
            self._keep(_lost_values(places.digests[lines.rows], lines, shapes))

    def add_rows(self, file: str, places: Places, lines: Lines) -> None:
        """Rows that were lost, each once, with the value that cost them."""
        self.rows += len(lines)
        self._tell(file, places.rows[lines.rows], lines, _shapes(lines.texts), "row")

    def add_ragged(self, file: str, rows: Sequence[tuple[int, int]]) -> int:
        """Rows (line, number of cells) with other than the header's number of cells."""
        self.rows += len(rows)
        self._write(
            self._line(file, row, "", shape(f"{cells}"), "row", "ragged") for row, cells in rows
        )
        return len(rows)

    def carry(self, file: str, rows: NDArray[np.int64], lines: pa.Table) -> None:
        """Tell values again that were lost from rows of `file` before and are not read anew.

        `rows` are where these rows are now, one for each line; `lines` has the columns column,
        shape and reason of LOST_VALUES. They count as lost values, and are not kept once more.
        """
        self.values += lines.num_rows
        told = (lines[name].to_pylist() for name in ("column", "shape", "reason"))
        self._write(
            self._line(file, row, column, masked, "value", reason)
            for row, column, masked, reason in zip(rows.tolist(), *told, strict=True)
        )

    def _tell(
        self,
        file: str,
        rows: NDArray[np.int64],
        lines: Lines,
        shapes: Sequence[str],
        lost: str,
    ) -> None:
        columns, reasons = lines.columns.to_pylist(), lines.reasons.tolist()
        self._write(
            self._line(file, row, column, masked, lost, REASONS[reason])
            for row, column, masked, reason in zip(
                rows.tolist(), columns, shapes, reasons, strict=True
            )
        )

    def _line(
        self, file: str, row: int, column: str, masked: str, lost: str, reason: str
    ) -> tuple[object, ...]:
        self.counts[file, column, reason] += 1
        explanation = say(f"ingest.reason.{reason}", self._lang)
        return (file, row, column, masked, lost, reason, explanation)

    def _write(self, lines: Iterable[tuple[object, ...]]) -> None:
        ready = list(lines)
        if not self._writer:
            return
        try:
            self._writer.writerows(ready)
        except OSError as error:
            raise disk_error(error, self._directory) from error


def _lost_values(digests: NDArray[np.uint64], lines: Lines, shapes: Sequence[str]) -> pa.Table:
    reasons = pa.DictionaryArray.from_arrays(pa.array(lines.reasons, pa.int32()), pa.array(REASONS))
    columns = [lines.columns.dictionary_encode(), pa.array(shapes, _WORD), reasons]
    return pa.table([pa.array(digests), *columns], schema=LOST_VALUES)


def _shapes(texts: pa.Array) -> list[str]:
    """The shape of each text; each distinct text is masked once."""
    distinct = texts.dictionary_encode()
    shapes = [shape(text) for text in distinct.dictionary.to_pylist()]
    return [shapes[code] for code in distinct.indices.to_pylist()]
