"""Reads delimited files (CSV) in chunks of columns, with the exact place of every row.

A block of bytes is cut into records by numpy; their digests say which are known already; only the
others are parsed, by pyarrow, all columns as text. A block that isn't plainly regular goes through
Python's csv (by_parser.py), which gives the same rows, or the error.
"""

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
from numpy.typing import NDArray

from ingest.chunk import Chunk, Places
from ingest.readers.by_parser import blank, read_block
from ingest.readers.layout import BLOCK, Known, Layout, Window
from ingest.readers.records import Offsets, Records, digests, split

_SPACES = "".join(chr(code) for code in range(0x110000) if chr(code).isspace())
_MULTIBYTE = range(0x30, 0x7F)  # may be part of a character in encodings of several bytes
_LONGEST_LINE_END = 2
Mask = NDArray[np.bool_]
Skip = Callable[[pa.csv.InvalidRow], str]


def read_delimited(
    layout: Layout, blocks: Iterable[bytes], known: Known | None = None, size: int = BLOCK
) -> Iterator[Chunk]:
    """The file's rows under its header, in order; blank rows are skipped.

    `size` is how many bytes are read together. Rows that `known` knows by their digest are not
    parsed. InputError, with the row, when the file can't be read.
    """
    window, delimiter = Window(blocks, layout), _delimiter(layout)
    while window.fill(size):
        records = split(window.buffer, window.ended, delimiter)
        if records is None or not layout.delimiter.isascii():
            chunk = read_block(layout, window, known)
        else:
            chunk = _by_columns(layout, window, records, known) if len(records) else None
        if chunk is None:
            window.grow()
        else:
            yield chunk


def first_row(head: str, delimiter: str) -> list[str]:
    """The cells of the first record of a text."""
    return next(csv.reader(io.StringIO(head, newline=""), delimiter=delimiter), [])


def _delimiter(layout: Layout) -> int | None:
    """The delimiter's byte; None when that byte may also be part of a character."""
    code = ord(layout.delimiter)
    one_byte = len(bytes(range(128, 256)).decode(layout.encoding, "replace")) == 128
    safe = code < 128 and (layout.encoding == "utf-8" or one_byte or code not in _MULTIBYTE)
    return code if safe else None


@dataclass(frozen=True)
class _Parsed:
    """The columns of the known names, and which records they are of."""

    cells: pa.Table
    whole: Mask
    ragged: tuple[tuple[int, int], ...]  # record and its number of cells


def _by_columns(
    layout: Layout, window: Window, records: Records, known: Known | None
) -> Chunk | None:
    """The whole records in the window's buffer, which it then drops; see by_parser.read_block."""
    filled = records.sizes > 0
    filled[: window.record == 1] = False  # the header
    at = np.flatnonzero(filled)
    block, starts, sizes = window.buffer, records.starts[at], records.sizes[at]
    rows = window.record + at if layout.by_record else window.line + records.lines[at]
    hashes = digests(block, starts, sizes)
    places = Places(rows, window.start + starts, sizes.astype(np.int32), hashes)
    seen = known(hashes) if known else np.zeros(len(places), np.bool_)
    new = np.flatnonzero(~seen)
    parsed = _parse(layout, _Rows(block, starts[new], sizes[new], records.quoted))
    if parsed is None:
        return read_block(layout, window, known)
    window.drop(records.used, records.newlines, len(records))
    own = places.take(new)
    ragged = tuple((int(own.rows[record]), cells) for record, cells in parsed.ragged)
    return Chunk(own.take(parsed.whole), parsed.cells, ragged, places.take(seen))


@dataclass(frozen=True)
class _Rows:
    """Records of a block that are to be parsed; none is empty."""

    block: bytes
    starts: Offsets
    sizes: Offsets
    quoted: bool

    def __len__(self) -> int:
        return len(self.starts)

    def record(self, at: int) -> bytes:
        """One of them."""
        return self.block[self.starts[at] : self.starts[at] + self.sizes[at]]

    def together(self) -> bytes:
        """All of them as lines; what stands between two that are neighbours is only line ends."""
        ends = self.starts + self.sizes
        gaps = np.flatnonzero(self.starts[1:] - ends[:-1] > _LONGEST_LINE_END)
        firsts = self.starts[np.concatenate(([0], gaps + 1))].tolist()
        lasts = ends[np.concatenate((gaps, [len(self) - 1]))].tolist()
        runs = [self.block[a:b] for a, b in zip(firsts, lasts, strict=True)]
        return b"\n".join((*runs, b""))


def _parse(layout: Layout, rows: _Rows) -> _Parsed | None:
    """The cells of these rows; None when only a parser that looks at each can tell them."""
    names = {f"{at}": name for at, name in enumerate(layout.header) if name}
    if not len(rows):
        nothing = pa.table({name: pa.array([], pa.string()) for name in names.values()})
        return _Parsed(nothing, np.empty(0, np.bool_), ())
    try:
        text = _utf8(rows.together(), layout.encoding)
    except (UnicodeDecodeError, pa.ArrowInvalid):
        return None
    whole, odd = np.ones(len(rows), np.bool_), list[int]()
    try:
        table = _read(layout, text, list(names), rows.quoted)
    except pa.ArrowInvalid:
        table, odd = _read_ragged(layout, text, list(names), rows.quoted)
        whole[odd] = False
    if table is None or table.num_rows != whole.sum():
        return None
    cells = pa.table({name: _stripped(table[at]) for at, name in names.items()})
    ragged = [(at, _cells(rows.record(at), layout)) for at in odd]
    suspects = np.flatnonzero(whole)[_empty(cells)]  # the unknown columns may have text
    empty = [int(at) for at in suspects if blank(_cells(rows.record(at), layout))]
    if empty:
        kept = whole.copy()
        kept[empty] = False
        cells, whole = cells.filter(pa.array(kept[whole])), kept
    found = tuple((at, len(row)) for at, row in ragged if not blank(row))
    return _Parsed(cells, whole, found)


def _utf8(text: bytes, encoding: str) -> bytes:
    """The text in UTF-8; an error when it isn't of its encoding."""
    if encoding != "utf-8":
        return text.decode(encoding).encode()
    if not text.isascii():
        ends = pa.array([0, len(text)], pa.int32()).buffers()[1]
        pa.BinaryArray.from_buffers(pa.binary(), 1, [None, ends, pa.py_buffer(text)]).cast("string")
    return text


def _read(
    layout: Layout, text: bytes, wanted: list[str], quoted: bool, skip: Skip | None = None
) -> pa.Table:
    columns = [f"{at}" for at in range(len(layout.header))]
    return pa.csv.read_csv(
        pa.BufferReader(text),
        read_options=pa.csv.ReadOptions(
            column_names=columns, block_size=len(text) + 1, use_threads=skip is None
        ),
        parse_options=pa.csv.ParseOptions(
            delimiter=layout.delimiter,
            quote_char='"' if quoted else False,
            newlines_in_values=quoted,
            invalid_row_handler=skip,
        ),
        convert_options=pa.csv.ConvertOptions(
            check_utf8=False,
            column_types=dict.fromkeys(columns, pa.string()),
            include_columns=wanted or columns[:1],
            null_values=[],
            strings_can_be_null=False,
        ),
    )


def _read_ragged(
    layout: Layout, text: bytes, wanted: list[str], quoted: bool
) -> tuple[pa.Table | None, list[int]]:
    """The rows that have a cell for each column, and the positions of the others."""
    odd: list[int] = []

    def skip(row: pa.csv.InvalidRow) -> str:
        odd.append(row.number - 1)
        return "skip"

    try:
        return _read(layout, text, wanted, quoted, skip), odd
    except pa.ArrowInvalid:
        return None, []


def _stripped(cells: pa.ChunkedArray) -> pa.Array:
    return pc.utf8_trim(cells.combine_chunks(), characters=_SPACES)


def _empty(cells: pa.Table) -> NDArray[np.int64]:
    """The rows in which every cell is empty."""
    rows = np.arange(cells.num_rows)
    for column in cells.columns:
        if not len(rows):
            break
        sizes = pc.binary_length(column).to_numpy()
        rows = rows[sizes[rows] == 0]
    return rows


def _cells(record: bytes, layout: Layout) -> list[str]:
    text = io.StringIO(record.decode(layout.encoding), newline="")
    return next(csv.reader(text, delimiter=layout.delimiter, strict=True))
