"""People and what they hold, noted in files for the rules: a big insurer has millions of them.

A first load tells the store all there is; to read it back for the rules would take as long as a
tenth of the load, and memory that grows with the store. Later the kept rows say the same.
"""

from collections.abc import Mapping
from pathlib import Path

import pyarrow as pa

from graph.provenance import Manifest, Place
from graph.provenance.telling import Telling
from ingest.said import SaidFile
from ingest.same.records import HELD, PEOPLE, PeopleFiles, held_schema
from ingest.same.rules import KEYS


class Passing:
    """What the rules look at, of the facts that pass by."""

    def __init__(self, folder: Path) -> None:
        """`folder` is there, and keeps what is noted."""
        self._kinds = {(link, "Person", label): kind for kind, (link, label) in HELD.items()}
        schemas = {"people": PEOPLE} | {kind: held_schema(kind) for kind in KEYS}
        self._files = {
            name: SaidFile(folder / f"passing-{name}.parquet", schema)
            for name, schema in schemas.items()
        }

    def add_nodes(self, label: str, batch: pa.RecordBatch) -> None:
        """Entities of one type, with the properties of the schema."""
        if label == "Person":
            self._files["people"].add(
                pa.table([batch.column(n) for n in PEOPLE.names], PEOPLE.names)
            )

    def add_links(self, ends: tuple[str, str, str], batch: pa.RecordBatch) -> None:
        """Links of one type between two types of entity."""
        kind = self._kinds.get(ends)
        if kind in KEYS:
            columns = [batch.column("source"), batch.column("target")]
            self._files[kind].add(pa.table(columns, held_schema(kind).names))

    def people(self) -> PeopleFiles:
        """All that was noted; nothing can be added any more."""
        paths = {name: file.close() for name, file in self._files.items()}
        return PeopleFiles(paths.pop("people"), paths)


def kept_people(place: Place, manifests: Mapping[str, Manifest], spill: Path) -> PeopleFiles:
    """All people that the live rows describe, and what they hold, in files below `spill`."""
    telling = Telling(place, manifests, spill)
    try:
        passing = Passing(spill)
        for batch in telling.told_nodes("Person", PEOPLE.names[1:]):
            passing.add_nodes("Person", batch)
        for kind in KEYS:
            link, label = HELD[kind]
            for batch in telling.told_links((link, "Person", label)):
                passing.add_links((link, "Person", label), batch)
    finally:
        telling.close()
    return passing.people()
