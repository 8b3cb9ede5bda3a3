"""Where the records of a block of delimited text begin and end, by its bytes alone.

A newline ends a record unless it stands inside quotes. That can be told from bytes in UTF-8,
GB18030 and all encodings of one byte, since none has a quote or newline inside a character.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graph.provenance import row_digests
from ingest.chunk import Digests

_QUOTE, _NEWLINE, _RETURN = b'"\n\r'
Offsets = NDArray[np.int64]


@dataclass(frozen=True)
class Records:
    """The whole records at the start of a block, as equal-length arrays."""

    starts: Offsets
    sizes: Offsets  # without the line end
    lines: Offsets  # in the block where each begins, from 0
    used: int  # bytes of all of them
    newlines: int  # lines of all of them
    quoted: bool  # some cell may hold a delimiter or newline

    def __len__(self) -> int:
        return len(self.starts)


def split(block: bytes, ended: bool, delimiter: int | None) -> Records | None:
    """The records of a block that begins with one; the last may go on where `ended` is false.

    None when a quote stands where only a parser can say what it means, or a line ends in CR alone.
    `delimiter` is its byte; None when it could be part of a character.
    """
    data = np.frombuffer(block, np.uint8)
    newlines = np.flatnonzero(data == _NEWLINE)
    ends, quotes = newlines, np.empty(0, np.int64)
    if quoted := b'"' in block:
        quotes = np.flatnonzero(data == _QUOTE)
        if delimiter is None or not _regular(data, quotes, delimiter):
            return None
        ends = newlines[np.searchsorted(quotes, newlines) % 2 == 0]
    inside = len(ends) < len(newlines)  # some newline stands in a cell
    if ended and (not len(ends) or ends[-1] != len(block) - 1):
        if len(quotes) % 2:
            return None  # opened and not closed
        ends = np.append(ends, len(block))
    if not len(ends):
        none = np.empty(0, np.int64)
        return Records(none, none, none, 0, 0, False)
    starts = np.concatenate(([0], ends[:-1] + 1))
    used = min(int(ends[-1]) + 1, len(block))
    lines = np.searchsorted(newlines, starts) if inside else np.arange(len(starts))
    sizes = ends - starts
    if b"\r" in block:
        if block.count(b"\r", 0, used) != block.count(b"\r\n", 0, used):
            return None
        sizes -= (sizes > 0) & (data[ends - 1] == _RETURN)
    count = int(np.searchsorted(newlines, used))
    return Records(starts, sizes, lines, used, count, quoted)


def _regular(data: NDArray[np.uint8], quotes: Offsets, delimiter: int) -> bool:
    """True when quotes open at the start of a cell, close at its end, or are written twice."""
    opening, closing = quotes[::2], quotes[1::2]
    before = data[opening[opening > 0] - 1]
    after = data[closing[closing < len(data) - 1] + 1]
    return bool(
        np.isin(before, (delimiter, _NEWLINE, _QUOTE)).all()
        and np.isin(after, (delimiter, _NEWLINE, _RETURN, _QUOTE)).all()
    )


def digests(block: bytes, starts: Offsets, sizes: Offsets) -> Digests:
    """graph.provenance.row_digest of each record."""
    ends = (starts + sizes).tolist()
    return row_digests([block[a:b] for a, b in zip(starts.tolist(), ends, strict=True)])
