"""What must outlive a power cut: waits until files and directories are on the disk."""

import os
from pathlib import Path


def settle(path: Path) -> None:
    """Wait until a file's content, or a directory's names, are on the disk; OSError if not."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
