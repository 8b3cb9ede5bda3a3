"""Writes a file whole or not at all: a full disk leaves no half page behind."""

import os
import tempfile
from pathlib import Path


def write_new(path: Path, text: str) -> None:
    """Write `text` as UTF-8 to `path`, through a file beside it that then takes its name."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
