"""Opens files for reading: unpacked, in blocks, with one clear sentence when that fails."""

import hashlib
import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, cast

from graph.errors import InputError
from graph.language import failure
from graph.provenance.containers import ZIP_METHODS, DamagedError, container, unpacked

BLOCK = 1 << 20


class Hashed(io.RawIOBase):
    """A file that counts its SHA-256 while it is read."""

    def __init__(self, raw: IO[bytes]) -> None:
        self._raw, self._sha256 = raw, hashlib.sha256()

    def readable(self) -> bool:
        """It is for reading."""
        return True

    def readinto(self, target: "memoryview") -> int:  # type: ignore[override]
        """Read into `target` and count what was read."""
        count = cast(io.RawIOBase, self._raw).readinto(target) or 0
        self._sha256.update(target[:count])
        return count

    def digest(self) -> str:
        """The SHA-256 of the whole file, as `sha256sum` prints it; reads what is left."""
        while block := self._raw.read(BLOCK):
            self._sha256.update(block)
        return self._sha256.hexdigest()


@contextmanager
def readable(path: Path) -> Iterator[IO[bytes]]:
    """The file as it lies on disk; InputError when it can't be read or is cut short."""
    try:
        with path.open("rb", buffering=0) as raw:
            yield cast(IO[bytes], raw)
    except EOFError:
        raise failure(InputError, "ingest.error.packed_short", path=path) from None
    except OSError as error:
        raise unreadable(path, error) from None


def blocks_of(raw: IO[bytes], path: Path) -> Iterator[bytes]:
    """The unpacked blocks of a file that was just opened."""
    zip_member(path)
    stream = unpacked(raw)
    while block := stream.read(BLOCK):
        yield block


def open_file(path: Path) -> Iterator[bytes]:
    """The unpacked blocks of a file; InputError when it can't be read or is cut short."""
    with readable(path) as raw:
        yield from blocks_of(raw, path)


def unreadable(path: Path, error: OSError) -> InputError:
    """Why a file can't be read, and what to do."""
    if isinstance(error, FileNotFoundError):
        return failure(InputError, "ingest.error.no_file", path=path)
    if isinstance(error, PermissionError):
        return failure(InputError, "ingest.error.no_permission", path=path)
    if isinstance(error, DamagedError):
        return failure(InputError, "ingest.error.packed_damaged", path=path)
    return failure(InputError, "ingest.error.unread", path=path, error=str(error))


def file_digest(path: Path) -> str:
    """SHA-256 of the file as it lies on disk, as `sha256sum` prints it."""
    with readable(path) as raw:
        return hashlib.file_digest(cast(io.BytesIO, raw), "sha256").hexdigest()


def zip_member(path: Path) -> str | None:
    """The name of the file in a zip, which must hold exactly one; None for what is no zip."""
    with path.open("rb") as raw:
        if container(raw.read(4)) != "zip":
            return None
    try:
        with zipfile.ZipFile(path) as archive:
            # macOS packs its own notes about each file beside it
            files = [
                info
                for info in archive.infolist()
                if not info.is_dir() and not info.filename.startswith("__MACOSX/")
            ]
    except zipfile.BadZipFile:
        raise failure(InputError, "ingest.error.zip_damaged", path=path) from None
    if len(files) != 1:
        raise failure(InputError, "ingest.error.zip_files", path=path, count=len(files))
    if files[0].flag_bits & 1 or files[0].compress_type not in ZIP_METHODS:
        raise failure(InputError, "ingest.error.zip_protected", path=path)
    return files[0].filename
