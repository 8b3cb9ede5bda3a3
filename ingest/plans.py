"""What a table's rows become: its entities, worked out column by column for a chunk."""

from collections.abc import Mapping as Map
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from graph.schema.registry import REGISTRY
from graph.values import value_type
from ingest.cells import Cells, Codes, Mask
from ingest.facts import Lookup
from ingest.ids import entity_ids
from ingest.mapping import Entity, LabelBy, Mapping
from ingest.readings import Caches, Cleaned, Column, Reading, key_kind, main_property
from ingest.refused import Positions, Refused
from ingest.stored import arrow_type

_NO_LABEL = -1


@dataclass(frozen=True)
class Found:
    """Entities of a chunk: equal-length arrays, one line per mention, rows ascending."""

    rows: Positions  # positions in the chunk
    ids: pa.Array  # distinct ids, named by `codes`
    codes: Codes
    labels: Codes  # positions in Entity.labels()
    given: Map[str, pa.Array] = field(default_factory=dict)  # properties that the key itself gives
    refused: tuple[Refused, ...] = ()  # values of keys
    lost: tuple[Refused, ...] = ()  # rows that need the entity and lack it, by the value to blame

    def among(self, rows: Mask) -> "Found":
        """Only what was found, and refused, in rows where `rows` is true."""
        which = rows[self.rows]
        return Found(
            self.rows[which],
            self.ids,
            self.codes[which],
            self.labels[which],
            {name: values.filter(pa.array(which)) for name, values in self.given.items()},
            tuple(part.take(rows[part.rows]) for part in self.refused),
        )

    def entity_ids(self, lines: NDArray[np.int64] | None = None) -> pa.Array:
        """The id of each mention, or of these."""
        return self.ids.take(pa.array(self.codes if lines is None else self.codes[lines]))


class EntityPlan:
    """One entity of a table."""

    def __init__(self, name: str, entity: Entity, mapping: Mapping, caches: Caches) -> None:
        self.name, self.entity = name, entity
        self.labels = entity.labels()
        self._namespace = entity.namespace or mapping.namespace
        self._keys = [
            Reading(use, key_kind(use, self.labels[0]), mapping, caches) for use in entity.key
        ]
        known = {p.name: p for label in self.labels for p in REGISTRY.entity(label).properties}
        self.properties = {
            title: Reading(
                use, value_type(use.value or known[title].value), mapping, caches, keyed=False
            )
            for title, use in entity.properties.items()
            if title in known
        }
        self.stored = {name: arrow_type(p.stored) for name, p in known.items()}
        self.described = bool(entity.properties) or (
            not entity.refers_to
            and all(REGISTRY.entity(x).role == "identifier" for x in self.labels)
        )
        main = main_property(self.labels[0])
        self._main = main if main not in self.properties else None

    def find(self, cells: Cells, lookups: Map[str, Lookup], among: Mask) -> Found:
        """The entities that the rows of this chunk tell of, in rows where `among` is true."""
        labels = self._labels(cells)
        wanted = among & cells.matching(self.entity.when) & (labels != _NO_LABEL)
        lookup = lookups.get(self.entity.refers_to or "")
        parts, refused, open_ = [], [], wanted
        for number, reading in enumerate(self._keys):
            column = reading.many(cells)
            refused.append(reading.refused(column, cells, open_))
            good = column.take(open_[column.rows] & column.good)
            parts.append(self._mentions(number, good, labels, lookup))
            open_ = open_.copy()
            open_[good.rows] = False
            if not open_.any():
                break
        lost: tuple[Refused, ...] = ()
        if self.entity.required:
            lost = (*self._unlabelled(cells, labels, among), *self._keyless(cells, open_, refused))
        return _joined(parts, tuple(refused), lost)

    def _labels(self, cells: Cells) -> Codes:
        label = self.entity.label
        if not isinstance(label, LabelBy):
            return np.zeros(len(cells), np.int32)
        words = cells.encoded(label.by)
        named = (label.cases.get(word, label.default) for word in words.texts.to_pylist())
        codes = [self.labels.index(name) if name else _NO_LABEL for name in named]
        return np.array(codes, np.int32)[words.codes]

    def _unlabelled(self, cells: Cells, labels: Codes, among: Mask) -> tuple[Refused, ...]:
        if not isinstance(self.entity.label, LabelBy):
            return ()
        column = self.entity.label.by
        rows = np.flatnonzero(among & (labels == _NO_LABEL))
        return (Refused.alike(rows, column, cells.texts(column, rows), "unknown_word"),)

    def _keyless(self, cells: Cells, rows: Mask, refused: list[Refused]) -> list[Refused]:
        """Rows without the key: the last value that was refused is to blame, else the first key."""
        left, blamed = rows.copy(), []
        for part in reversed(refused):
            mine = part.take(left[part.rows])
            _, last = np.unique(mine.rows[::-1], return_index=True)
            blamed.append(mine.take(len(mine) - 1 - last))
            left[mine.rows] = False
        column, empty = self._keys[0].column, np.flatnonzero(left)
        return [*blamed, Refused.alike(empty, column, cells.texts(column, empty), "empty")]

    def _mentions(self, number: int, column: Column, labels: Codes, lookup: Lookup | None) -> Found:
        """The entities that one key column names."""
        own = labels[column.rows]
        codes = np.zeros(len(own), np.int32)
        ids: list[pa.Array] = []
        for position, label in enumerate(self.labels):
            mine = own == position
            used, codes_of = _used(column.codes[mine], len(column.cleaned.keys))
            codes[mine] = codes_of + sum(map(len, ids))
            ids.append(self._ids(label, number, column.cleaned.keys.take(pa.array(used)), lookup))
        given = self._given(column)
        return Found(column.rows, pa.concat_arrays(ids), codes, own, given)

    def _ids(self, label: str, number: int, keys: pa.Array, lookup: Lookup | None) -> pa.Array:
        """The id for each key: that of the entity known by it, else its own."""
        of_source = (
            REGISTRY.entity(label).role != "identifier"
            or self.entity.refers_to
            or (len(self._keys) > 1 and self._keys[number].kind.name == "identifier")
        )
        own = entity_ids(label, keys, self._namespace if of_source else "")
        return own if lookup is None else pc.coalesce(lookup.find(keys), own)

    def own_ids(self, numbers: pa.Array) -> pa.Array:
        """The ids that these numbers stand for where no entity is known by them."""
        return pa.concat_arrays([self._ids(label, 0, numbers, None) for label in self.labels])

    def _given(self, column: Column) -> dict[str, pa.Array]:
        """Properties that follow from the key: the key as people know it, and its kind."""
        distinct: dict[str, pa.Array] = {}
        if self._main:
            distinct[self._main] = column.cleaned.values.cast(self.stored[self._main])
        if self._keys[0].kind.name == "identity" and "kind" not in self.properties:
            distinct |= _derived(self._keys[0], column.cleaned)
        return {name: values.take(pa.array(column.codes)) for name, values in distinct.items()}

    def values(self, found: Found, cells: Cells) -> tuple[dict[str, pa.Array], list[Refused]]:
        """Property columns of the entities found, and the values that were refused."""
        columns, refused = dict(found.given), []
        described = np.zeros(len(cells), np.bool_)
        described[found.rows] = True
        for name, reading in self.properties.items():
            column = reading.one(cells)
            columns[name] = column.values(found.rows, len(cells), self.stored[name])
            refused.append(reading.refused(column, cells, described))
        return columns, refused


def _used(codes: Codes, size: int) -> tuple[NDArray[np.int64], Codes]:
    """The codes that occur, ascending, and each line's position among them."""
    occurs = np.zeros(size, np.bool_)
    occurs[codes] = True
    positions = (np.cumsum(occurs) - 1).astype(np.int32)
    return np.flatnonzero(occurs), positions[codes]


def _derived(reading: Reading, cleaned: Cleaned) -> dict[str, pa.Array]:
    each = [
        {} if value is None else reading.kind.derived(value) for value in cleaned.values.to_pylist()
    ]
    names = sorted({name for derived in each for name in derived})
    return {name: pa.array([derived.get(name) for derived in each], pa.string()) for name in names}


def _joined(parts: list[Found], refused: tuple[Refused, ...], lost: tuple[Refused, ...]) -> Found:
    """What several key columns found, in order of rows."""
    if len(parts) == 1:
        (only,) = parts
        return Found(only.rows, only.ids, only.codes, only.labels, only.given, refused, lost)
    rows = np.concatenate([part.rows for part in parts])
    order = np.argsort(rows, kind="stable")
    before = np.cumsum([0, *(len(part.ids) for part in parts)])
    codes = [part.codes + start for part, start in zip(parts, before[:-1], strict=True)]
    names = dict.fromkeys(name for part in parts for name in part.given)
    given = {
        name: pa.concat_arrays(
            [part.given.get(name, pa.nulls(len(part.rows), pa.string())) for part in parts]
        ).take(pa.array(order))
        for name in names
    }
    return Found(
        rows[order],
        pa.concat_arrays([part.ids for part in parts]),
        np.concatenate(codes)[order].astype(np.int32),
        np.concatenate([part.labels for part in parts])[order],
        given,
        refused,
        lost,
    )
