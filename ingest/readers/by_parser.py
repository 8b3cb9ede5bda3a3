"""Reads a block of delimited text record by record with Python's csv: exact for any text.

Ten times slower than the way by columns (delimited.py), it reads what is not plainly regular, and
says what is wrong with a block that can't be read.
"""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from graph.errors import InputError
from graph.language import failure
from graph.provenance import row_digests
from ingest.chunk import Chunk, Places
from ingest.readers.layout import LONGEST, Known, Layout, Piece


@dataclass(frozen=True)
class Record:
    """One record: its cells, where it is, and its bytes without the line end."""

    cells: list[str]
    row: int
    start: int
    raw: bytes


class _Lines:
    """The lines of a block as text, remembering the bytes of the record being read."""

    def __init__(self, block: bytes, encoding: str) -> None:
        self._lines = iter(io.BytesIO(block))
        self._encoding = encoding
        self.raw: list[bytes] = []
        self.exhausted = False

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = next(self._lines, b"")
        if not line:
            self.exhausted = True
            raise StopIteration
        self.raw.append(line)
        return line.decode(self._encoding)


def read_block(layout: Layout, piece: Piece, known: Known | None) -> Chunk | None:
    """The whole records of the piece, which then drops them.

    None when even the first is longer than the buffer. InputError, with the row, when text is not
    of the file's encoding or its quotes mean nothing.
    """
    headed = piece.record == 1
    records = _records(layout, piece)
    if not records:
        return None
    return _chunk(layout, records[headed:], known)


def _records(layout: Layout, piece: Piece) -> list[Record]:
    csv.field_size_limit(LONGEST)  # for the process: 128 kB is too short for some remarks
    whole = len(piece.buffer) if piece.ended else piece.buffer.rfind(b"\n") + 1
    lines = _Lines(piece.buffer[:whole], layout.encoding)
    reader = csv.reader(lines, delimiter=layout.delimiter, strict=True)
    records: list[Record] = []
    line, start = piece.line, piece.start
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            break
        except (csv.Error, UnicodeDecodeError) as error:
            if lines.exhausted and not piece.ended:
                break  # the last record goes on
            raise _broken(layout, line, error) from None
        raw = b"".join(lines.raw)
        row = piece.record + len(records) if layout.by_record else line
        records.append(Record(cells, row, start, raw.rstrip(b"\r\n")))
        line, start = line + len(lines.raw), start + len(raw)
        lines.raw = []
    piece.drop(start - piece.start, line - piece.line, len(records))
    return records


def _chunk(layout: Layout, records: list[Record], known: Known | None) -> Chunk:
    width = len(layout.header)
    filled = [record for record in records if record.raw]
    places = places_of(filled)
    seen = known(places.digests) if known else np.zeros(len(places), np.bool_)
    new = [r for r, is_known in zip(filled, seen.tolist(), strict=True) if not is_known]
    full = [record for record in new if not blank(record.cells)]
    ragged = tuple((r.row, len(r.cells)) for r in full if len(r.cells) != width)
    whole = [record for record in full if len(record.cells) == width]
    cells = {
        name: pa.array([record.cells[at].strip() for record in whole], pa.string())
        for at, name in enumerate(layout.header)
        if name
    }
    return Chunk(places_of(whole), pa.table(cells), ragged, places.take(seen))


def blank(cells: list[str]) -> bool:
    """True when no cell has a text."""
    return not any(map(str.strip, cells))


def places_of(records: list[Record]) -> Places:
    """Where these records are."""
    return Places(
        np.array([record.row for record in records], np.int64),
        np.array([record.start for record in records], np.int64),
        np.array([len(record.raw) for record in records], np.int32),
        row_digests(record.raw for record in records),
    )


def _broken(layout: Layout, row: int, error: Exception) -> InputError:
    if isinstance(error, UnicodeDecodeError):
        return failure(
            InputError,
            "ingest.error.row_encoding",
            path=layout.path,
            row=str(row),
            encoding=layout.encoding,
        )
    if "new-line" in str(error):
        return failure(InputError, "ingest.error.line_end", path=layout.path, row=str(row))
    return failure(InputError, "ingest.error.open_quote", path=layout.path, row=str(row))
