"""How one file is written, and its bytes from the start of a record on."""

from collections.abc import Callable, Iterable
from collections.abc import Mapping as Map
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from graph.errors import InputError
from graph.language import failure
from ingest.chunk import Digests

BLOCK = 8 << 20
"""Bytes that are read together: a chunk holds about as many."""
LONGEST = 64 << 20
"""Bytes that one row may have."""

Known = Callable[[Digests], NDArray[np.bool_]]
"""Says for each digest whether that row is known, so that it needn't be parsed."""


@dataclass(frozen=True)
class Layout:
    """How one file is written."""

    path: Path
    encoding: str
    delimiter: str
    bom: int
    header: tuple[str, ...]  # column names as the mapping calls them; '' for unknown ones
    by_record: bool = False  # rows are counted by record, as in a sheet
    keys: Map[str, str] | None = None  # of JSON Lines: folded key to column


@dataclass
class Piece:
    """Some bytes of a file that begin with a record; `ended` when they end with one."""

    buffer: bytes
    ended: bool
    start: int = 0  # in the file, as `line` and `record`
    line: int = 1
    record: int = 1

    def drop(self, count: int, lines: int, records: int) -> None:
        """Go on after `count` bytes, which were so many lines and records."""
        self.buffer = self.buffer[count:]
        self.start += count
        self.line += lines
        self.record += records


class Window(Piece):
    """The bytes of a file from the start of a record on, as far as they have been read."""

    def __init__(self, blocks: Iterable[bytes], layout: Layout) -> None:
        super().__init__(b"", ended=False)
        self._blocks, self._layout = iter(blocks), layout
        self._fill(layout.bom + 1)
        self.drop(layout.bom, 0, 0)

    def fill(self, size: int) -> bool:
        """Read until there are `size` bytes or the file ends; False when nothing is left."""
        self._fill(size)
        return bool(self.buffer)

    def grow(self) -> None:
        """Read more, as the record at the start is longer than the buffer; InputError in the end.

        The bound keeps memory bounded when a quote is never closed.
        """
        if len(self.buffer) >= LONGEST:
            row = self.record if self._layout.by_record else self.line
            raise failure(
                InputError,
                "ingest.error.long_row",
                path=self._layout.path,
                row=str(row),
                most=LONGEST >> 20,
            )
        self._fill(min(2 * len(self.buffer), LONGEST))

    def _fill(self, size: int) -> None:
        pieces, have = [self.buffer], len(self.buffer)
        while have < size and not self.ended:
            block = next(self._blocks, b"")
            self.ended = not block
            pieces.append(block)
            have += len(block)
        self.buffer = b"".join(pieces) if len(pieces) > 1 else self.buffer
