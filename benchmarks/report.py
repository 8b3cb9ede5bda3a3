"""How every benchmark reports: a table for people, then one JSON object as the last line."""

import json
import platform
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib.metadata import version

from rich.console import Console
from rich.table import Table


class Stopwatch:
    """Seconds by step, in the order the steps were entered."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Time the block under `name`; a name used twice adds up. Told at once: runs are long."""
        start = time.perf_counter()
        yield
        taken = time.perf_counter() - start
        self.seconds[name] = self.seconds.get(name, 0.0) + taken
        print(f"{name}: {taken:.2f} s", file=sys.stderr, flush=True)


def machine() -> dict[str, str]:
    """What the figures were measured on."""
    return {
        "python": platform.python_version(),
        "machine": platform.machine(),
        "networkx": version("networkx"),
        "neo4j_driver": version("neo4j"),
    }


def report(title: str, rows: Sequence[Mapping[str, object]], figures: Mapping[str, object]) -> None:
    """Print a table with a column for each of `rows`, and `figures` as one JSON object, last."""
    table = Table(title=title)
    names = list(dict.fromkeys(name for row in rows for name in row))
    table.add_column("")
    for _ in rows:
        table.add_column(justify="right")
    for name in names:
        table.add_row(name, *(_cell(row.get(name, "")) for row in rows))
    Console().print(table)
    print(json.dumps({"benchmark": title, **figures, **machine()}, ensure_ascii=False))


def _cell(value: object) -> str:
    return f"{value:,.2f}" if isinstance(value, float) else str(value)
