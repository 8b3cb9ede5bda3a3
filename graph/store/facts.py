"""What a load takes: all entities and links of a graph, as typed columns in bounded batches."""

from collections.abc import Iterator
from typing import Protocol

import pyarrow as pa

LinkEnds = tuple[str, str, str]
"""Link type, label of the source, label of the target."""


class Facts(Protocol):
    """Entities and links to load; `nodes` is iterated first, then `links`, each once.

    Batches hold up to some 50,000 rows. Columns are strings, 64-bit integers, floats, booleans,
    date32, or lists of strings; null means absent and is never stored. Ids are unique.
    """

    def nodes(self) -> Iterator[tuple[str, Iterator[pa.RecordBatch]]]:
        """(label, batches with 'id' and properties, sorted by id); each label once."""

    def links(self) -> Iterator[tuple[LinkEnds, Iterator[pa.RecordBatch]]]:
        """(ends, batches with 'id', 'source', 'target' and properties, sorted by id)."""

    def sizes(self) -> tuple[int, int]:
        """Number of (entities, links)."""
