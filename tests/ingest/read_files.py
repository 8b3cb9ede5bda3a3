"""Reads files as a run does, but tells no store: what the graph would be told."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa

from graph.provenance import Manifest, Place, State, write_manifest
from graph.provenance.manifest import read_manifest, read_manifests
from graph.provenance.telling import Ends
from graph.schema.ids import entity_id
from graph.schema.registry import REGISTRY
from ingest.inputs import find_inputs
from ingest.read import Delivery, Gathered, gather_all
from ingest.rejects import Rejects
from ingest.report import Warned
from ingest.source import choose_source
from ingest.staging import Staging

_STANDING = ("first_seen", "last_seen", "rows", "origins", "sources")
Told = dict[str, dict[str, object]]
"""What is told of facts, by id: properties that some row gives."""


@dataclass(frozen=True)
class Read:
    """What the files of a source say."""

    gathered: Gathered
    warnings: list[Warned]
    entities: dict[str, Told]  # by label
    links: dict[Ends, Told]

    @property
    def read(self) -> int:
        """Rows."""
        return self.gathered.rows("read")

    @property
    def loaded(self) -> int:
        """Rows that count."""
        return self.gathered.rows("loaded")

    @property
    def rejected(self) -> int:
        """Rows that don't count."""
        return self.gathered.rows("rejected")

    @property
    def lost(self) -> Counter[tuple[str, str]]:
        """Cells whose value was rejected, by column and reason."""
        found: Counter[tuple[str, str]] = Counter()
        for line in self.gathered.reasons:
            found[line.column, line.reason] += line.count
        return found

    def count_entities(self) -> dict[str, int]:
        """Entities by label."""
        return {label: len(told) for label, told in self.entities.items()}

    def count_links(self) -> dict[str, int]:
        """Links by type."""
        found: Counter[str] = Counter()
        for (kind, _, _), told in self.links.items():
            found[kind] += len(told)
        return dict(found)


def read_files(path: Path | str, source: Path | str) -> Read:
    """What the files at `path` say by the mapping `source`."""
    with TemporaryDirectory(prefix="ringleader-") as name:
        where = Path(name)
        place, chosen = Place(where), choose_source(path, str(source))
        before = read_manifest(place, chosen.mapping.source)
        inputs = find_inputs(path, chosen.mapping)
        run = entity_id("IngestRun", "only")
        delivery = Delivery(inputs, chosen.mapping, chosen.digest, before, run, full=False)
        staging = Staging(where / "work", place)
        with Rejects(None, "en", staging.add_lost) as rejects:
            gathered = gather_all(delivery, staging, rejects, lambda *_: None, dry_run=False)
        staging.close()
        write_manifest(place, Manifest(source=before.source, runs=1, tables=gathered.tables))
        state = State(place, read_manifests(place), None, where / "state")
        nodes = {label: _told(state.nodes(label)) for label in sorted(REGISTRY.sourced_labels())}
        links = {ends: _told(state.links(ends)) for ends in state.link_ends()}
        state.close()
    found = {label: told for label, told in nodes.items() if told}
    return Read(gathered, [one for given in inputs for one in given.warnings], found, links)


def _told(batches: Iterable[pa.RecordBatch]) -> Told:
    lines = (line for batch in batches for line in batch.to_pylist())
    return {
        line["id"]: {
            name: value
            for name, value in line.items()
            if value is not None and name not in ("id", *_STANDING)
        }
        for line in lines
    }
