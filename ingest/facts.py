"""What reading hands on: facts of rows as columns, and where they go."""

from dataclasses import dataclass
from typing import Protocol

import pyarrow as pa

from ingest.chunk import Places


@dataclass(frozen=True, order=True)
class Ends:
    """A link type between two types of entity."""

    type: str
    source: str
    target: str


class Lookup(Protocol):
    """Entity ids by the number under which other tables refer to them (`known_as`)."""

    def find(self, numbers: pa.Array) -> pa.Array:
        """The id for each number (tidied text), null where it is unknown."""


class Sink(Protocol):
    """Takes the facts of a chunk; all tables may name a row several times.

    `digest` (uint64) says which row a line comes from (Places.digests).
    """

    def add_rows(self, places: Places, keys: pa.Array) -> None:
        """Rows that were not rejected; `keys` (uint64, null for none): see Table.identifies."""

    def add_mentions(self, facts: pa.Table) -> None:
        """Columns fact_id, digest, date (date32, the row's business date), described (bool)."""

    def add_nodes(self, label: str, nodes: pa.Table) -> None:
        """Columns id, digest, at_date (date32) and the stored properties that the rows give.

        Lines may have nulls; a property that no row of the chunk gives may be left out.
        """

    def add_links(self, ends: Ends, links: pa.Table) -> None:
        """Columns id, source, target, digest, at_date, and stored properties."""
