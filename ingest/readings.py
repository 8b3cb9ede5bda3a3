"""Reads the values of one column: each distinct text is cleaned once."""

from collections.abc import Mapping as Map
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


class Reading:
    """One use of a column (or a constant) with everything that its cleaning needs."""

    def __init__(self, use: Use, kind: ValueType, mapping: Mapping) -> None:
        self.use = use
        self.kind = kind
        self._hints = {**mapping.hints.get(kind.name, {}), **use.hints}
        self._nothing = frozenset(tidy(word).casefold() for word in mapping.placeholders)
        self._cache: dict[tuple[str, ...], Result] = {}
        self._hint_names = tuple(use.hint_columns)

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
        return [
            self._result(parts) if parts[0] else None for parts in self._with_hints(chunk, cells)
        ]

    def many(self, chunk: Chunk) -> list[tuple[Result, ...]]:
        """The values of each row where a cell may hold several, in order, each once."""
        if not self.use.split:
            return [() if found is None else (found,) for found in self.one(chunk)]
        cells = chunk.columns.get(self.column, [""] * len(chunk))
        signs = str.maketrans(dict.fromkeys(f"{self.use.split}；", ";"))
        found: list[tuple[Result, ...]] = []
        for parts in self._with_hints(chunk, cells):
            texts = (text.strip() for text in parts[0].translate(signs).split(";"))
            distinct = dict.fromkeys(text for text in texts if text)
            found.append(tuple(self._result((text, *parts[1:])) for text in distinct))
        return found

    def _with_hints(self, chunk: Chunk, cells: list[str]) -> list[tuple[str, ...]]:
        beside = [
            chunk.columns.get(column, [""] * len(chunk))
            for column in self.use.hint_columns.values()
        ]
        return list(zip(cells, *beside, strict=True))

    def _result(self, parts: tuple[str, ...]) -> Result:
        if (known := self._cache.get(parts)) is None:
            known = self._cache[parts] = self._clean(parts)
        return known

    def _clean(self, parts: tuple[str, ...]) -> Result:
        given = dict(zip(self._hint_names, parts[1:], strict=True))
        hints = {**self._hints, **{name: text for name, text in given.items() if text}}
        try:
            if self._nothing and tidy(parts[0]).casefold() in self._nothing:
                raise BadValue("placeholder")
            value = self.kind.clean(parts[0], **hints)
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


def rejected(results: Map[str, list[Result | None]], chunk: Chunk) -> list[Rejected]:
    """The refused values among results by column."""
    return [
        Rejected(position, column, chunk.columns[column][position], result.reason)
        for column, found in results.items()
        for position, result in enumerate(found)
        if result is not None and result.reason
    ]
