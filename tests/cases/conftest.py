"""A loaded example with its ring saved as the latest analysis, and a clock that ticks."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from cases import Cases
from graph.rings import save_run
from graph.store import Store
from tests.rings_example import example_run, load_example

START = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)


def ticking(start: datetime = START) -> Callable[[], datetime]:
    """A clock that gives a minute more at each look."""
    times = iter(start + timedelta(minutes=n) for n in range(10_000))
    return lambda: next(times)


@pytest.fixture
def cases(store: Store, tmp_path: Path) -> Cases:
    load_example(store, store.data, tmp_path / "source")
    save_run(store, example_run(), START)
    return Cases(store, "ann", ticking())
