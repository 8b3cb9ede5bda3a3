"""Source files kept compressed (Zstandard) under their SHA-256, so that rows stay byte-exact."""

import errno
import gzip
import hashlib
import io
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, cast

import zstandard

from graph.errors import InputError, NotFoundError, StoreError

_BLOCK = 1 << 20
_GZIP = b"\x1f\x8b"


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """A temporary path beside `target` that takes its place when the block ends well.

    A full disk becomes one sentence; nothing half-written is ever seen under `target`.
    """
    temporary = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        yield temporary
        temporary.replace(target)
    except OSError as error:
        raise disk_error(error, target.parent) from error
    finally:
        temporary.unlink(missing_ok=True)


def disk_error(error: OSError, directory: Path) -> StoreError:
    """What went wrong when writing into `directory`, and what to do."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return StoreError(
            f"The disk that holds {directory} is full; free some space and run the command again."
        )
    return StoreError(
        f"Can't write to {directory} ({error.strerror or type(error).__name__}); "
        "check that the directory exists and is writable, then run the command again."
    )


def unpacked(raw: IO[bytes], head: bytes) -> IO[bytes]:
    """`raw` without gzip, when `head`, the file's first bytes, says that it is gzip."""
    return cast(IO[bytes], gzip.GzipFile(fileobj=raw)) if head.startswith(_GZIP) else raw


@contextmanager
def _unzstd(path: Path) -> Iterator[IO[bytes]]:
    with path.open("rb") as packed:
        plain = zstandard.ZstdDecompressor().stream_reader(packed, read_across_frames=True)
        with io.BufferedReader(cast(io.RawIOBase, plain), _BLOCK) as buffered:
            yield cast(IO[bytes], buffered)


class KeptFiles:
    """The files in <data>/files: `<sha256>.zst`, and `<sha256>.<table>.rows.zst` for sheets."""

    def __init__(self, data: Path) -> None:
        self.directory = data / "files"

    def path(self, sha256: str, table: str | None = None) -> Path:
        """Where a file, or the canonical rows of one of its sheets, is kept."""
        return self.directory / f"{sha256}{f'.{table}.rows' if table else ''}.zst"

    def keep(self, source: Path, sha256: str) -> None:
        """Keep a copy of `source`, whose digest was `sha256` when it was read."""
        if self.path(sha256).exists():
            return
        digest = hashlib.sha256()
        with source.open("rb") as original, replacing(self.path(sha256)) as temporary:
            with temporary.open("wb") as target:
                packer = zstandard.ZstdCompressor(level=3).compressobj()
                while block := original.read(_BLOCK):
                    digest.update(block)
                    target.write(packer.compress(block))
                target.write(packer.flush())
            if digest.hexdigest() != sha256:
                raise InputError(
                    f"{source} was changed while it was read; wait until it is complete and "
                    "ingest it again."
                )

    def keep_rows(self, sha256: str, table: str, rows: bytes) -> None:
        """Keep the canonical rows of one sheet of the file with this digest."""
        with replacing(self.path(sha256, table)) as temporary:
            temporary.write_bytes(zstandard.ZstdCompressor(level=3).compress(rows))

    @contextmanager
    def open(self, sha256: str, table: str) -> Iterator[IO[bytes]]:
        """The unpacked bytes that rows of this file and table point into."""
        rows = self.path(sha256, table)
        path = rows if rows.exists() else self.path(sha256)
        if not path.exists():
            raise NotFoundError(
                f"The source file {sha256[:12]}… is not kept in {self.directory}; "
                "copy it back from a backup or ingest the file again."
            )
        with _unzstd(path) as plain:
            head = plain.read(len(_GZIP))
        with _unzstd(path) as plain:
            yield unpacked(plain, head)

    def pieces(self, sha256: str, table: str, spans: Sequence[tuple[int, int]]) -> list[bytes]:
        """The bytes at each (start, size), in one pass over the file."""
        found: dict[tuple[int, int], bytes] = {}
        with self.open(sha256, table) as stream:
            at = 0
            for start, size in sorted(set(spans)):
                if start < at:
                    raise StoreError(f"Rows of the kept file {sha256[:12]}… overlap.")
                _skip(stream, start - at)
                found[start, size] = stream.read(size)
                at = start + size
        return [found[span] for span in spans]


def _skip(stream: IO[bytes], count: int) -> None:
    while count > 0 and (block := stream.read(min(count, _BLOCK))):
        count -= len(block)
