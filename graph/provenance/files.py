"""Source files kept compressed (Zstandard) under their SHA-256, so that rows stay byte-exact."""

import hashlib
import io
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, cast

import zstandard

from graph.errors import InputError, NotFoundError, StoreError
from graph.language import failure
from graph.provenance.containers import unpacked
from graph.provenance.place import Place
from graph.provenance.writing import disk_error

__all__ = ["KeptFiles", "disk_error"]
_BLOCK = 1 << 20


class KeptFiles:
    """The files in <place>/files: `<sha256>.zst`, and `<sha256>.<table>.rows.zst`.

    The latter are canonical rows (CSV in UTF-8, one record a row), which stand for rows that have
    no bytes of their own in the file: of Excel sheets, Parquet files and databases.
    """

    def __init__(self, place: Place) -> None:
        self.place = place

    def name(self, sha256: str, table: str | None = None) -> str:
        """Where a file, or the canonical rows of one table in it, is kept in the place."""
        return f"files/{sha256}{f'.{table}.rows' if table else ''}.zst"

    def keep(self, source: Path, sha256: str) -> None:
        """Keep a copy of `source`, whose digest was `sha256` when it was read."""
        if self.place.exists(self.name(sha256)):
            return
        digest = hashlib.sha256()
        with source.open("rb") as original, self.place.writing(self.name(sha256)) as target:
            packer = zstandard.ZstdCompressor(level=3).compressobj()
            while block := original.read(_BLOCK):
                digest.update(block)
                target.write(packer.compress(block))
            target.write(packer.flush())
            if digest.hexdigest() != sha256:
                raise failure(InputError, "provenance.error.file_changed", source=source)

    def keep_rows(self, sha256: str, table: str, rows: Path) -> None:
        """Keep the canonical rows, a Zstandard file, of one table of the file with this digest."""
        with rows.open("rb") as original, self.place.writing(self.name(sha256, table)) as target:
            shutil.copyfileobj(original, target, _BLOCK)

    @contextmanager
    def open(self, sha256: str, table: str) -> Iterator[IO[bytes]]:
        """The unpacked bytes that rows of this file and table point into."""
        rows, whole = self.name(sha256, table), self.name(sha256)
        canonical = self.place.exists(rows)
        if not canonical and not self.place.exists(whole):
            raise failure(
                NotFoundError,
                "provenance.error.file_gone",
                sha256=sha256[:12],
                where=self.place.where,
            )
        with self.place.open(rows if canonical else whole) as packed:
            reader = zstandard.ZstdDecompressor().stream_reader(packed, read_across_frames=True)
            plain = cast(IO[bytes], io.BufferedReader(cast(io.RawIOBase, reader), _BLOCK))
            yield plain if canonical else unpacked(plain)

    def pieces(self, sha256: str, table: str, spans: Sequence[tuple[int, int]]) -> list[bytes]:
        """The bytes at each (start, size), in one pass over the file."""
        found: dict[tuple[int, int], bytes] = {}
        with self.open(sha256, table) as stream:
            at = 0
            for start, size in sorted(set(spans)):
                if start < at:
                    raise failure(StoreError, "provenance.error.rows_overlap", sha256=sha256[:12])
                _skip(stream, start - at)
                found[start, size] = stream.read(size)
                at = start + size
        return [found[span] for span in spans]


def _skip(stream: IO[bytes], count: int) -> None:
    while count > 0 and (block := stream.read(min(count, _BLOCK))):
        count -= len(block)
