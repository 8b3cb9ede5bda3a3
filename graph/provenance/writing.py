"""Writes files whole or not at all; a full disk becomes one sentence."""

import errno
import os
import re
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil

from graph.errors import StoreError
from graph.language import failure

TEMPORARY = ".part"


def temporary_of_us() -> str:
    """How names of temporary files begin that `remove_abandoned` deletes once we are gone."""
    return f".{socket.gethostname()}@{os.getpid()}."


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """A temporary path beside `target` that takes its place when the block ends well.

    A full disk becomes one sentence; nothing half-written is ever seen under `target`.
    """
    temporary = target.with_name(f"{temporary_of_us()}{target.name}{TEMPORARY}")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        yield temporary
        temporary.replace(target)
    except OSError as error:
        raise disk_error(error, target.parent) from error
    finally:
        temporary.unlink(missing_ok=True)


def remove_abandoned(directory: Path) -> None:
    """Delete temporary files whose process was killed, on this machine; others' aren't ours."""
    for path in directory.glob(f".*@*{TEMPORARY}"):
        host, _, rest = path.name[1:].partition("@")
        owner = rest.partition(".")[0]
        mine = host == socket.gethostname() and owner.isdigit()
        if mine and not psutil.pid_exists(int(owner)):
            with suppress(PermissionError):
                path.unlink(missing_ok=True)


def disk_error(error: OSError, directory: Path) -> StoreError:
    """What went wrong when writing into `directory`, and what to do."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return failure(StoreError, "provenance.error.disk_full", directory=directory)
    if error.errno == errno.EFBIG:
        return failure(StoreError, "provenance.error.file_large", directory=directory)
    return failure(
        StoreError,
        "provenance.error.unwritten",
        directory=directory,
        reason=error.strerror or type(error).__name__,
    )


_FULL = ("no space left", "disk full", "max_temp_directory_size")
_TOO_LARGE = ("file too large",)
_SEGMENT = re.compile(r"provenance/([^/\s\"']+)/[^/\s\"']+\.parquet")


def database_error(error: Exception, directory: Path) -> StoreError:
    """What went wrong in the working database below `directory`, and what to do.

    A file of the provenance that is missing or damaged is named, as DuckDB names it.
    """
    text = str(error)
    for words, number in ((_FULL, errno.ENOSPC), (_TOO_LARGE, errno.EFBIG)):
        if any(word in text.casefold() for word in words):
            return disk_error(OSError(number, ""), directory)
    if "out of memory" in text.casefold():
        return failure(StoreError, "provenance.error.memory", directory=directory)
    if named := _SEGMENT.search(text):
        return failure(StoreError, "provenance.error.file_damaged", file=named[0], source=named[1])
    return failure(
        StoreError, "provenance.error.working", directory=directory, kind=type(error).__name__
    )
