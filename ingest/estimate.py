"""How many rows a run will read, estimated while it reads, for its progress."""

from collections.abc import Iterable

from graph.provenance.containers import container
from ingest.chunk import Chunk
from ingest.inputs import Input


def unpacked_size(given: Input) -> int | None:
    """Bytes of the rows of an input; None where they are packed and nobody has counted them."""
    if given.path is None or given.canonical is not None:
        return None
    with given.path.open("rb") as file:
        packed = container(file.read(4))
    return None if packed else given.path.stat().st_size


class Estimate:
    """Rows expected in all, from the rows in the bytes read so far."""

    def __init__(self, inputs: Iterable[Input]) -> None:
        sizes = [unpacked_size(given) for given in inputs]
        self._bytes = None if None in sizes else sum(size or 0 for size in sizes)
        self._before = self._within = self._rows = 0

    def begin_file(self) -> None:
        """Go on with the next file."""
        self._before += self._within
        self._within = 0

    def add(self, chunk: Chunk) -> tuple[int, int | None]:
        """Rows read with this chunk, and rows expected in all (None: nobody knows)."""
        self._rows += len(chunk) + len(chunk.ragged) + len(chunk.known)
        for places in (chunk.places, chunk.known):
            if len(places):
                end = int(places.starts[-1]) + int(places.sizes[-1])
                self._within = max(self._within, end)
        done = self._before + self._within
        if self._bytes is None or not done:
            return self._rows, None
        return self._rows, max(self._rows, round(self._rows * self._bytes / done))
