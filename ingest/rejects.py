"""The rejects file: every value and row that was lost, masked, with where it stands and why."""

import csv
import unicodedata
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType

from graph.language import say
from graph.provenance.files import disk_error
from graph.values import Reason
from ingest.readings import Rejected

_LONGEST = 40
HEADER = ("file", "row", "column", "value", "lost", "reason", "explanation")


def shape(text: str) -> str:
    """The text with its letters and digits hidden but its form kept: '12/XX' is '99/AA'."""
    signs = []
    for sign in text[:_LONGEST]:
        kind = unicodedata.category(sign)
        plain = {"Nd": "9", "Lu": "A", "Ll": "a", "Lo": "字", "Lt": "A", "Lm": "a"}.get(kind)
        signs.append(plain or ("9" if kind[0] == "N" else " " if kind[0] in "CZM" else sign))
    return "".join(signs) + ("…" if len(text) > _LONGEST else "")


class Rejects:
    """Counts rejected values and rows, and writes them to a file when there is one."""

    def __init__(self, path: Path | None, lang: str) -> None:
        self._path, self._lang = path, lang
        self.counts: Counter[tuple[str, str, str]] = Counter()  # file, column, reason
        self.values = 0
        self.rows = 0
        try:
            if path is not None:
                path.parent.mkdir(parents=True, exist_ok=True)
            self._file = path.open("w", encoding="utf-8", newline="") if path else None
        except OSError as error:
            raise disk_error(error, path.parent if path else Path()) from error
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

    def add_values(self, file: str, rows: list[int], rejected: Iterable[Rejected]) -> None:
        """Values that were lost from rows that are loaded; each cell counts once."""
        seen: dict[tuple[int, str], Rejected] = {}
        for bad in rejected:
            seen.setdefault((bad.position, bad.column), bad)
        ordered = [seen[place] for place in sorted(seen)]
        self.values += len(ordered)
        self._write(self._line(file, rows[bad.position], bad, "value") for bad in ordered)

    def add_rows(self, file: str, rows: list[int], lost: Iterable[Rejected]) -> None:
        """Rows that were lost, with the value that cost them."""
        ordered = sorted(lost, key=lambda bad: bad.position)
        self.rows += len(ordered)
        self._write(self._line(file, rows[bad.position], bad, "row") for bad in ordered)

    def add_ragged(self, file: str, rows: Iterable[tuple[int, int]]) -> int:
        """Rows (line, number of cells) with other than the header's number of cells."""
        ordered = list(rows)
        self.rows += len(ordered)
        self._write(
            self._line(file, row, Rejected(0, "", f"{cells}", "ragged"), "row")
            for row, cells in ordered
        )
        return len(ordered)

    def _line(self, file: str, row: int, bad: Rejected, lost: str) -> tuple[object, ...]:
        self.counts[file, bad.column, bad.reason] += 1
        return (file, row, bad.column, shape(bad.text), lost, bad.reason, self._say(bad.reason))

    def _say(self, reason: Reason) -> str:
        return say(f"ingest.reason.{reason}", self._lang)

    def _write(self, lines: Iterable[tuple[object, ...]]) -> None:
        ready = list(lines)
        if not self._writer:
            return
        try:
            self._writer.writerows(ready)
        except OSError as error:
            raise disk_error(error, self._path.parent if self._path else Path()) from error
