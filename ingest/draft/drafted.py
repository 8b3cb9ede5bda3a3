"""What a table is drafted as: entities, links, what is ignored, what is left to decide."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from ingest.draft.guess import Guess

Use = dict[str, object]
"""One value as a mapping writes it, e.g. {'column': 'LOSS_DT', 'hints': {'format': …}}."""
Note = tuple[str, dict[str, object]]
"""A message of messages/<lang>.yaml with its parameters."""


@dataclass
class EntityDraft:
    """One entity of the table."""

    label: str
    key: list[Use]
    properties: dict[str, Use] = field(default_factory=dict)
    required: bool = False
    known_as: str | None = None
    refers_to: str | None = None


@dataclass
class LinkDraft:
    """One link of the table, between titles of entities."""

    type: str
    source: str
    target: str
    properties: dict[str, Use] = field(default_factory=dict)


@dataclass
class TableDraft:
    """A table as far as it was understood."""

    name: str
    file: str
    guesses: tuple[Guess, ...]
    entities: dict[str, EntityDraft] = field(default_factory=dict)
    links: list[LinkDraft] = field(default_factory=list)
    ignored: dict[str, Note] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)  # column: 'table.column' of the sheets
    identifies: tuple[str, ...] = ()
    date: Use | None = None
    notes: list[Note] = field(default_factory=list)

    def ignore(self, guess: Guess, reason: str, **parameters: object) -> None:
        """Leave a column out; `reason` is what follows draft.ignored in messages/<lang>.yaml."""
        self.ignored[guess.name] = (f"draft.ignored.{reason}", parameters)

    @property
    def to_decide(self) -> list[Note]:
        """What a person must decide."""
        return [*self.notes, *self._open()]

    def _open(self) -> Iterator[Note]:
        """What the values of the used columns don't tell."""
        for guess in self.guesses:
            for what in guess.open if guess.name in self.used else ():
                parameters: dict[str, object] = {"column": guess.name}
                if what == "region":
                    parameters["region"] = guess.hints.get("region", "")
                yield f"draft.decide.{what}", parameters

    @property
    def used(self) -> set[str]:
        """Columns that the mapping reads."""
        return {guess.name for guess in self.guesses} - set(self.ignored)


def columns_of(table: TableDraft) -> Iterator[str]:
    """Every column that the draft reads."""
    uses = [use for entity in table.entities.values() for use in entity.key]
    uses += [use for entity in table.entities.values() for use in entity.properties.values()]
    uses += [use for link in table.links for use in link.properties.values()]
    uses += [table.date] if table.date else []
    for use in uses:
        if "column" in use:
            yield str(use["column"])
        beside = use.get("hint_columns")
        if isinstance(beside, dict):
            yield from map(str, beside.values())
    yield from table.identifies
