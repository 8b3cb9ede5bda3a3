"""The mapping language: how the columns of a source become entities and links.

A mapping says which file is which table, which column is whose key, and what links whom. How a
value is cleaned follows from the graph's own schema; docs/sources.md teaches it by example.
"""

from collections.abc import Iterator
from graphlib import TopologicalSorter
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

NAME = "^[a-z][a-z0-9_]*$"
"""The pattern of names of sources and namespaces."""


class _Part(BaseModel):
    """A part of a mapping: unknown words in it are errors."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


def _short_use(given: Any) -> Any:
    return {"column": given} if isinstance(given, str) else given


def _short_keys(given: Any) -> Any:
    return given if isinstance(given, list) else [given]


class _Use(_Part):
    column: str | None = None
    constant: str | bool | int | None = None
    value: str | None = Field(None, description="value type; the schema's when left out")
    split: str | None = Field(None, description="signs that separate several values in a cell")
    hints: dict[str, str] = {}
    hint_columns: dict[str, str] = Field({}, description="hints taken from columns of the row")
    required: bool = Field(False, description="without it the link is not made")

    def columns(self) -> Iterator[str]:
        """Every column that it reads."""
        if self.column:
            yield self.column
        yield from self.hint_columns.values()


Use = Annotated[_Use, BeforeValidator(_short_use)]
"""One value: a column (its name alone will do) or a constant, and how it is read."""


class LabelBy(_Part):
    """An entity's label that depends on the row: the word in column `by` picks it."""

    by: str
    cases: dict[str, str]
    default: str | None = None


class Entity(_Part):
    """One entity that a row tells of, or several when its key column holds several."""

    label: str | LabelBy
    key: Annotated[list[Use], BeforeValidator(_short_keys)] = Field(
        description="the first with a good value is the key"
    )
    properties: dict[str, Use] = {}
    required: bool = Field(False, description="a row without it is rejected")
    when: dict[str, str | list[str]] = Field({}, description="only rows with these words")
    namespace: str | None = Field(
        None, pattern=NAME, description="whose numbers the key is of; the mapping's when left out"
    )
    known_as: str | None = Field(None, description="column by which other tables refer to it")
    refers_to: str | None = Field(None, description="'table.entity' whose known_as the key holds")

    def labels(self) -> tuple[str, ...]:
        """Every label it may have."""
        if isinstance(self.label, str):
            return (self.label,)
        every = [*self.label.cases.values(), *filter(None, [self.label.default])]
        return tuple(dict.fromkeys(every))

    def columns(self) -> Iterator[str]:
        """Every column that it reads."""
        for use in (*self.key, *self.properties.values()):
            yield from use.columns()
        yield from self.when
        if isinstance(self.label, LabelBy):
            yield self.label.by
        if self.known_as:
            yield self.known_as


class LinkUse(_Part):
    """A link between two entities of the row."""

    type: str
    source: str = Field(alias="from")
    target: str = Field(alias="to")
    properties: dict[str, Use] = {}
    when: dict[str, str | list[str]] = {}

    def columns(self) -> Iterator[str]:
        """Every column that it reads."""
        for use in self.properties.values():
            yield from use.columns()
        yield from self.when


class Table(_Part):
    """One table of the source: which file it is in and what a row of it says."""

    file: str = Field(description="file name or pattern without .gz, e.g. 'claims*.csv'")
    sheet: str | None = Field(None, description="worksheet; named as the file when left out")
    query: str | None = Field(None, description="SELECT … ORDER BY … that reads it of a database")
    optional: bool = False
    lenient: bool = Field(False, description="columns may be missing unless a row needs them")
    date: Use | None = Field(None, description="business date of the row")
    identifies: list[str] = Field(
        [], description="columns that name a row: a newer row with the same replaces it"
    )
    required: list[str] = Field([], description="columns without which a row is rejected")
    words: dict[str, dict[str, list[str]]] = Field(
        {}, description="per column: our word and how the source writes it"
    )
    entities: dict[str, Entity]
    links: list[LinkUse] = []
    ignore: list[str] = Field([], description="columns that are known and not used")

    def columns(self) -> tuple[str, ...]:
        """Every column that it reads, in order of first mention."""
        named = [name for entity in self.entities.values() for name in entity.columns()]
        named += [name for link in self.links for name in link.columns()]
        named += self.date.columns() if self.date else ()
        return tuple(dict.fromkeys((*named, *self.required, *self.identifies, *self.words)))

    def refers_to(self) -> tuple[str, ...]:
        """Tables whose numbers its entities are known by."""
        named = (e.refers_to.partition(".")[0] for e in self.entities.values() if e.refers_to)
        return tuple(dict.fromkeys(named))

    def needed(self) -> tuple[str, ...]:
        """The columns without which no row can be read."""
        keys = (
            column
            for entity in self.entities.values()
            if entity.required and not entity.when
            for column in (
                *(use.column for use in entity.key[:1]),
                entity.label.by
                if isinstance(entity.label, LabelBy) and not entity.label.default
                else None,
            )
        )
        return tuple(dict.fromkeys(filter(None, (*keys, *self.required))))


class Mapping(_Part):
    """How one source is read."""

    source: str = Field(pattern=NAME)
    title: str
    namespace: str = Field(pattern=NAME)
    include: list[str] = Field([], description="sources whose tables this one has, too")
    headers: Literal["sheets"] | None = Field(
        None, description="'sheets': also accept the Chinese headers of the template sheets"
    )
    delimiter: str | None = Field(None, pattern=r'^[^"\r\n]$')
    encoding: str | None = None
    hints: dict[str, dict[str, str]] = Field({}, description="per value type: its hints")
    placeholders: list[str] = Field([], description="words that mean nothing in this source")
    dummies: dict[str, list[str]] = Field(
        {}, description="per value type: well-formed values that are nobody's, as a shared account"
    )
    invented: bool = False
    tables: dict[str, Table]

    def reading_order(self) -> tuple[str, ...]:
        """Tables in their order, but each after those that it refers to.

        Raise graphlib.CycleError when there is no such order.
        """
        before = {name: table.refers_to() for name, table in self.tables.items()}
        TopologicalSorter(before).prepare()
        order: dict[str, None] = {}

        def add(name: str) -> None:
            for other in before.get(name, ()):
                add(other)
            order.setdefault(name)

        for name in self.tables:
            add(name)
        return tuple(order)


PARTS: tuple[type[BaseModel], ...] = (Mapping, Table, Entity, LabelBy, LinkUse, _Use)
"""Every part of the mapping language."""
