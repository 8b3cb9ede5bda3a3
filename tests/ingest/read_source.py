"""Reads all files of a source into counts, without a store, for tests of mappings."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa

from ingest.chunk import Places
from ingest.facts import Ends, Lookup
from ingest.gather import TablePlan
from ingest.inputs import find_inputs
from ingest.readings import Caches
from ingest.rejects import Rejects
from ingest.source import choose_source
from tests.ingest.columns import Known


@dataclass
class Read:
    """What the files of a source say."""

    read: int = 0
    loaded: int = 0
    rejected: int = 0  # rows
    lost: Counter[tuple[str, str]] = field(default_factory=Counter)  # column and reason: cells
    entities: dict[str, dict[str, dict[str, object]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(dict))
    )  # label: id: properties
    links: dict[Ends, dict[str, dict[str, object]]] = field(
        default_factory=lambda: defaultdict(dict)
    )
    warnings: list[str] = field(default_factory=list)

    def count_entities(self) -> dict[str, int]:
        """Entities by label."""
        return {label: len(ids) for label, ids in sorted(self.entities.items())}

    def count_links(self) -> dict[str, int]:
        """Links by type."""
        found: Counter[str] = Counter()
        for ends, ids in self.links.items():
            found[ends.type] += len(ids)
        return dict(sorted(found.items()))

    def add_rows(self, places: Places, keys: pa.Array) -> None:  # noqa: ARG002
        """Rows that were not rejected."""
        self.loaded += len(places)

    def add_mentions(self, facts: pa.Table) -> None:
        """Nothing: provenance is tested elsewhere."""

    def add_nodes(self, label: str, nodes: pa.Table) -> None:
        """Entities with what they are told to be."""
        for line in nodes.to_pylist():
            told = {k: v for k, v in line.items() if v is not None and k not in ("id", "digest")}
            self.entities[label][line["id"]].update(told)

    def add_links(self, ends: Ends, links: pa.Table) -> None:
        """Links with their properties."""
        for line in links.to_pylist():
            told = {k: v for k, v in line.items() if v is not None and k not in ("id", "digest")}
            self.links[ends].setdefault(line["id"], {}).update(told)


def read_source(path: Path | str, source: str | Path) -> Read:
    """What the files at `path` say by the mapping `source`."""
    mapping = choose_source(path, str(source)).mapping
    inputs = find_inputs(path, mapping)
    found, caches = Read(), Caches()
    lookups: dict[str, Lookup] = {}
    with Rejects(None, "en") as rejects:
        for name in mapping.reading_order():
            plan = TablePlan(name, mapping.tables[name], mapping, caches)
            known: dict[str, Known] = defaultdict(Known)
            for given in (given for given in inputs if given.name == name):
                found.warnings += given.warnings
                for chunk in given.chunks():
                    for line in plan.known_as(chunk).to_pylist():
                        known[line["entity"]][line["number"]] = line["id"]
                    found.read += len(chunk) + len(chunk.ragged)
                    plan.gather(chunk, lookups, found, rejects, given.file)
            lookups |= known
        found.rejected = rejects.rows
        for (_, column, reason), count in rejects.counts.items():
            found.lost[column, reason] += count
    assert found.read == found.loaded + found.rejected
    return found
