"""Canonical rows: CSV in UTF-8, one record a row, for rows that have no bytes of their own.

They are written as they come to a temporary Zstandard file, which is what the provenance keeps.
Its name says whose it is, so that the next command removes what a killed one left.
"""

import csv
import hashlib
import io
import os
import tempfile
import weakref
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Any

import zstandard

from graph.provenance.writing import TEMPORARY, disk_error, remove_abandoned, temporary_of_us
from ingest.readers.delimited import first_row
from ingest.readers.layout import Layout
from ingest.readers.opening import open_file

_TOGETHER = 1 << 20
_HEAD = 1 << 16


def remove_abandoned_rows() -> None:
    """Delete rows that killed commands left in this machine's directory for temporary files."""
    remove_abandoned(Path(tempfile.gettempdir()))


class CanonicalRows:
    """Rows that have been written; the file is gone when nobody holds them any more."""

    def __init__(self) -> None:
        handle, name = tempfile.mkstemp(prefix=f"{temporary_of_us()}rows.", suffix=TEMPORARY)
        os.close(handle)
        self.path = Path(name)
        self.head = b""  # how they begin
        self.sha256 = ""
        self._gone = weakref.finalize(self, self.path.unlink, missing_ok=True)

    def blocks(self) -> Iterator[bytes]:
        """The rows' bytes."""
        return open_file(self.path)

    @property
    def header(self) -> list[str]:
        """The cells of the first row."""
        return first_row(self.head.decode("utf-8", "replace"), ",")

    def layout(self, called: Path, columns: tuple[str, ...]) -> Layout:
        """How they are written; `called` names the file in messages."""
        return Layout(called, "utf-8", ",", 0, columns, by_record=True)


class CanonicalWriter:
    """Writes canonical rows; `rows` may be read when the block has ended."""

    def __init__(self) -> None:
        self.rows = CanonicalRows()
        self._text, self._sha256 = io.StringIO(), hashlib.sha256()
        self._csv = csv.writer(self._text, lineterminator="\n")

    def __enter__(self) -> "CanonicalWriter":
        self._file = self.rows.path.open("wb")
        self._packer = zstandard.ZstdCompressor(level=3).compressobj()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            if error is None:
                self.flush()
                self._file.write(self._packer.flush())
                self.rows.sha256 = self._sha256.hexdigest()
            self._file.close()
        except OSError as full:
            raise disk_error(full, self.rows.path.parent) from full

    def add(self, cells: Iterable[Any]) -> None:
        """One row of texts."""
        self._csv.writerow(cells)
        if self._text.tell() > _TOGETHER:
            self.flush()

    def add_bytes(self, rows: bytes) -> None:
        """Rows that are written as CSV already, after those that were flushed."""
        if len(self.rows.head) < _HEAD:
            self.rows.head += rows[:_HEAD]
        self._sha256.update(rows)
        try:
            self._file.write(self._packer.compress(rows))
        except OSError as full:
            raise disk_error(full, self.rows.path.parent) from full

    def flush(self) -> None:
        """Write the rows that were added."""
        rows = self._text.getvalue().encode()
        self._text.seek(0)
        self._text.truncate()
        if rows:
            self.add_bytes(rows)
