"""Rows that count and mention facts that a number in them no longer means: to be read again."""

from collections.abc import Iterator

import pyarrow as pa

from graph.provenance.files import KeptFiles
from graph.provenance.manifest import Table
from graph.provenance.place import Place, quoted
from ingest.chunk import Places
from ingest.working import Working

_FIND = """
CREATE OR REPLACE TABLE stale AS
SELECT r.digest, r.file, r.row, r.start, r.size,
    row_number() OVER (PARTITION BY r.digest ORDER BY r.file, r.start) = 1 AS first
FROM rows_after r SEMI JOIN ({mentions}) m ON m.segment = r.segment AND m.digest = r.digest
WHERE r.live AND r.segment < $segment
"""
_ADD = """
INSERT INTO staged_rows BY NAME
SELECT s.digest, a.key, s.file, s.row, s.start, s.size, true AS read
FROM stale s JOIN added a ON a.digest = s.digest
"""
_KNOWN = "DELETE FROM staged_rows WHERE NOT read AND digest IN (SELECT digest FROM added)"


class Stale:
    """The stale rows of the table that is open in the staging, whose working tables these are."""

    def __init__(self, working: Working, place: Place, before: Table) -> None:
        self._working, self._place, self._before = working, place, before
        self.kept = KeptFiles(place)

    def find(self, facts: pa.Array) -> int:
        """Note the rows that count, were not read in this run, and mention one of these facts."""
        mentions = [
            f"SELECT {at} AS segment, digest FROM read_parquet({quoted(self._place.uri(path))}) "  # noqa: S608
            "SEMI JOIN added USING (fact_id)"
            for at, path in enumerate(segment.mentions for segment in self._before.segments)
        ]
        if not mentions or not len(facts):
            return 0
        query = _FIND.format(mentions=" UNION ALL ".join(mentions))
        added = pa.table({"fact_id": facts})
        self._working.with_added(added, query, segment=len(self._before.segments))
        return self._working.count("SELECT count(*) FROM stale")

    def files(self) -> list[tuple[int, int]]:
        """Files that they are in, by position in the table, and how many there are in each."""
        query = "SELECT file, count(*) FROM stale GROUP BY file ORDER BY file"
        return [(file, count) for file, count in self._working.rows(query)]

    def spans(self, file: int) -> Iterator[tuple[int, int]]:
        """Start and size of those in one file, ascending; of rows that are alike, the first."""
        query = "SELECT start, size FROM stale WHERE file = $file AND first ORDER BY start"
        for batch in self._working.batches(query, file=file):
            yield from zip(batch["start"].to_pylist(), batch["size"].to_pylist(), strict=True)

    def add(self, places: Places, keys: pa.Array) -> None:
        """They were read again, by their digests: wherever such a row stands."""
        added = pa.table({"digest": places.digests, "key": keys})
        self._working.with_added(added, _KNOWN)
        self._working.with_added(added, _ADD)
