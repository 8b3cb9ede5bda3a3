"""Turns the rows of one table into facts; rows that lack what they need are rejected."""

from collections.abc import Mapping as Map
from itertools import product

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from graph.schema.registry import REGISTRY
from graph.values import value_type
from ingest.cells import Cells, Mask, folded_words, tidied
from ingest.chunk import Chunk
from ingest.facts import Ends, Lookup, Sink
from ingest.link_plans import LinkPlan, Links
from ingest.mapping import Mapping, Table
from ingest.mentions import Mentions
from ingest.plans import EntityPlan, Found
from ingest.readings import Caches, Reading
from ingest.refused import Lines, Refused, cells_once, rows_once
from ingest.rejects import Rejects
from ingest.row_keys import row_keys

_KNOWN = pa.schema(
    [
        ("entity", pa.string()),
        ("number", pa.string()),
        ("id", pa.string()),
        ("digest", pa.uint64()),
    ]
)


class TablePlan:
    """Everything that a table's mapping says, ready to be applied to chunks."""

    def __init__(self, name: str, table: Table, mapping: Mapping, caches: Caches) -> None:
        self.name, self.table = name, table
        self._entities = {n: EntityPlan(n, e, mapping, caches) for n, e in table.entities.items()}
        self._links = [
            LinkPlan(
                link,
                table,
                (self._entities[link.source], self._entities[link.target]),
                mapping,
                caches,
            )
            for link in table.links
        ]
        self._date = (
            Reading(table.date, value_type("date"), mapping, caches, keyed=False)
            if table.date
            else None
        )
        self._words = folded_words(table.words)

    def own_ids(self, entity: str, numbers: pa.Array) -> pa.Array:
        """The ids that numbers of entities elsewhere ('vehicles.vehicle') have of their own."""
        plans = [plan for plan in self._entities.values() if plan.entity.refers_to == entity]
        nothing = pa.array([], pa.string())
        return pa.concat_arrays([nothing, *(plan.own_ids(numbers) for plan in plans)])

    def known_as(self, chunk: Chunk) -> pa.Table:
        """Which entities go by which number (`known_as`), and which row says so.

        Columns entity ('vehicles.vehicle'), number (tidied), id and digest: distinct lines.
        """
        cells, parts = Cells(chunk, self._words), [_KNOWN.empty_table()]
        for name, plan in self._entities.items():
            if plan.entity.known_as:
                found = plan.find(cells, {}, np.ones(len(cells), np.bool_))
                numbers = tidied(cells.texts(plan.entity.known_as, found.rows))
                titles = pa.array([f"{self.name}.{name}"] * len(numbers), pa.string())
                digests = pa.array(chunk.places.digests[found.rows])
                columns = [titles, numbers, found.entity_ids(), digests]
                lines = pa.table(columns, schema=_KNOWN)
                parts.append(lines.filter(pc.not_equal(numbers, "")))
        return pa.concat_tables(parts).group_by(_KNOWN.names, use_threads=False).aggregate([])

    def gather(
        self,
        chunk: Chunk,
        lookups: Map[str, Lookup],
        sink: Sink,
        rejects: Rejects,
        file: str,
    ) -> int:
        """Hand on the facts of a chunk; the number of rows that were not rejected."""
        rejects.add_ragged(file, chunk.ragged)
        cells = Cells(chunk, self._words)
        every, lost = self._needed(cells, lookups)
        alive = np.ones(len(cells), np.bool_)
        alive[lost.rows] = False
        rejects.add_rows(file, chunk.places, lost)
        keys = row_keys(chunk, self.table.identifies)
        sink.add_rows(chunk.places.take(alive), keys.filter(pa.array(alive)))
        refused = [part.take(alive[part.rows]) for part in cells.refused]
        refused += self._tell(cells, lookups, every, alive, sink)
        rejects.add_values(file, chunk.places, cells_once(refused))
        return int(alive.sum())

    def _needed(self, cells: Cells, lookups: Map[str, Lookup]) -> tuple[dict[str, Found], Lines]:
        """The entities that rows must have, and the rows that lack what they need."""
        lost = []
        for column in self.table.required:
            empty = pc.equal(cells.column(column), "").to_numpy(zero_copy_only=False)
            rows = np.flatnonzero(empty)
            lost.append(Refused.alike(rows, column, cells.texts(column, rows), "empty"))
        every = {
            name: plan.find(cells, lookups, np.ones(len(cells), np.bool_))
            for name, plan in self._entities.items()
            if plan.entity.required
        }
        lost += [part for found in every.values() for part in found.lost]
        return every, rows_once(lost, cells.refused)

    def _tell(
        self,
        cells: Cells,
        lookups: Map[str, Lookup],
        every: dict[str, Found],
        alive: Mask,
        sink: Sink,
    ) -> list[Refused]:
        """Hand on what the rows tell that are `alive`; the values refused on the way."""
        dates, refused = self._dates(cells, alive)
        mentions = Mentions(cells.chunk.places, dates)
        for name, plan in self._entities.items():
            known = every.get(name)
            found = known.among(alive) if known else plan.find(cells, lookups, alive)
            every[name] = found
            columns, bad = plan.values(found, cells)
            refused += [*found.refused, *bad]
            mentions.add(found.ids, found.codes, found.rows, plan.described)
            _hand_on_nodes(plan, found, columns, mentions, sink)
        for link in self._links:
            made = link.find(cells, every[link.link.source], every[link.link.target])
            refused += made.refused
            mentions.add(made.ids, np.arange(len(made.ids), dtype=np.int32), made.rows, True)
            _hand_on_links(link, made, mentions, sink)
        sink.add_mentions(mentions.table())
        return refused

    def _dates(self, cells: Cells, alive: Mask) -> tuple[pa.Array, list[Refused]]:
        """The business date of each row, and the dates that were refused."""
        if self._date is None:
            return pa.nulls(len(cells), pa.date32()), []
        column = self._date.one(cells)
        dates = column.values(np.arange(len(cells)), len(cells), pa.date32())
        return dates, [self._date.refused(column, cells, alive)]


def _hand_on_nodes(
    plan: EntityPlan, found: Found, columns: Map[str, pa.Array], mentions: Mentions, sink: Sink
) -> None:
    """What the rows say of entities, by label; a mention alone says nothing."""
    for position, label in enumerate(plan.labels):
        own = {p.name for p in REGISTRY.entity(label).properties}
        said = {name: values for name, values in columns.items() if name in own}
        chosen = (found.labels == position) & _any_given(said, len(found.rows))
        if chosen.any():
            which = pa.array(np.flatnonzero(chosen))
            lines = {"id": found.entity_ids().take(which), **mentions.of_rows(found.rows[chosen])}
            given = {name: values.take(which) for name, values in said.items()}
            sink.add_nodes(label, pa.table(lines | _not_all_null(given)))


def _hand_on_links(link: LinkPlan, made: Links, mentions: Mentions, sink: Sink) -> None:
    """The links of a chunk by the labels of their ends."""
    for source, target in product(range(len(link.labels[0])), range(len(link.labels[1]))):
        chosen = (made.source_labels == source) & (made.target_labels == target)
        if chosen.any():
            which = pa.array(np.flatnonzero(chosen))
            ends = Ends(link.link.type, link.labels[0][source], link.labels[1][target])
            ids = {"id": made.ids, "source": made.sources, "target": made.targets}
            lines = {name: values.take(which) for name, values in ids.items()}
            given = {name: values.take(which) for name, values in made.properties.items()}
            said = mentions.of_rows(made.rows[chosen])
            sink.add_links(ends, pa.table({**lines, **said, **_not_all_null(given)}))


def _any_given(columns: Map[str, pa.Array], size: int) -> Mask:
    """Which lines have a value in one of the columns."""
    given = np.zeros(size, np.bool_)
    for values in columns.values():
        given |= values.is_valid().to_numpy(zero_copy_only=False)
    return given


def _not_all_null(columns: Map[str, pa.Array]) -> dict[str, pa.Array]:
    return {name: values for name, values in columns.items() if values.null_count < len(values)}
