"""People and what they hold, noted while a whole graph goes into the store.

A first load has just told the store all there is: to read it back for the rules would take as long
as a tenth of the load, and more memory.
"""

import pyarrow as pa
import pyarrow.compute as pc

from ingest.same.records import HELD, PEOPLE, People
from ingest.same.rules import KEYS


class Passing:
    """What the rules look at, of the facts that pass by."""

    def __init__(self) -> None:
        self._people: list[pa.Table] = []
        self._held: dict[str, list[pa.Table]] = {kind: [] for kind in KEYS}
        self._kinds = {(link, "Person", label): kind for kind, (link, label) in HELD.items()}

    def add_nodes(self, label: str, batch: pa.RecordBatch) -> None:
        """Entities of one type, with the properties of the schema."""
        if label == "Person":
            table = pa.Table.from_batches([batch.select(PEOPLE.names)])
            self._people.append(table.cast(PEOPLE))

    def add_links(self, ends: tuple[str, str, str], batch: pa.RecordBatch) -> None:
        """Links of one type between two types of entity."""
        kind = self._kinds.get(ends)
        if kind in self._held:
            columns = {"person": batch["source"], kind: batch["target"]}
            self._held[kind].append(pa.table(columns))

    def people(self) -> People:
        """As `read_people` would give them from a store that was told these facts alone."""
        everybody = pa.concat_tables([PEOPLE.empty_table(), *self._people]).sort_by("id")
        for at, name in enumerate(PEOPLE.names[1:3], start=1):
            filled = pc.if_else(pc.equal(everybody[name], ""), None, everybody[name])
            everybody = everybody.set_column(at, PEOPLE.field(name), filled)
        held = {}
        for kind, tables in self._held.items():
            schema = pa.schema([("person", pa.string()), (kind, pa.string())])
            both = pa.concat_tables([schema.empty_table(), *(t.cast(schema) for t in tables)])
            distinct = both.group_by(schema.names, use_threads=False).aggregate([])
            held[kind] = distinct.sort_by([(name, "ascending") for name in schema.names])
        return People(everybody, held)
