"""Which facts the rows of a chunk mention: each fact and row once."""

import numpy as np
import pyarrow as pa

from ingest.cells import Codes, encode
from ingest.chunk import Places
from ingest.refused import Positions


class Mentions:
    """The mentions of one chunk, gathered from all its entities and links."""

    def __init__(self, places: Places, dates: pa.Array) -> None:
        """`dates`: the business date of each row (date32)."""
        self._places, self._dates = places, dates
        self._ids: list[pa.Array] = []
        self._codes: list[Codes] = []
        self._rows: list[Positions] = []
        self._described: list[bool] = []

    def add(self, ids: pa.Array, codes: Codes, rows: Positions, described: bool) -> None:
        """These rows mention the facts `ids[codes]`; `described`: and say more than that."""
        self._ids.append(ids)
        self._codes.append(codes)
        self._rows.append(rows)
        self._described.append(described)

    def of_rows(self, rows: Positions) -> dict[str, pa.Array]:
        """Columns digest and at_date of lines that come from these rows."""
        dates = self._dates.take(pa.array(rows))
        return {"digest": pa.array(self._places.digests[rows]), "at_date": dates}

    def table(self) -> pa.Table:
        """Columns fact_id, digest, date, described; rows with one digest are one row."""
        facts = encode(pa.concat_arrays([pa.array([], pa.string()), *self._ids]))
        starts = np.cumsum([0, *map(len, self._ids)])
        order = sorted(range(len(self._ids)), key=lambda at: not self._described[at])
        codes = [facts.codes[self._codes[at] + starts[at]] for at in order]
        counts = [len(self._rows[at]) for at in order]
        fact = np.concatenate([np.empty(0, np.int32), *codes])
        rows = np.concatenate([np.empty(0, np.int64), *(self._rows[at] for at in order)])
        described = np.repeat([self._described[at] for at in order], counts).astype(np.bool_)
        same_row = encode(pa.array(self._places.digests)).codes
        pairs = fact * np.int64(len(same_row)) + same_row[rows]
        first = np.sort(np.unique(pairs, return_index=True)[1])
        return pa.table(
            {
                "fact_id": facts.texts.take(pa.array(fact[first])),
                "digest": pa.array(self._places.digests[rows[first]]),
                "date": self._dates.take(pa.array(rows[first])),
                "described": pa.array(described[first]),
            }
        )
