"""Writes pages and reports whole or not at all: a full disk leaves no half page behind."""

from pathlib import Path

from graph import durable


def write_new(path: Path, text: str) -> None:
    """Write `text` as UTF-8 to `path`, see `graph.durable.write_new`."""
    durable.write_new(path, text.encode())
