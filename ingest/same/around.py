"""Whom a delivery concerns: the people whose SAME_AS links may not be what they were.

The rules look at keys: documents, phones, and names with birth dates. A pair can come or go only
when one of the two changed, or when a key that both hold has got another number of holders, which
only people who changed can give it. Looking at everybody ends at the same links.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol, cast

import pyarrow as pa

from graph.store import Store, Transaction
from ingest.same.records import HELD, Person, held_table, people_table, person_of
from ingest.same.rules import KEYS, MOST_HOLDERS, RulePairs, rule_pairs
from queries import Query, load, template

_CHUNK = 10_000
Pairs = set[tuple[str, str]]


class Days(Protocol):
    """Who is born when. Both may name people too many, never too few."""

    def born(self, days: Collection[date]) -> set[str]:
        """Ids of people born on one of these days."""

    def born_with(self, days: Collection[date]) -> set[str]:
        """Of these only those who share a phone with another one born on the same day."""


@dataclass(frozen=True)
class Around:
    """The people who changed, everybody whose links may depend on them, and their pairs."""

    changed: frozenset[str]
    people: frozenset[str]  # who changed, and whose pairs were looked at again
    current: frozenset[str]  # of these, those on record now
    rules: RulePairs  # all pairs that a rule finds among `people`
    told: frozenset[str] = frozenset()  # whom the delivery names: a source's links may be theirs
    everybody: bool = False  # nobody was left out

    @property
    def with_links(self) -> frozenset[str]:
        """One of the two people of every link that may be another one now."""
        return self.people | self.changed | self.told

    def concerns(self, a: str, b: str) -> bool:
        """Whether the link of this pair may be another one now."""
        if self.everybody or a in self.changed or b in self.changed:
            return True
        return a in self.people and b in self.people


@dataclass(frozen=True)
class Known:
    """Some people at one moment: what is on record of them, and (person, item) held, by kind."""

    asked: frozenset[str]  # about whom, also those without a record
    people: Mapping[str, Person]
    held: Mapping[str, Pairs]

    def of(self, identifier: str) -> Person | None:
        """One of them; None for whom there is no record."""
        return self.people.get(identifier)

    def items(self, kind: str) -> dict[str, set[str]]:
        """By person, what they hold of one kind."""
        found: dict[str, set[str]] = {}
        for person, item in self.held[kind]:
            found.setdefault(person, set()).add(item)
        return found


def read_known(store: Store, ids: Iterable[str]) -> Known:
    """What is on record of these people now."""
    chosen = sorted(set(ids))
    people = {person[0]: person for person in read_some(store, chosen)}
    held: dict[str, Pairs] = {}
    for kind in KEYS:
        query = _filled("held", kind)
        rows = [row for part in _parts(chosen) for row in store.read_bulk(query, ids=part)]
        pairs = ((p, i) for row in rows for p, i in zip(*_columns(row), strict=True))
        held[kind] = {(person, item) for person, item in pairs if person in people}
    return Known(frozenset(chosen), people, held)


def read_some(reader: Store | Transaction, ids: Iterable[str]) -> list[Person]:
    """Those of these people who are on record now, outside or inside a transaction."""
    query = load("same/people")
    run = reader.read_bulk if isinstance(reader, Store) else reader.run
    names = ("id", "name", "other_name", "birth_date")
    rows = [row for part in _parts(sorted(ids)) for row in run(query, ids=part)]
    return [person_of(*(row[name] for name in names)) for row in rows]


def look_around(store: Store, before: Known, days: Days) -> Around:
    """The pairs to look at after a delivery; `before`: what those it touched were before it."""
    after = read_known(store, before.asked)
    changed = _changed(before, after)
    people = changed | _holders(store, before, after, changed)
    people |= days.born_with(_days(before, after, changed))
    now = read_known(store, people)
    tables = {kind: held_table(kind, _shared(store, now, kind)) for kind in KEYS}
    namesakes = days.born(_days_of_sharers(now, tables["phone"])) - set(now.people)
    everybody = people_table([*now.people.values(), *read_some(store, namesakes)])
    found = rule_pairs(everybody, tables["document"], tables["phone"]).pairs
    inside = [row["a"] in people and row["b"] in people for row in found.to_pylist()]
    rules = RulePairs(found.filter(pa.array(inside, pa.bool_())), {})
    current = frozenset(now.people)
    return Around(frozenset(changed), frozenset(people), current, rules, before.asked)


def _changed(before: Known, after: Known) -> set[str]:
    items = [(before.items(kind), after.items(kind)) for kind in KEYS]
    return {
        person
        for person in before.people.keys() | after.people.keys()
        if before.of(person) != after.of(person)
        or any(was.get(person) != now.get(person) for was, now in items)
    }


def _holders(store: Store, before: Known, after: Known, changed: set[str]) -> set[str]:
    """Holders of what the changed people hold or held; keys of too many before and now left out."""
    found: set[str] = set()
    for kind in KEYS:
        pairs = before.held[kind] | after.held[kind]
        items = {item for person, item in pairs if person in changed}
        for holders in _holding(store, kind, items, MOST_HOLDERS + len(changed)).values():
            if len(holders - changed) <= MOST_HOLDERS:
                found |= holders
    return found


def _shared(store: Store, now: Known, kind: str) -> list[tuple[str, str]]:
    """(person, item) of all who hold an item that two of these people share; no crowds."""
    holders: dict[str, int] = {}
    for _, item in now.held[kind]:
        holders[item] = holders.get(item, 0) + 1
    items = {item for item, count in holders.items() if 1 < count <= MOST_HOLDERS}
    found = _holding(store, kind, items, MOST_HOLDERS)
    return [(person, item) for item, people in found.items() for person in people]


def _holding(store: Store, kind: str, items: set[str], most: int) -> dict[str, set[str]]:
    query = _filled("holders", kind)
    rows = [
        row for part in _parts(sorted(items)) for row in store.read_bulk(query, ids=part, most=most)
    ]
    return {str(row["item"]): set(cast("list[str]", row["holders"])) for row in rows}


def _days(before: Known, after: Known, changed: set[str]) -> set[date]:
    """Birth dates on which a name has more or fewer bearers than before."""
    found = set()
    for person in changed:
        was, now = before.of(person), after.of(person)
        if was != now:
            found |= {one[3] for one in (was, now) if one and one[3]}
    return found


def _days_of_sharers(now: Known, phones: pa.Table) -> set[date]:
    """Birth dates that two people with one phone share: how many bear their name decides."""
    seen: dict[tuple[str, date], str] = {}
    found = set()
    for row in phones.to_pylist():
        person = now.of(row["person"])
        if person and (born := person[3]):
            other = seen.setdefault((row["phone"], born), person[0])
            found |= {born} if other != person[0] else set()
    return found


def _parts(ids: list[str]) -> Iterable[list[str]]:
    return (ids[start : start + _CHUNK] for start in range(0, len(ids), _CHUNK))


def _filled(name: str, kind: str) -> Query:
    link, label = HELD[kind]
    return template(f"same/{name}").fill({link, label}, type=link, label=label)


def _columns(row: Mapping[str, object]) -> tuple[list[str], list[str]]:
    return cast("list[str]", row["people"]), cast("list[str]", row["items"])
