"""How every benchmark reports: a table for people, then one JSON object as the last line."""

import json
import platform
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
        """Time the block under `name`; a name used twice adds up."""
        start = time.perf_counter()
        yield
        self.seconds[name] = self.seconds.get(name, 0.0) + time.perf_counter() - start


def machine() -> dict[str, str]:
    """What the figures were measured on."""
    return {
        "python": platform.python_version(),
        "machine": platform.machine(),
        "networkx": version("networkx"),
        "neo4j_driver": version("neo4j"),
    }


def report(title: str, rows: Sequence[Mapping[str, object]], figures: Mapping[str, object]) -> None:
    """Print `rows` as a table and `figures` as the last line, one JSON object."""
    table = Table(title=title)
    columns = list(dict.fromkeys(name for row in rows for name in row))
    for name in columns:
        table.add_column(name, justify="left" if name == columns[0] else "right")
    for row in rows:
        table.add_row(*(_cell(row.get(name, "")) for name in columns))
    Console().print(table)
    print(json.dumps({"benchmark": title, **figures, **machine()}, ensure_ascii=False))


def _cell(value: object) -> str:
    return f"{value:,.2f}" if isinstance(value, float) else str(value)
