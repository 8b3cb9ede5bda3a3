"""Replaces the ends of links, which are ids, by numbers: places of the nodes in their type.

Places are looked up in arrays of 12 bytes a node; links wait in files, by ranges of their source's
place, until they are sorted. A database would join and sort with less code, but not within some
hundred megabytes: joins of ten million links failed, and a sort of as many hashes beside them.
"""

from collections.abc import Iterator
from itertools import chain, pairwise
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from graph.errors import StoreError
from graph.schema.registry import REGISTRY
from graph.store.arrow_files import ArrowFile, read_batches
from graph.store.facts import LinkEnds

_BATCH = 50_000  # links handed on together
_SORTED = 200_000  # links that are sorted together, at most
_NODES = 50_000  # whose links wait in one file, at least
_FILES = 250  # at most
_SLICE = 1_000_000  # nodes whose hashes are sorted together, about
_HASH = "hash({})"
_IDS = pa.schema([("id", pa.string()), ("hash", pa.uint64())])
_ORDER = [(name, "ascending") for name in ("source", "target", "id")]


class Ends:
    """The ids of all nodes of a load, by label, numbered 0, 1, 2 … as they come."""

    def __init__(self, folder: Path) -> None:
        """`folder` takes the ids and links; whoever gave it deletes it."""
        self._folder = folder
        self._database = duckdb.connect(":memory:", config={"threads": 1})  # for its hash alone
        self._files: dict[str, ArrowFile] = {}  # of ids, by label
        self._sizes: dict[str, int] = {}

    def close(self) -> None:
        """Let go of the folder, which may be deleted then."""
        for file in self._files.values():
            file.close()
        self._database.close()

    def add(self, label: str, ids: pa.Array) -> None:
        """Number these nodes, in order."""
        if label not in self._files:
            name = f"ids_{REGISTRY.entity(label).label}.arrow"
            self._files[label] = ArrowFile(self._folder / name, _IDS)
        batch = pa.record_batch([ids.cast(pa.string()), pa.array(self._hashes(ids))], schema=_IDS)
        self._files[label].write(batch)
        self._sizes[label] = self._sizes.get(label, 0) + len(ids)

    def numbered(
        self, ends: LinkEnds, batches: Iterator[pa.RecordBatch]
    ) -> Iterator[pa.RecordBatch]:
        """The links with 'source' and 'target' as numbers, in the order of their sources.

        Links of neighbouring sources are sorted by both ends and their ids, 200,000 at a time. No
        more is promised: a source may have more. StoreError when an end isn't among the nodes.
        """
        first = next(batches, None)
        if first is None:
            return
        kind, source, target = ends
        for label in (source, target):
            if label not in self._sizes:
                raise StoreError(f"{kind} links name {label} entities, and the load has none.")
        waiting = self._by_source(kind, source, chain([first], batches))
        places = self._places(target)
        for path in waiting:
            for some in _some(path):
                found = self._placed(kind, some, "target", places)
                ordered = found.take(pc.sort_indices(found, _ORDER))
                for start in range(0, ordered.num_rows, _BATCH):
                    yield ordered.slice(start, _BATCH)
            path.unlink()

    def _by_source(self, kind: str, source: str, links: Iterator[pa.RecordBatch]) -> list[Path]:
        """Files of the links with the places of their sources, each of a range of these."""
        places, size = self._places(source), self._sizes[source]
        width = max(-(-size // _FILES), _NODES)
        bounds = np.arange(0, size + width, width)
        files: dict[int, ArrowFile] = {}
        try:
            for batch in links:
                found = self._placed(kind, batch, "source", places)
                found = found.take(pc.sort_indices(found, [("source", "ascending")]))
                cuts = np.searchsorted(found.column("source").to_numpy(), bounds)
                for part, (start, end) in enumerate(pairwise(cuts.tolist())):
                    if start == end:
                        continue
                    if part not in files:
                        path = self._folder / f"links_{part}.arrow"
                        files[part] = ArrowFile(path, found.schema)
                    files[part].write(found.slice(start, end - start))
        finally:
            for file in files.values():
                file.close()
        return [files[part].path for part in sorted(files)]

    def _placed(
        self, kind: str, links: pa.RecordBatch, end: str, places: "_Places"
    ) -> pa.RecordBatch:
        """The links with numbers in the column `end`."""
        ids = links.column(end)
        found = places.of(ids, self._hashes(ids))
        if missing := int((found < 0).sum()):
            raise StoreError(f"{missing} {kind} links name entities that the load doesn't have.")
        return links.set_column(links.schema.get_field_index(end), end, pa.array(found))

    def _places(self, label: str) -> "_Places":
        """Where the nodes of a type are found; slice by slice, so that it takes little more."""
        file, size, at = self._files[label], self._sizes[label], 0
        file.close()
        hashes, places = np.empty(size, np.uint64), np.empty(size, np.int32)
        slices = max(size // _SLICE, 1)
        for part in range(slices):
            start = np.uint64((part << 64) // slices)
            last = np.uint64(((part + 1 << 64) // slices) - 1)
            some, where, seen = [], [], 0
            for batch in read_batches(file.path):
                given = batch.column("hash").to_numpy()
                chosen = np.flatnonzero((given >= start) & (given <= last))
                some.append(given[chosen])
                where.append((chosen + seen).astype(np.int32))
                seen += len(given)
            joined = np.concatenate(some)
            order, end = np.argsort(joined, kind="stable"), at + len(joined)
            hashes[at:end], places[at:end] = joined[order], np.concatenate(where)[order]
            at = end
        return _Places(hashes, places, file)

    def _hashes(self, ids: pa.Array) -> NDArray[np.uint64]:
        self._database.register("given", pa.table({"id": ids}))
        found: Any = self._database.execute(f"SELECT {_HASH.format('id')} AS h FROM given")  # noqa: S608
        hashes: NDArray[np.uint64] = found.fetchnumpy()["h"]
        self._database.unregister("given")
        return hashes


class _Places:
    """Places of ids by their hashes, which are sorted; where two ids have one, by the ids."""

    def __init__(
        self, hashes: NDArray[np.uint64], places: NDArray[np.int32], ids: ArrowFile
    ) -> None:
        self._hashes, self._places = hashes, places
        self._shared = np.unique(hashes[1:][hashes[1:] == hashes[:-1]])
        self._alike: dict[str, int] = {}
        seen = 0
        for batch in read_batches(ids.path) if len(self._shared) else ():
            alike = np.flatnonzero(np.isin(batch.column("hash").to_numpy(), self._shared))
            texts = batch.column("id").take(pa.array(alike)).to_pylist()
            self._alike.update(zip(texts, (alike + seen).tolist(), strict=True))
            seen += batch.num_rows

    def of(self, ids: pa.Array, hashes: NDArray[np.uint64]) -> NDArray[np.int64]:
        """The place of each id, -1 where there is none."""
        at = np.minimum(np.searchsorted(self._hashes, hashes), len(self._hashes) - 1)
        found = np.where(self._hashes[at] == hashes, self._places[at], -1).astype(np.int64)
        if len(self._shared):
            for row in np.flatnonzero(np.isin(hashes, self._shared)):
                found[row] = self._alike.get(ids[int(row)].as_py(), -1)
        return found


def _some(path: Path) -> Iterator[pa.RecordBatch]:
    """The links of a file in pieces that are sorted together."""
    waiting: list[pa.RecordBatch] = []
    rows = 0
    for batch in read_batches(path):
        if rows and rows + batch.num_rows > _SORTED:
            yield pa.concat_batches(waiting)
            waiting, rows = [], 0
        waiting.append(batch)
        rows += batch.num_rows
    yield pa.concat_batches(waiting)
