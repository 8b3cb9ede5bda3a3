"""Writes files whole or not at all; a full disk becomes one sentence."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from graph.errors import StoreError


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


def database_error(error: Exception, directory: Path) -> StoreError:
    """What went wrong in the working database below `directory`, and what to do."""
    if "No space left" in str(error) or "disk full" in str(error).casefold():
        return disk_error(OSError(errno.ENOSPC, "No space left"), directory)
    return StoreError(
        f"The working files in {directory} can't be read or written ({type(error).__name__}); "
        "check the disk, then run the command again."
    )
