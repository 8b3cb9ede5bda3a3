"""One source row as a fact rests on it, and the columns of the table that lists them."""

from dataclasses import dataclass

import pyarrow as pa


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

    @property
    def caption(self) -> str:
        """How people cite it: 'claims.csv:17'."""
        return f"{self.file}:{self.row}"


PART_SCHEMA = pa.schema(
    [
        ("fact_id", pa.string()),
        ("source", pa.string()),
        ("table", pa.string()),
        ("file", pa.string()),
        ("file_sha256", pa.string()),
        ("row", pa.int32()),
        ("start", pa.int64()),
        ("size", pa.int32()),
        ("digest", pa.uint64()),  # of the row's bytes: the same row in two files is one
        ("date", pa.date32()),  # business date of the row
        ("described", pa.bool_()),  # the row describes the entity, and doesn't just mention it
    ]
)
"""Columns of a part: one line per fact and row it rests on."""
