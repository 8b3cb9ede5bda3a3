"""Reads files as a run does, but tells no store: what the graph would be told."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from graph.provenance import Manifest, Place, State, write_manifest
from graph.provenance.manifest import read_manifest, read_manifests
from graph.schema.ids import entity_id
from ingest.inputs import find_inputs
from ingest.read import Delivery, Gathered, gather_all
from ingest.rejects import Rejects
from ingest.source import choose_source
from ingest.staging import Staging


@contextmanager
def read_files(path: Path, source: str | None, where: Path) -> Iterator[tuple[Gathered, State]]:
    """What reading found, and all facts; working files and provenance go to `where`."""
    place, chosen = Place(where), choose_source(path, source)
    before = read_manifest(place, chosen.mapping.source)
    run = entity_id("IngestRun", f"{before.runs}")
    delivery = Delivery(
        find_inputs(path, chosen.mapping), chosen.mapping, chosen.digest, before, run, full=False
    )
    staging = Staging(where / "work", place)
    with Rejects(None, "en", staging.add_lost) as rejects:
        gathered = gather_all(delivery, staging, rejects, lambda *_: None, dry_run=False)
    staging.close()
    tables = {**before.tables, **gathered.tables}
    name = chosen.mapping.source
    write_manifest(place, Manifest(source=name, runs=before.runs + 1, tables=tables))
    state = State(place, read_manifests(place), None, where / "state")
    try:
        yield gathered, state
    finally:
        state.close()
