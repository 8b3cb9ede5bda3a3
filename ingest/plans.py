"""What a table's rows become: entities and links, worked out column by column for a chunk."""

from collections.abc import Mapping as Map
from dataclasses import dataclass, field

from graph.schema.ids import entity_id, link_id
from graph.schema.registry import REGISTRY
from graph.values import Reason, Scalar, value_type
from ingest.mapping import Entity, LabelBy, LinkUse, Mapping, Table
from ingest.reader import Chunk
from ingest.readings import Caches, Reading, Rejected, Result, key_kind, main_property

Lookup = Map[str, str]
"""Entity ids by the number under which other tables refer to them."""


@dataclass
class Found:
    """Entities of a chunk: equal-length columns, one line per mention."""

    rows: list[int] = field(default_factory=list)  # positions in the chunk
    ids: list[str] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    keys: list[Result] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)
    lost: dict[int, Rejected] = field(default_factory=dict)  # rows that need it and lack it


def _matches(when: Map[str, str | list[str]], chunk: Chunk) -> list[bool]:
    """Which rows have the words that `when` asks for."""
    fits = [True] * len(chunk)
    for column, words in when.items():
        allowed = {words} if isinstance(words, str) else set(words)
        cells = chunk.columns.get(column, [""] * len(chunk))
        fits = [fit and cell in allowed for fit, cell in zip(fits, cells, strict=True)]
    return fits


class EntityPlan:
    """One entity of a table."""

    def __init__(self, name: str, entity: Entity, mapping: Mapping, caches: Caches) -> None:
        self.name, self.entity = name, entity
        self._namespace = entity.namespace or mapping.namespace
        labels = entity.labels()
        self.keys = [Reading(use, key_kind(use, labels[0]), mapping, caches) for use in entity.key]
        known = {p.name: p for label in labels for p in REGISTRY.entity(label).properties}
        self.properties = {
            title: Reading(use, value_type(use.value or known[title].value), mapping, caches)
            for title, use in entity.properties.items()
            if title in known
        }
        self.described = bool(entity.properties) or (
            not entity.refers_to and all(REGISTRY.entity(x).role == "identifier" for x in labels)
        )
        self._ids: dict[tuple[str, int, str], str] = {}

    def find(self, chunk: Chunk, lookups: Map[str, Lookup]) -> Found:
        """The entities that the rows of this chunk tell of."""
        found = Found()
        labels, fits = self._labels(chunk, found), _matches(self.entity.when, chunk)
        lookup = lookups.get(self.entity.refers_to or "", {})
        keys = [reading.many(chunk) for reading in self.keys]
        for row in range(len(chunk)):
            label = labels[row]
            if not fits[row] or not label:
                continue
            before = len(found.ids)
            for number, column in enumerate(keys):
                for result in column[row]:
                    if result.reason:
                        found.rejected.append(self._bad(number, row, result.reason, chunk))
                    else:
                        found.rows.append(row)
                        found.labels.append(label)
                        found.ids.append(self._id(label, number, result.key, lookup))
                        found.keys.append(result)
                if len(found.ids) > before:
                    break
            if len(found.ids) == before and self.entity.required and row not in found.lost:
                of_row = [bad for bad in found.rejected if bad.position == row]
                found.lost[row] = of_row[-1] if of_row else self._bad(0, row, "empty", chunk)
        return found

    def _bad(self, number: int, row: int, reason: Reason, chunk: Chunk) -> Rejected:
        column = self.keys[number].column
        cells = chunk.columns.get(column)
        return Rejected(row, column, cells[row] if cells else "", reason)

    def _labels(self, chunk: Chunk, found: Found) -> list[str]:
        label = self.entity.label
        if not isinstance(label, LabelBy):
            return [label] * len(chunk)
        words = chunk.columns.get(label.by, [""] * len(chunk))
        labels = [label.cases.get(word, label.default or "") for word in words]
        if self.entity.required:
            for row, name in enumerate(labels):
                if not name:
                    found.lost[row] = Rejected(row, label.by, words[row], "unknown_word")
        return labels

    def _id(self, label: str, number: int, key: str, lookup: Lookup) -> str:
        if lookup and (known := lookup.get(key)):
            return known
        cached = self._ids.get((label, number, key))
        if cached is None:
            of_source = (
                REGISTRY.entity(label).role != "identifier"
                or self.entity.refers_to
                or (len(self.keys) > 1 and self.keys[number].kind.name == "identifier")
            )
            full = f"{self._namespace}:{key}" if of_source else key
            cached = self._ids[label, number, key] = entity_id(label, full)
        return cached

    def values(
        self, found: Found, chunk: Chunk
    ) -> tuple[dict[str, list[Scalar | None]], list[Rejected]]:
        """Property columns of the entities found, and the values that were refused."""
        columns: dict[str, list[Scalar | None]] = {}
        refused: list[Rejected] = []
        main = main_property(self.entity.labels()[0])
        if main and main not in self.properties:
            columns[main] = [result.value for result in found.keys]
        for name in sorted({n for key in found.keys for n in self._derived(key)}):
            columns[name] = [self._derived(key).get(name) for key in found.keys]
        for name, reading in self.properties.items():
            results = reading.one(chunk)
            columns[name] = [r.value if (r := results[row]) else None for row in found.rows]
            cells = chunk.columns.get(reading.column, [])
            refused += [
                Rejected(row, reading.column, cells[row], r.reason)
                for row in dict.fromkeys(found.rows)
                if (r := results[row]) and r.reason
            ]
        return columns, refused

    def _derived(self, key: Result) -> dict[str, str]:
        kind = self.keys[0].kind
        if key.value is None or kind.name != "identity" or "kind" in self.properties:
            return {}
        return kind.derived(key.value)


@dataclass
class Links:
    """Links of a chunk: equal-length columns."""

    rows: list[int] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)
    targets: list[str] = field(default_factory=list)
    ends: list[tuple[str, str]] = field(default_factory=list)  # labels
    properties: dict[str, list[Scalar | None]] = field(default_factory=dict)
    rejected: list[Rejected] = field(default_factory=list)


class LinkPlan:
    """One link of a table."""

    def __init__(self, link: LinkUse, table: Table, mapping: Mapping, caches: Caches) -> None:
        self.link = link
        self._column = table.entities[link.target].key[0].column or ""
        self._ends = REGISTRY.links[link.type]
        known = {p.name: p for p in self._ends.link.properties}
        self.readings = {
            name: Reading(
                use,
                value_type(use.value or _value_of(known[name].value, known[name].stored)),
                mapping,
                caches,
            )
            for name, use in link.properties.items()
        }
        self._needs = {name for name, use in link.properties.items() if use.required}

    def find(self, chunk: Chunk, sources: Found, targets: Found) -> Links:
        """The links between the entities of each row."""
        links = Links()
        results = {name: reading.one(chunk) for name, reading in self.readings.items()}
        fits = _matches(self.link.when, chunk)
        ends_at: dict[int, list[int]] = {}
        for at, row in enumerate(targets.rows):
            ends_at.setdefault(row, []).append(at)
        values: dict[str, list[Scalar | None]] = {name: [] for name in results}
        for at, row in enumerate(sources.rows):
            for to in ends_at.get(row, ()) if fits[row] else ():
                self._add(links, values, results, row, (sources, at), (targets, to))
        links.properties = values
        for name, found in results.items():
            column = self.readings[name].column
            cells = chunk.columns.get(column, [])
            links.rejected += [
                Rejected(row, column, cells[row], r.reason)
                for row in dict.fromkeys(sources.rows)
                if (r := found[row]) and r.reason
            ]
        return links

    def _add(
        self,
        links: Links,
        values: dict[str, list[Scalar | None]],
        results: dict[str, list[Result | None]],
        row: int,
        source: tuple[Found, int],
        target: tuple[Found, int],
    ) -> None:
        (begins, i), (ends, j) = source, target
        labels = (begins.labels[i], ends.labels[j])
        if labels[0] not in self._ends.sources or labels[1] not in self._ends.link.to:
            return
        if begins.ids[i] == ends.ids[j]:
            links.rejected.append(Rejected(row, self._column, "", "links_itself"))
            return
        of_row = {name: found[row] for name, found in results.items()}
        if any(not (r := of_row[name]) or r.value is None for name in self._needs):
            return
        for name, result in of_row.items():
            values[name].append(result.value if result else None)
        key = [r.key if (r := of_row.get(name)) else "" for name in self._ends.link.key]
        links.rows.append(row)
        links.sources.append(begins.ids[i])
        links.targets.append(ends.ids[j])
        links.ends.append(labels)
        links.ids.append(link_id(self.link.type, begins.ids[i], ends.ids[j], *key))


def _value_of(value: str, stored: str) -> str:
    """The value type of a link's property, where the schema only says how it is stored."""
    return stored if value == "text" and stored in ("date", "integer", "boolean") else value
