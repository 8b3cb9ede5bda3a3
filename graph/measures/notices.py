"""What authorities list and warn of, and what of the graph it means.

An identifier joins by its key, so an entry means every later holder of it too. A vehicle known by
its VIN is also meant by its plate. A name means a person only together with the birth date.
"""

import datetime
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal, cast

from graph.schema.registry import REGISTRY
from graph.store import Row, Store
from graph.values import value_type
from graph.values.model import compact
from queries import load, template

How = Literal["named", "same_plate", "same_name_and_birth_date"]
_BATCH = 1000
_NAME = value_type("name")
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]")


@dataclass(frozen=True)
class Notice:
    """An entry of a watch list or a bulletin; `authority` says who lists or warns."""

    id: str
    label: str  # WatchEntry or Bulletin
    number: str
    authority: str
    document: str  # the authority's document number; of a bulletin its own number
    about: str = ""  # kind of entry, or title of the bulletin
    listed_on: datetime.date | None = None
    expires_on: datetime.date | None = None
    way_of_working: str = ""

    def in_force(self, on: datetime.date) -> bool:
        """Whether it counts on that day."""
        return not self.expired(on) and (self.listed_on is None or self.listed_on <= on)

    def expired(self, on: datetime.date) -> bool:
        """Whether its last day is over."""
        return self.expires_on is not None and self.expires_on < on


@dataclass(frozen=True)
class Match:
    """An entity that a notice means, and how; `links` are ids of the NAMES links it rests on."""

    notice: Notice
    entity: str
    how: How
    links: tuple[str, ...] = ()


@dataclass(frozen=True)
class Listings:
    """All current notices and what they mean; matches are sorted by authority, document, entity."""

    notices: tuple[Notice, ...] = ()
    matches: tuple[Match, ...] = ()
    holders: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Ids of the parties, claims and policies that have a matched identifier."""

    @cached_property
    def by_entity(self) -> Mapping[str, tuple[Match, ...]]:
        """Matches of each entity that some notice means."""
        return _grouped((match.entity, match) for match in self.matches)

    @cached_property
    def by_notice(self) -> Mapping[str, tuple[Match, ...]]:
        """Matches of each notice, expired ones too."""
        return _grouped((match.notice.id, match) for match in self.matches)

    def known(self, match: Match) -> bool:
        """Whether the graph knows the entity from elsewhere, and not by the notice alone."""
        return match.how != "named" or bool(self.holders.get(match.entity))


def _grouped(pairs: Iterable[tuple[str, Match]]) -> dict[str, tuple[Match, ...]]:
    groups: dict[str, list[Match]] = defaultdict(list)
    for key, match in pairs:
        groups[key].append(match)
    return {key: tuple(found) for key, found in groups.items()}


def read_listings(store: Store) -> Listings:
    """Every current notice of the store with what it means; retired ones are left out."""
    entries = store.read_bulk(load("notices/watch_entries"))
    notices = {notice.id: notice for notice in _notices(store, entries)}
    if not notices:
        return Listings()
    named = _named(store, notices)
    matches = [*named, *_same_plate(store, named), *_same_person(store, notices, entries)]
    matches.sort(key=lambda m: (m.notice.authority, m.notice.document, m.notice.id, m.entity))
    holders = _holders(store, {match.entity for match in named})
    return Listings(tuple(sorted(notices.values(), key=_order)), tuple(matches), holders)


def _order(notice: Notice) -> tuple[str, str, str]:
    return notice.authority, notice.document, notice.id


def _notices(store: Store, entries: Iterable[Row]) -> Iterable[Notice]:
    for row in cast("Iterable[dict[str, Any]]", entries):
        yield Notice(
            id=row["id"],
            label="WatchEntry",
            number=row["number"],
            authority=row["authority"] or "",
            document=row["document"] or row["number"],
            about=row["kind"] or "",
            listed_on=row["listed_on"],
            expires_on=row["expires_on"],
        )
    for row in cast("Iterable[dict[str, Any]]", store.read_bulk(load("notices/bulletins"))):
        yield Notice(
            id=row["id"],
            label="Bulletin",
            number=row["number"],
            authority=row["issuer"] or "",
            document=row["number"],
            about=row["title"] or "",
            listed_on=row["issued_on"],
            way_of_working=row["way_of_working"] or "",
        )


def _named(store: Store, notices: Mapping[str, Notice]) -> list[Match]:
    links = store.links("NAMES")
    return [
        Match(notices[source], target, "named", (link,))
        for link, source, target in zip(links.ids, links.sources, links.targets, strict=True)
        if source in notices
    ]


def _same_plate(store: Store, named: Iterable[Match]) -> list[Match]:
    """Vehicles known by VIN whose plate a notice names."""
    vehicles = defaultdict(list)
    for match in named:
        if REGISTRY.by_id(match.entity).label == "Vehicle":
            vehicles[match.entity].append(match)
    if not vehicles:
        return []
    columns = store.nodes("Vehicle", ["plate"])
    plates = {
        str(plate): str(i)
        for i, plate in zip(columns["id"], columns["plate"], strict=True)
        if plate is not None and i in vehicles
    }
    found = []
    for row in store.read_bulk(load("notices/plates"), plates=sorted(plates)):
        for match in vehicles[plates[str(row["plate"])]]:
            if row["id"] not in vehicles:
                found.append(Match(match.notice, str(row["id"]), "same_plate", match.links))
    return found


def _same_person(
    store: Store, notices: Mapping[str, Notice], entries: Iterable[Row]
) -> list[Match]:
    """People with the name and the birth date of an entry; never by name alone."""
    listed: dict[tuple[datetime.date, str], list[str]] = defaultdict(list)
    for row in cast("Iterable[dict[str, Any]]", entries):
        for name in _names(row) if row["birth_date"] else ():
            listed[row["birth_date"], name].append(row["id"])
    if not listed:
        return []
    dates = sorted({born for born, _ in listed})
    found = []
    people = store.read_bulk(load("notices/people_born"), dates=dates)
    for person in cast("list[dict[str, Any]]", people):
        meant = {i for name in _names(person) for i in listed.get((person["birth_date"], name), ())}
        found += [
            Match(notices[i], person["id"], "same_name_and_birth_date") for i in sorted(meant)
        ]
    return found


def _names(row: Mapping[str, Any]) -> set[str]:
    """A person's names to compare: Latin ones by their words, Chinese ones sign by sign.

    Names of different signs often sound alike, so sounds don't make the same name here.
    """
    given = (row[part] for part in ("name", "other_name") if row[part])
    return {compact(name) if _HAN.search(name) else _NAME.key(name) for name in given}


def _holders(store: Store, identifiers: Iterable[str]) -> dict[str, tuple[str, ...]]:
    groups: dict[str, list[str]] = defaultdict(list)
    for identifier in sorted(identifiers):
        groups[REGISTRY.by_id(identifier).label].append(identifier)
    found: dict[str, list[str]] = defaultdict(list)
    allowed = (*REGISTRY.labels(), *REGISTRY.links)
    for label, ids in groups.items():
        types = [k for k, e in REGISTRY.links.items() if e.link.evidence and label in e.link.to]
        query = template("notices/holders").fill(allowed, label=label, types="|".join(types))
        for start in range(0, len(ids), _BATCH):
            for row in store.read_bulk(query, ids=ids[start : start + _BATCH]):
                found[str(row["identifier"])].append(str(row["holder"]))
    return {identifier: tuple(holders) for identifier, holders in found.items()}


def latest_day(store: Store) -> datetime.date:
    """The latest business date of claims, notices and outcomes: 'today' where no clock is given."""
    row = store.read_bulk(load("notices/latest"))[0]
    days = [day for day in row.values() if isinstance(day, datetime.date)]
    return max(days, default=datetime.date.min)


def standing(store: Store, on: datetime.date) -> tuple[int, int]:
    """How many entries have expired by that day, and how many notices and outcomes lie ahead.

    As long as neither these nor the loads change, the same notices count.
    """
    row = cast("dict[str, int]", store.read(load("notices/standing"), on=on)[0])
    return row["expired"], row["ahead"]
