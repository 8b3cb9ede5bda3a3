"""Files of record batches (Arrow streams): links on their way, and parts of a load."""

from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa


class ArrowFile:
    """A file that grows by batches until it is closed."""

    def __init__(self, path: Path, schema: pa.Schema) -> None:
        self.path = path
        self._file = pa.OSFile(str(path), "wb")
        self._out = pa.ipc.new_stream(self._file, schema)

    def write(self, batch: pa.RecordBatch) -> None:
        """Append the rows of a batch."""
        self._out.write_batch(batch)

    def close(self) -> None:
        """End it; a second time does nothing."""
        if not self._file.closed:
            self._out.close()
            self._file.close()


def read_batches(path: Path) -> Iterator[pa.RecordBatch]:
    """The batches of a file, each in memory of its own: mapped pages would count as ours."""
    with pa.OSFile(str(path)) as file, pa.ipc.open_stream(file) as reader:
        yield from reader


def read_names(path: Path) -> list[str]:
    """The columns of a file."""
    with pa.OSFile(str(path)) as file, pa.ipc.open_stream(file) as reader:
        return list(reader.schema.names)
