"""What tells the rows of a table apart: a newer row with the same key supersedes the older."""

import hashlib
from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ingest.cells import tidied
from ingest.chunk import Chunk

_SEPARATOR = "\x1f"


def row_keys(chunk: Chunk, columns: Sequence[str]) -> pa.Array:
    """The key of each row (uint64): a digest of its cells in `columns`, as the source writes them.

    Case and width of letters and spaces don't count. Null where all these cells are empty, and
    everywhere when there are no columns.
    """
    if not columns:
        return pa.nulls(len(chunk), pa.uint64())
    cells = [tidied(chunk.column(name), folded=True) for name in columns]
    texts = pc.binary_join_element_wise(*cells, _SEPARATOR)
    digests = np.array([_digest(text) for text in texts.to_pylist()], np.uint64)
    empty = pc.equal(texts, _SEPARATOR * (len(cells) - 1)).to_numpy(zero_copy_only=False)
    return pa.array(digests, mask=empty)


def _digest(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest())
