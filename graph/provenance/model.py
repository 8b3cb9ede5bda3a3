"""One source row as a fact rests on it."""

import datetime
from dataclasses import dataclass, field


@dataclass(frozen=True, order=True)
class SourceRow:
    """One row of one file; `row` is the line where it begins (the header is line 1).

    `start` and `size` find its bytes in the unpacked file, or in the canonical rows that ingest
    wrote of an Excel sheet, where `row` is the sheet's row number.
    """

    source: str
    table: str
    file: str
    file_sha256: str
    row: int
    start: int
    size: int
    date: datetime.date | None = field(default=None, compare=False)  # business date of the row
    encoding: str = field(default="utf-8", compare=False)  # of its bytes, a Python codec
    delimiter: str = field(default=",", compare=False)

    @property
    def caption(self) -> str:
        """How people cite it: 'claims.csv:17'."""
        return f"{self.file}:{self.row}"
