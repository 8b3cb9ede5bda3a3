"""Reads the values of one column: each distinct text is cleaned once."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from graph.schema.model import Property
from graph.schema.registry import REGISTRY
from graph.values import BadValue, Scalar, ValueType, value_type
from graph.values.columns import are_dummies, plainly
from graph.values.model import tidy
from graph.values.placeholders import dummies, is_dummy
from ingest.cells import Cells, Codes, combine
from ingest.mapping import Mapping, Use
from ingest.refused import GOOD, Positions, Refused, reason_code

NOTHING = -1
"""The code of an empty cell."""

_MOST_KNOWN = 300_000  # cleaned texts that a run remembers, about 100 MB


class Result(NamedTuple):
    """A cleaned value with its key, or the reason (a position in REASONS) why there is none."""

    value: Scalar | None
    key: str
    reason: int


Caches = dict[tuple[object, ...], dict[object, Result]]
"""Results by cell, for each value type with its hints: shared by all columns of a run."""


@dataclass(frozen=True)
class Cleaned:
    """Distinct results of a column, by the codes of its lines."""

    values: pa.Array  # null where refused
    keys: pa.Array  # '' where refused or not asked for
    reasons: NDArray[np.int8]  # GOOD, or a position in REASONS

    @classmethod
    def of(cls, results: Sequence[Result]) -> "Cleaned":
        """Results as columns."""
        values, keys, reasons = zip(*results, strict=True) if results else ((), (), ())
        return cls(pa.array(values), pa.array(keys, pa.string()), np.array(reasons, dtype=np.int8))


@dataclass(frozen=True)
class Column:
    """The values of a use, one line per value: `rows` ascending, of an empty cell no line."""

    rows: Positions
    codes: Codes
    cleaned: Cleaned

    def take(self, which: NDArray[np.bool_]) -> "Column":
        """Only the lines where `which` is true."""
        return Column(self.rows[which], self.codes[which], self.cleaned)

    @property
    def good(self) -> NDArray[np.bool_]:
        """Which lines have a value."""
        fine: NDArray[np.bool_] = self.cleaned.reasons[self.codes] == GOOD
        return fine

    def by_row(self, size: int) -> Codes:
        """Each row's code, NOTHING where it has no value; of a column that is not split."""
        codes = np.full(size, NOTHING, np.int32)
        codes[self.rows] = np.where(self.good, self.codes, NOTHING)
        return codes

    def values(self, rows: Positions, size: int, kind: pa.DataType) -> pa.Array:
        """The values of these rows of a chunk of `size` rows, null where there is none."""
        return take(self.cleaned.values.cast(kind), self.by_row(size)[rows])


def take(values: pa.Array, codes: Codes) -> pa.Array:
    """The values at these positions, null at NOTHING."""
    return values.take(pa.array(codes, mask=codes == NOTHING))


class Reading:
    """One use of a column (or a constant) with everything that its cleaning needs."""

    def __init__(
        self, use: Use, kind: ValueType, mapping: Mapping, caches: Caches, *, keyed: bool = True
    ) -> None:
        """`keyed`: whether keys are asked for; some take longer to work out than the value."""
        self.use = use
        self.kind = kind
        self._keyed = keyed or type(kind).key is ValueType.key  # the plain key costs nothing
        self._hints = {**mapping.hints.get(kind.name, {}), **use.hints}
        self._nothing = frozenset(tidy(word).casefold() for word in mapping.placeholders)
        self._nothing_column = pa.array(sorted(self._nothing), pa.string())
        self._dummies = dummies(kind.name, mapping.dummies.get(kind.name, ()), **self._hints)
        self._hint_names = tuple(use.hint_columns)
        how = (kind.name, self._keyed, self._hint_names, *sorted(self._hints.items()))
        self._caches = caches
        self._cache = caches.setdefault(how, {})

    @property
    def column(self) -> str:
        """The column it reads; '' for a constant."""
        return self.use.column or ""

    def one(self, cells: Cells) -> Column:
        """The value of each row."""
        if self.use.constant is not None:
            return self._constant(cells)
        codes, texts, beside = self._distinct(cells)
        filled = pc.not_equal(texts, "").to_numpy(zero_copy_only=False)
        rows = np.flatnonzero(filled[codes]) if len(codes) else np.empty(0, np.int64)
        return Column(rows, codes[rows], self._clean(texts, beside))

    def many(self, cells: Cells) -> Column:
        """The values of each row where a cell may hold several, in order, each once."""
        if not self.use.split or self.use.constant is not None:
            return self.one(cells)
        codes, texts, beside = self._distinct(cells)
        signs = str.maketrans(dict.fromkeys(f"{self.use.split}；", ";"))
        parts = [_parts(text.translate(signs)) for text in texts.to_pylist()]
        counts = np.array([len(part) for part in parts], np.int64)
        starts = np.cumsum(counts) - counts
        own = counts[codes]
        rows = np.repeat(np.arange(len(codes)), own)
        within = np.arange(len(rows)) - np.repeat(np.cumsum(own) - own, own)
        flat = pa.array([text for part in parts for text in part], pa.string())
        whole = pa.array(np.repeat(np.arange(len(parts)), counts))
        cleaned = self._clean(flat, [hints.take(whole) for hints in beside])
        return Column(rows, (np.repeat(starts[codes], own) + within).astype(np.int32), cleaned)

    def refused(self, found: Column, cells: Cells, among: NDArray[np.bool_]) -> Refused:
        """What it refused in the rows where `among` is true."""
        rows = found.rows[among[found.rows] & ~found.good]
        bad = found.take(among[found.rows] & ~found.good)
        reasons = found.cleaned.reasons[bad.codes]
        return Refused(rows, self.column, cells.texts(self.column, rows), reasons)

    def _constant(self, cells: Cells) -> Column:
        fixed = Cleaned.of([Result(self.use.constant, str(self.use.constant), GOOD)])
        return Column(np.arange(len(cells)), np.zeros(len(cells), np.int32), fixed)

    def _distinct(self, cells: Cells) -> tuple[Codes, pa.Array, list[pa.Array]]:
        """Each row's code, and the distinct texts with the hints beside them."""
        own = cells.encoded(self.column)
        if not self._hint_names:
            return own.codes, own.texts, []
        others = [cells.encoded(name) for name in self.use.hint_columns.values()]
        codes, first = combine([own.codes, *(other.codes for other in others)])
        texts, *hints = (each.texts.take(pa.array(each.codes[first])) for each in (own, *others))
        return codes, texts, hints

    def _clean(self, texts: pa.Array, beside: list[pa.Array]) -> Cleaned:
        """The result of each text; nothing for ''."""
        keyed = self._keyed or bool(self._dummies)
        plain = plainly(self.kind, texts, self._hints_of(len(texts), beside), keyed)
        if plain is None:
            return Cleaned.of(self._one_by_one(texts, beside))
        good = pc.and_not(plain.good, pc.is_in(pc.ascii_lower(texts), self._nothing_column))
        if self._dummies:
            good = pc.and_not(good, are_dummies(plain.keys, self._dummies))
        others = pc.invert(good)
        rest = Cleaned.of(
            self._one_by_one(texts.filter(others), [hints.filter(others) for hints in beside])
        )
        reasons = np.full(len(texts), GOOD, np.int8)
        reasons[others.to_numpy(zero_copy_only=False)] = rest.reasons
        values = rest.values.cast(plain.values.type)
        return Cleaned(
            pc.replace_with_mask(plain.values, others, values),
            pc.replace_with_mask(plain.keys, others, rest.keys),
            reasons,
        )

    def _hints_of(self, size: int, beside: list[pa.Array]) -> dict[str, pa.Array]:
        """The hints for each text: those of its row go before those of the mapping."""
        hints = {name: pa.repeat(hint, size) for name, hint in self._hints.items()}
        for name, given in zip(self._hint_names, beside, strict=True):
            hints[name] = pc.if_else(pc.equal(given, ""), hints.get(name, ""), given)
        return hints

    def _one_by_one(self, texts: pa.Array, beside: list[pa.Array]) -> list[Result]:
        known = self._cache
        if sum(map(len, self._caches.values())) > _MOST_KNOWN:
            for each in self._caches.values():
                each.clear()
        plain = texts.to_pylist()
        hints = list(zip(*(given.to_pylist() for given in beside), strict=True))
        names = list(zip(plain, hints, strict=True)) if hints else plain
        for at in [at for at, name in enumerate(names) if name not in known]:
            known[names[at]] = self._fresh(plain[at], hints[at] if hints else ())
        return [known[name] for name in names]

    def _fresh(self, text: str, beside: tuple[str, ...]) -> Result:
        given = {n: t for n, t in zip(self._hint_names, beside, strict=True) if t}
        hints = {**self._hints, **given}
        try:
            if not text:
                raise BadValue("empty")
            if self._nothing and tidy(text).casefold() in self._nothing:
                raise BadValue("placeholder")
            value = self.kind.clean(text, **hints)
            key = self.kind.key(value, **hints) if self._keyed or self._dummies else ""
            if self._dummies and is_dummy(key, self._dummies):
                raise BadValue("placeholder")
        except BadValue as bad:
            return Result(None, "", reason_code(bad.reason))
        return Result(value, key, GOOD)


def _parts(text: str) -> list[str]:
    """The texts between the signs ';', each once, in order."""
    return list(dict.fromkeys(filter(None, map(str.strip, text.split(";")))))


def key_kind(use: Use, label: str) -> ValueType:
    """The value type of an entity's key: the use's own, else what the schema says of the label."""
    if use.value:
        return value_type(use.value)
    entity = REGISTRY.entity(label)
    main = main_property(label)
    return value_type(
        entity.property(main).value if main and entity.role == "identifier" else "identifier"
    )


def kind_of(given: Property) -> str:
    """The value type of a link's property, also where the schema only says how it is stored."""
    plain = given.value == "text" and given.stored in ("date", "integer", "boolean")
    return given.stored if plain else given.value


def main_property(label: str) -> str | None:
    """The property that holds the key of an entity, e.g. 'number'; None for vehicles."""
    properties = REGISTRY.entity(label).properties
    names = [p.name for p in properties if p.required] + [p.name for p in properties]
    return next((name for name in names if name in ("number", "line")), None)
