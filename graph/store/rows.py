"""Shapes that cross the store's door: rows, columns, engine and status."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Value = str | int | float | bool | datetime.date | list[str] | None
Row = dict[str, object]
Columns = Mapping[str, Sequence[Value]]
"""Equal-length columns by property name; None means absent and is never stored."""


@dataclass(frozen=True)
class EngineInfo:
    """Which engine a command works on."""

    name: str  # 'embedded' or 'neo4j'
    product: str  # 'ArcadeDB' or 'Neo4j'
    version: str
    tested: bool
    where: str  # data directory, or the URI without credentials

    @property
    def caption(self) -> str:
        """One phrase for people, e.g. 'Neo4j 5.26.30 at bolt://127.0.0.1:7687'."""
        note = "" if self.tested else " (untested version)"
        return f"{self.product} {self.version}{note} at {self.where}"


@dataclass(frozen=True)
class LinkColumns:
    """All links of one type, as equal-length columns sorted by link id."""

    ids: list[str]
    sources: list[str]
    targets: list[str]


@dataclass(frozen=True)
class StoreStatus:
    """How the store stands: what it holds, what it takes, who serves it."""

    engine: EngineInfo
    counts: Mapping[str, int]  # by label and link type, sorted by name
    bytes_on_disk: int | None  # None: on another machine, not known
    pid: int | None  # of the embedded child process
    ports: Mapping[str, int]  # by use: 'bolt', 'control'; empty for a Neo4j server
    clients: int | None  # commands attached to the child now, this one included
