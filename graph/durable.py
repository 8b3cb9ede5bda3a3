"""Files that are whole or not there, and what must outlive a power cut."""

import os
import tempfile
from pathlib import Path


def settle(path: Path) -> None:
    """Wait until a file's content, or a directory's names, are on the disk; OSError if not."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def write_new(path: Path, content: bytes) -> None:
    """Write a file that only its owner reads, through one beside it that then takes its name.

    A full disk leaves what was there, and nothing beside it; OSError then.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
