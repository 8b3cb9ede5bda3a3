"""The people of a store and what they hold, as tables for the rules and the model."""

import datetime
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from graph.store import Store

HELD = {
    "document": ("HAS_DOCUMENT", "IdentityDocument"),
    "phone": ("HAS_PHONE", "Phone"),
    "email": ("HAS_EMAIL", "Email"),
    "account": ("OWNS_ACCOUNT", "Account"),
    "device": ("USED_DEVICE", "Device"),
    "address": ("LIVES_AT", "Address"),
}
"""What can speak for two records being one person, by the name it has here."""

Person = tuple[str, str | None, str | None, datetime.date | None]
"""Id, name, other name, birth date."""

PEOPLE = pa.schema(
    [
        ("id", pa.string()),
        ("name", pa.string()),
        ("other_name", pa.string()),
        ("birth_date", pa.date32()),
    ]
)


@dataclass(frozen=True)
class People:
    """Current people, and tables (person, <kind>) of what they hold, all sorted."""

    people: pa.Table  # id, name, other_name, birth_date
    held: Mapping[str, pa.Table]  # by kind of HELD: person, and a column with the kind's name

    def __len__(self) -> int:
        return int(self.people.num_rows)


@dataclass(frozen=True)
class PeopleFiles:
    """Current people and what they hold, as `People` says it, in Parquet files, in any order."""

    people: Path
    held: Mapping[str, Path]


def held_schema(kind: str) -> pa.Schema:
    """Columns of a table of who holds what of one kind."""
    return pa.schema([("person", pa.string()), (kind, pa.string())])


def held_table(kind: str, pairs: Sequence[tuple[str, str]]) -> pa.Table:
    """A table (person, kind) of these pairs, sorted, each once."""
    ordered = sorted(set(pairs))
    columns = [[pair[at] for pair in ordered] for at in range(2)]
    return pa.Table.from_arrays(
        [pa.array(c, pa.string()) for c in columns], schema=held_schema(kind)
    )


def person_of(identifier: object, name: object, other_name: object, birth_date: object) -> Person:
    """A person as the store has it; empty texts are none."""
    return str(identifier), _text(name), _text(other_name), _date(birth_date)


def people_table(rows: Sequence[Person]) -> pa.Table:
    """A table of people, sorted by id."""
    columns = list(zip(*sorted(rows, key=lambda row: row[0]), strict=True)) or [(), (), (), ()]
    arrays = [pa.array(c, f.type) for c, f in zip(columns, PEOPLE, strict=True)]
    return pa.Table.from_arrays(arrays, schema=PEOPLE)


def read_people(store: Store, kinds: Collection[str] = tuple(HELD)) -> People:
    """Everybody on record now and what they hold of these kinds; retired facts left out.

    One bulk read for each kind.
    """
    columns = store.nodes("Person", ["name", "other_name", "birth_date", "retired"])
    rows = [
        person_of(i, name, other, born)
        for i, name, other, born, retired in zip(
            *(columns[c] for c in ("id", "name", "other_name", "birth_date", "retired")),
            strict=True,
        )
        if retired is None
    ]
    current = {row[0] for row in rows}
    held = {}
    for kind in kinds:
        link, label = HELD[kind]
        links = store.links(link, "Person", label)
        pairs = [
            (person, item)
            for person, item in zip(links.sources, links.targets, strict=True)
            if person in current
        ]
        held[kind] = held_table(kind, pairs)
    return People(people_table(rows), held)


def _text(value: object) -> str | None:
    return None if value in (None, "") else str(value)


def _date(value: object) -> datetime.date | None:
    if isinstance(value, datetime.datetime):
        return value.date()
    return value if isinstance(value, datetime.date) else None
