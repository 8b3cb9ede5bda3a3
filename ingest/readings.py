"""Reads the values of one column: each distinct text is cleaned once."""

from dataclasses import dataclass
from typing import NamedTuple

from graph.schema.registry import REGISTRY
from graph.values import BadValue, Reason, Scalar, ValueType, value_type
from graph.values.model import tidy
from ingest.mapping import Mapping, Use
from ingest.reader import Chunk


class Result(NamedTuple):
    """A cleaned value with its key, or the reason why there is none."""

    value: Scalar | None
    key: str
    reason: Reason | None


@dataclass(frozen=True)
class Rejected:
    """One value that was refused: where it stands in its chunk and why."""

    position: int
    column: str
    text: str
    reason: Reason


Caches = dict[tuple[object, ...], dict[object, Result]]
"""Results by cell, for each value type with its hints: shared by all columns of a run."""


class Reading:
    """One use of a column (or a constant) with everything that its cleaning needs."""

    def __init__(self, use: Use, kind: ValueType, mapping: Mapping, caches: Caches) -> None:
        self.use = use
        self.kind = kind
        self._hints = {**mapping.hints.get(kind.name, {}), **use.hints}
        self._nothing = frozenset(tidy(word).casefold() for word in mapping.placeholders)
        self._hint_names = tuple(use.hint_columns)
        how = (kind.name, self._hint_names, *sorted(self._hints.items()))
        self._cache = caches.setdefault(how, {})

    @property
    def column(self) -> str:
        """The column it reads; '' for a constant."""
        return self.use.column or ""

    def one(self, chunk: Chunk) -> list[Result | None]:
        """The value of each row; None where the cell is empty."""
        if self.use.constant is not None:
            fixed = Result(self.use.constant, str(self.use.constant), None)
            return [fixed] * len(chunk)
        cells = chunk.columns.get(self.column)
        if cells is None:
            return [None] * len(chunk)
        known = self._cache.get
        if not self._hint_names:
            return [(known(cell) or self._clean(cell, ())) if cell else None for cell in cells]
        return [
            (known((cell, beside)) or self._clean(cell, beside)) if cell else None
            for cell, beside in zip(cells, self._beside(chunk), strict=True)
        ]

    def many(self, chunk: Chunk) -> list[tuple[Result, ...]]:
        """The values of each row where a cell may hold several, in order, each once."""
        if not self.use.split:
            return [() if found is None else (found,) for found in self.one(chunk)]
        cells = chunk.columns.get(self.column, [""] * len(chunk))
        signs = str.maketrans(dict.fromkeys(f"{self.use.split}；", ";"))
        found: list[tuple[Result, ...]] = []
        for cell, beside in zip(cells, self._beside(chunk), strict=True):
            texts = (text.strip() for text in cell.translate(signs).split(";") if cell)
            distinct = dict.fromkeys(text for text in texts if text)
            found.append(tuple(self._clean(text, beside) for text in distinct))
        return found

    def _beside(self, chunk: Chunk) -> list[tuple[str, ...]]:
        """The hints that each row gives."""
        if not self._hint_names:
            return [()] * len(chunk)
        nothing = [""] * len(chunk)
        columns = (chunk.columns.get(name, nothing) for name in self.use.hint_columns.values())
        return list(zip(*columns, strict=True))

    def _clean(self, text: str, beside: tuple[str, ...]) -> Result:
        key = (text, beside) if beside else text
        if (known := self._cache.get(key)) is None:
            known = self._cache[key] = self._fresh(text, beside)
        return known

    def _fresh(self, text: str, beside: tuple[str, ...]) -> Result:
        given = {n: t for n, t in zip(self._hint_names, beside, strict=True) if t}
        hints = {**self._hints, **given}
        try:
            if self._nothing and tidy(text).casefold() in self._nothing:
                raise BadValue("placeholder")
            value = self.kind.clean(text, **hints)
        except BadValue as bad:
            return Result(None, "", bad.reason)
        return Result(value, self.kind.key(value, **hints), None)


def key_kind(use: Use, label: str) -> ValueType:
    """The value type of an entity's key: the use's own, else what the schema says of the label."""
    if use.value:
        return value_type(use.value)
    entity = REGISTRY.entity(label)
    main = main_property(label)
    return value_type(
        entity.property(main).value if main and entity.role == "identifier" else "identifier"
    )


def main_property(label: str) -> str | None:
    """The property that holds the key of an entity, e.g. 'number'; None for vehicles."""
    properties = REGISTRY.entity(label).properties
    names = [p.name for p in properties if p.required] + [p.name for p in properties]
    return next((name for name in names if name in ("number", "line")), None)
