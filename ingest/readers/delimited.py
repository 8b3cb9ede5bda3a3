"""Reads delimited files (CSV) in chunks of columns, with the exact place of every row.

A block of bytes is cut into records by numpy; their digests say which are known already; only the
others are parsed, by pyarrow, all columns as text. A block that isn't plainly regular goes through
Python's csv (by_parser.py), which gives the same rows, or the error.
"""

import csv
import io
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import cast

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
from numpy.typing import NDArray

from graph.errors import InputError
from ingest.chunk import Chunk, Places
from ingest.readers.by_parser import blank, read_block
from ingest.readers.layout import BLOCK, Known, Layout, Piece, Window
from ingest.readers.records import Offsets, Records, digests, split

_SPACES = "".join(chr(code) for code in range(0x110000) if chr(code).isspace())
_MULTIBYTE = range(0x30, 0x7F)  # may be part of a character in encodings of several bytes
_LONGEST_LINE_END = 2
Mask = NDArray[np.bool_]
_Job = Callable[[], Chunk]
Skip = Callable[[pa.csv.InvalidRow], str]


def read_delimited(
    layout: Layout, blocks: Iterable[bytes], known: Known | None = None, size: int = BLOCK
) -> Iterator[Chunk]:
    """The file's rows under its header, in order; blank rows are skipped.

    `size` is how many bytes are read together. Rows that `known` knows by their digest are not
    parsed. InputError, with the row, when the file can't be read.
    """
    with ThreadPoolExecutor(1) as beside:  # pyarrow parses while Python does something else
        ahead: deque[Future[Chunk]] = deque()
        for job in _jobs(layout, Window(blocks, layout), known, size):
            ahead.append(beside.submit(job))
            if len(ahead) > 1:
                yield ahead.popleft().result()
        while ahead:
            yield ahead.popleft().result()


def _jobs(layout: Layout, window: Window, known: Known | None, size: int) -> Iterator[_Job]:
    """What is left to do for each chunk; an error comes in its turn."""
    delimiter = _delimiter(layout)
    try:
        while window.fill(size):
            records = split(window.buffer, window.ended, delimiter)
            if records is not None and layout.delimiter.isascii():
                if len(records):
                    yield _by_columns(layout, window, records, known)
                else:
                    window.grow()
            elif (chunk := read_block(layout, window, known)) is not None:
                yield partial(_given, chunk)
            else:
                window.grow()
    except InputError as error:
        yield partial(_failed, error)


def _given(chunk: Chunk) -> Chunk:
    return chunk


def _failed(error: InputError) -> Chunk:
    raise error


def first_row(head: str, delimiter: str) -> list[str]:
    """The cells of the first record of a text; none where it is no record."""
    try:
        return next(csv.reader(io.StringIO(head, newline=""), delimiter=delimiter), [])
    except csv.Error:  # a line ends inside it; the header check says what is missing
        return []


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


def _by_columns(layout: Layout, window: Window, records: Records, known: Known | None) -> _Job:
    """Find the rows of these records, which the window drops; parsing them is left to do."""
    filled = records.sizes > 0
    filled[: window.record == 1] = False  # the header
    at = np.flatnonzero(filled)
    piece = Piece(window.buffer, True, window.start, window.line, window.record)
    starts, sizes = records.starts[at], records.sizes[at]
    rows = piece.record + at if layout.by_record else piece.line + records.lines[at]
    hashes = digests(piece.buffer, starts, sizes)
    places = Places(rows, piece.start + starts, sizes.astype(np.int32), hashes)
    seen = known(hashes) if known else np.zeros(len(places), np.bool_)
    window.drop(records.used, records.newlines, len(records))
    new = _Rows(piece.buffer, starts[~seen], sizes[~seen], records.quoted)

    def job() -> Chunk:
        parsed = _parse(layout, new)
        if parsed is None:
            piece.buffer = piece.buffer[: records.used]
            return cast(Chunk, read_block(layout, piece, known))
        own = places.take(~seen)
        ragged = tuple((int(own.rows[record]), cells) for record, cells in parsed.ragged)
        return Chunk(own.take(parsed.whole), parsed.cells, ragged, places.take(seen))

    return job


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
    cells = _stripped(table.select(list(names)).rename_columns(list(names.values())))
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


def _stripped(table: pa.Table) -> pa.Table:
    """Cells without white space around them; one call, as each waits for Python's lock."""
    if not table.num_columns or not table.num_rows:
        return table
    whole = [column.combine_chunks() for column in table.columns]
    stripped = pc.utf8_trim(pa.chunked_array(whole, pa.string()), characters=_SPACES)
    return pa.table(stripped.chunks, names=table.column_names)


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
