"""Opens files for reading: unpacked, in blocks, with one clear sentence when that fails."""

import hashlib
import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, cast

from graph.errors import InputError
from graph.provenance.containers import ZIP_METHODS, container, unpacked

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
        raise InputError(
            f"{path} is cut short: the packed file ends too early; copy or download it again."
        ) from None
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
        return InputError(f"There is no file {path}; check the path.")
    if isinstance(error, PermissionError):
        return InputError(f"{path} may not be read by you; ask for read permission.")
    return InputError(f"{path} can't be read ({error}); copy or download it again.")


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
        raise InputError(
            f"{path} is cut short or damaged: no zip that can be unpacked; copy or download it "
            "again."
        ) from None
    if len(files) != 1:
        raise InputError(
            f"{path} holds {len(files)} files, but a zip must hold exactly one; unpack it and "
            "ingest the directory."
        )
    if files[0].flag_bits & 1 or files[0].compress_type not in ZIP_METHODS:
        raise InputError(
            f"{path} is protected by a password or packed in a rare way; unpack it and ingest "
            "what it holds."
        )
    return files[0].filename
