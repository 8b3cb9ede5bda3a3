"""Some rows of one file: their cells as columns of text, and where each row is in the file."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

Digests = NDArray[np.uint64]


@dataclass(frozen=True)
class Places:
    """Where rows are, as equal-length arrays in file order.

    `rows` are lines (the header is line 1) or record numbers, as people cite them; `starts` and
    `sizes` find the bytes in the unpacked file or its canonical rows; `digests` are
    graph.provenance.row_digest of those bytes, which end before the line end.
    """

    rows: NDArray[np.int64]
    starts: NDArray[np.int64]
    sizes: NDArray[np.int32]
    digests: Digests

    def __len__(self) -> int:
        return len(self.rows)

    def take(self, which: NDArray[Any] | slice) -> "Places":
        """The places at these positions, in this slice, or where a boolean mask is true."""
        return Places(self.rows[which], self.starts[which], self.sizes[which], self.digests[which])

    @classmethod
    def none(cls) -> "Places":
        """No rows."""
        return cls(
            np.empty(0, np.int64),
            np.empty(0, np.int64),
            np.empty(0, np.int32),
            np.empty(0, np.uint64),
        )


@dataclass(frozen=True)
class Chunk:
    """Rows of one file that were read together.

    `cells` has one string column for each header name that the mapping knows: stripped, '' when
    empty, never null; as many rows as `places`. `ragged` are (row, number of cells) of rows with
    other than the header's number of cells. `known` are rows that the reader was told are known by
    their digest: they were not parsed.
    """

    places: Places
    cells: pa.Table
    ragged: tuple[tuple[int, int], ...] = ()
    known: Places = Places.none()  # noqa: RUF009  (frozen and empty)

    def __len__(self) -> int:
        return len(self.places)

    def column(self, name: str) -> pa.Array:
        """The cells of one column; all '' when the file doesn't have it."""
        if name in self.cells.column_names:
            return self.cells[name].combine_chunks()
        return pa.array([""] * len(self), pa.string())

    def parts(self, most: int) -> Iterator["Chunk"]:
        """The chunk in parts of so many rows; `ragged` and `known` are in the first."""
        first = slice(0, most)
        yield Chunk(self.places.take(first), self.cells.slice(0, most), self.ragged, self.known)
        for start in range(most, len(self), most):
            places = self.places.take(slice(start, start + most))
            yield Chunk(places, self.cells.slice(start, most))

    def take(self, mask: NDArray[np.bool_]) -> "Chunk":
        """The chunk with only the rows where `mask` is true; `ragged` and `known` are left out."""
        return Chunk(self.places.take(mask), self.cells.filter(pa.array(mask)))
