"""Rows that were read together are worked on in parts, none lost and none twice."""

import numpy as np
import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from ingest.chunk import Chunk, Places


@given(st.integers(0, 20), st.integers(1, 9))
def test_parts_are_the_whole_in_order(size: int, most: int) -> None:
    numbers = np.arange(size)
    places = Places(
        numbers, 10 * numbers, np.full(size, 9, np.int32), numbers.astype(np.uint64) + 7
    )
    known = places.take(slice(0, 1))
    cells = pa.table({"name": [f"n{number}" for number in numbers]})
    whole = Chunk(places, cells, ((3, 1),), known)

    parts = list(whole.parts(most))

    assert all(len(part) <= most for part in parts)
    assert pa.concat_tables([part.cells for part in parts]).equals(cells)
    for name in ("rows", "starts", "sizes", "digests"):
        together = np.concatenate([getattr(part.places, name) for part in parts])
        assert together.tolist() == getattr(places, name).tolist()
    assert [part.ragged for part in parts] == [((3, 1),), *[()] * (len(parts) - 1)]
    assert [len(part.known) for part in parts] == [len(known), *[0] * (len(parts) - 1)]
