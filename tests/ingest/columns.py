"""Chunks from lists and a sink that keeps what it is told, for tests of reading."""

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa
import yaml

from ingest.chunk import Chunk, Places
from ingest.facts import Ends, Lookup
from ingest.gather import TablePlan
from ingest.mapping import Mapping
from ingest.rejects import Rejects


def chunk_of(columns: dict[str, list[str]], first: int = 2) -> Chunk:
    """A chunk with these cells; its rows are lines from `first` on, of ten bytes each."""
    size = len(next(iter(columns.values())))
    lines = ["\x1f".join(cells) for cells in zip(*columns.values(), strict=True)]
    digests = [hashlib.blake2b(line.encode(), digest_size=8).digest() for line in lines]
    rows = np.arange(first, first + size, dtype=np.int64)
    places = Places(
        rows,
        rows * 10,
        np.full(size, 9, np.int32),
        np.array([int.from_bytes(digest) for digest in digests], np.uint64),
    )
    cells = {name: pa.array(column, pa.string()) for name, column in columns.items()}
    return Chunk(places, pa.table(cells))


def mapping_of(tables: str, **others: object) -> Mapping:
    """A mapping with these tables, written in YAML."""
    told = {"source": "mine", "title": "Mine", "namespace": "mine", **others}
    return Mapping.model_validate({**told, "tables": yaml.safe_load(tables)})


class Known(dict[str, str]):
    """A lookup that is a dictionary."""

    def find(self, numbers: pa.Array) -> pa.Array:
        """The id for each number."""
        return pa.array([self.get(number) for number in numbers.to_pylist()], pa.string())


class Told:
    """A sink that keeps all it is told: each line as a dictionary."""

    def __init__(self) -> None:
        self.rows: list[tuple[int, int | None]] = []  # line and key
        self.mentions: list[dict[str, object]] = []
        self.nodes: dict[str, list[dict[str, object]]] = defaultdict(list)
        self.links: dict[Ends, list[dict[str, object]]] = defaultdict(list)

    def add_rows(self, places: Places, keys: pa.Array) -> None:
        """Lines of the file with their keys."""
        self.rows += zip(places.rows.tolist(), keys.to_pylist(), strict=True)

    def add_mentions(self, facts: pa.Table) -> None:
        """Mentions as they come."""
        self.mentions += facts.to_pylist()

    def add_nodes(self, label: str, nodes: pa.Table) -> None:
        """What rows say of entities, without what they leave open."""
        self.nodes[label] += map(_said, nodes.to_pylist())

    def add_links(self, ends: Ends, links: pa.Table) -> None:
        """Links in the same way."""
        self.links[ends] += map(_said, links.to_pylist())

    def facts(self) -> set[tuple[object, ...]]:
        """Everything but where rows are, as a set."""
        lines: list[tuple[object, ...]] = [("mention", *line.items()) for line in self.mentions]
        lines += [(label, *line.items()) for label, told in self.nodes.items() for line in told]
        lines += [(ends, *line.items()) for ends, told in self.links.items() for line in told]
        return set(lines) | {("key", key) for _, key in self.rows}


def _said(line: dict[str, object]) -> dict[str, object]:
    return {name: value for name, value in line.items() if value is not None}


def tell(
    mapping: Mapping,
    chunks: Sequence[Chunk],
    rejects: Path | None = None,
    **lookups: Lookup,
) -> tuple[Told, Rejects]:
    """What the rows of a mapping's only table become; `lookups` by the name of the entity.

    The rejects are closed, but their counts can be read.
    """
    ((name, table),) = ((n, t) for n, t in mapping.tables.items() if n != "others")
    told, plan = Told(), TablePlan(name, table, mapping, {})
    named = {f"others.{entity}": lookup for entity, lookup in lookups.items()}
    with Rejects(rejects, "en") as counted:
        for chunk in chunks:
            plan.gather(chunk, named, told, counted, "mine.csv")
    return told, counted
