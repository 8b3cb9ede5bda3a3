"""Turns the rows of one input into facts; rows that lack what they need are rejected."""

from collections import defaultdict
from collections.abc import Mapping as Map

from graph.schema.registry import REGISTRY
from graph.values import Scalar, value_type
from graph.values.model import tidy
from ingest.inputs import Input
from ingest.mapping import Mapping
from ingest.plans import EntityPlan, Found, LinkPlan, Links, Lookup
from ingest.reader import Chunk
from ingest.readings import Caches, Reading, Rejected
from ingest.rejects import Rejects
from ingest.staging import Ends, Staging


class TablePlan:
    """Everything that a table's mapping says, ready to be applied to chunks."""

    def __init__(self, given: Input, mapping: Mapping, caches: Caches) -> None:
        table = given.table
        self._given = given
        self._entities = {n: EntityPlan(n, e, mapping, caches) for n, e in table.entities.items()}
        self._links = [LinkPlan(link, table, mapping, caches) for link in table.links]
        self._date = (
            Reading(table.date, value_type("date"), mapping, caches) if table.date else None
        )
        self._words = {
            column: {
                tidy(form).casefold(): word
                for word, forms in words.items()
                for form in (word, *forms)
            }
            for column, words in table.words.items()
        }

    def known_as(self, chunk: Chunk) -> dict[str, dict[str, set[str]]]:
        """Per entity with `known_as`: number -> ids of the entities that go by it."""
        chunk, _ = self._recode(chunk)
        names: dict[str, dict[str, set[str]]] = {}
        for name, plan in self._entities.items():
            column = plan.entity.known_as
            if column is None:
                continue
            found, numbers = plan.find(chunk, {}), chunk.columns.get(column, [])
            known = names.setdefault(f"{self._given.name}.{name}", defaultdict(set))
            for row, entity in zip(found.rows, found.ids, strict=True):
                if numbers and numbers[row]:
                    known[tidy(numbers[row])].add(entity)
        return names

    def gather(
        self,
        chunk: Chunk,
        lookups: Map[str, Lookup],
        staging: Staging,
        rejects: Rejects,
        number: int,
    ) -> int:
        """Stage the facts of a chunk; the number of rows that were not rejected."""
        file = self._given.file
        rejects.add_ragged(file, chunk.ragged)
        chunk, refused = self._recode(chunk)
        every: dict[str, Found] = {}
        lost = self._lost(chunk, refused, lookups, every)
        rejects.add_rows(file, chunk.rows, lost.values())
        keep = [row for row in range(len(chunk)) if row not in lost]
        at = {row: new for new, row in enumerate(keep)}
        refused = [
            Rejected(at[bad.position], bad.column, bad.text, bad.reason)
            for bad in refused
            if bad.position in at
        ]
        chunk = chunk.take(keep)
        refused += self._stage(chunk, lookups, staging, number, {} if lost else every)
        rejects.add_values(file, chunk.rows, refused)
        return len(keep)

    def _recode(self, chunk: Chunk) -> tuple[Chunk, list[Rejected]]:
        """The chunk with the source's words as ours; unknown words are refused."""
        refused: list[Rejected] = []
        columns = dict(chunk.columns)
        for column, words in self._words.items():
            if column not in columns:
                continue
            known = {cell: words.get(tidy(cell).casefold(), "") for cell in set(columns[column])}
            refused += [
                Rejected(row, column, cell, "unknown_word")
                for row, cell in enumerate(columns[column])
                if cell and not known[cell]
            ]
            columns[column] = [known[cell] for cell in columns[column]]
        return Chunk(columns, *_places(chunk)), refused

    def _lost(
        self,
        chunk: Chunk,
        refused: list[Rejected],
        lookups: Map[str, Lookup],
        every: dict[str, Found],
    ) -> dict[int, Rejected]:
        """Rows without a value they need; what was found of them on the way goes to `every`."""
        lost: dict[int, Rejected] = {}
        unknown = {(bad.position, bad.column): bad for bad in refused}
        for column in self._given.table.required:
            for row, cell in enumerate(chunk.columns[column]):
                if not cell:
                    empty = Rejected(row, column, "", "empty")
                    lost.setdefault(row, unknown.get((row, column), empty))
        for name, plan in self._entities.items():
            if plan.entity.required:
                every[name] = plan.find(chunk, lookups)
                for row, bad in every[name].lost.items():
                    lost.setdefault(row, unknown.get((row, bad.column), bad))
        return lost

    def _stage(
        self,
        chunk: Chunk,
        lookups: Map[str, Lookup],
        staging: Staging,
        number: int,
        every: dict[str, Found],
    ) -> list[Rejected]:
        dates: list[Scalar | None] = [None] * len(chunk)
        refused: list[Rejected] = []
        if self._date:
            results = self._date.one(chunk)
            dates = [result.value if result else None for result in results]
            refused += [
                Rejected(row, self._date.column, chunk.columns[self._date.column][row], r.reason)
                for row, r in enumerate(results)
                if r and r.reason
            ]
        for name, plan in self._entities.items():
            found = every[name] = every.get(name) or plan.find(chunk, lookups)
            columns, bad = plan.values(found, chunk)
            refused += [*found.rejected, *bad]
            self._stage_entities(plan, found, columns, dates, staging)
            staging.add_seen(found.ids, found.rows, chunk, dates, number, plan.described)
        for link in self._links:
            made = link.find(chunk, every[link.link.source], every[link.link.target])
            refused += made.rejected
            self._stage_links(link.link.type, made, dates, staging)
            staging.add_seen(made.ids, made.rows, chunk, dates, number, True)
        return refused

    def _stage_entities(
        self,
        plan: EntityPlan,
        found: Found,
        columns: dict[str, list[Scalar | None]],
        dates: list[Scalar | None],
        staging: Staging,
    ) -> None:
        for label in plan.entity.labels():
            chosen = [at for at, own in enumerate(found.labels) if own == label]
            if chosen:
                names = {p.name for p in REGISTRY.entity(label).properties}
                staging.add_nodes(
                    label,
                    [found.ids[at] for at in chosen],
                    [dates[found.rows[at]] for at in chosen],
                    {
                        name: [column[at] for at in chosen]
                        for name, column in columns.items()
                        if name in names
                    },
                )

    def _stage_links(
        self, kind: str, made: Links, dates: list[Scalar | None], staging: Staging
    ) -> None:
        for ends in sorted(set(made.ends)):
            chosen = [at for at, own in enumerate(made.ends) if own == ends]
            staging.add_links(
                Ends(kind, *ends),
                [made.ids[at] for at in chosen],
                [made.sources[at] for at in chosen],
                [made.targets[at] for at in chosen],
                [dates[made.rows[at]] for at in chosen],
                {n: [column[at] for at in chosen] for n, column in made.properties.items()},
            )


def _places(chunk: Chunk) -> tuple[list[int], list[int], list[int], list[int]]:
    return chunk.rows, chunk.starts, chunk.sizes, chunk.digests
