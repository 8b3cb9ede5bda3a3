"""Loads of invented files at a fixed time, for tests of deliveries."""

import datetime
from pathlib import Path

from graph.settings import Settings
from graph.store import Store
from ingest import RunReport, ingest
from ingest.report import Progress, silent
from tests.conftest import wipe

NOW = datetime.datetime(2024, 1, 1, tzinfo=datetime.UTC)


def load(
    store: Store,
    path: Path,
    *,
    full: bool = False,
    source: str | None = None,
    progress: Progress = silent,
) -> RunReport:
    """Ingest what is at `path`."""
    settings = Settings(data=store.data)
    return ingest(store, path, source, settings=settings, now=NOW, full=full, progress=progress)


def fresh_digest(store: Store, path: Path) -> str:
    """What the graph would be with these files alone."""
    wipe(store)
    load(store, path)
    return store.digest()
