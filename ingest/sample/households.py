"""Families: who lives together, where, and which phones, accounts and e-mails they share."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from ingest.sample import names, places
from ingest.sample.identifiers import Identifiers
from ingest.sample.model import Address, Contact, Household, Person, World

_SIZES, _SIZE_WEIGHTS = (1, 2, 3, 4, 5, 6), (24, 26, 26, 15, 6, 3)
_DWELLINGS, _DWELLING_WEIGHTS = ("flat", "flat_unnumbered", "village", "house"), (41, 15, 11, 33)


@dataclass
class _Place:
    """A block or village being filled: households join until `room` is used up."""

    address: Address
    town: int
    script: str
    room: int
    surname: tuple[str, str]
    used: int = 0


class _Settler:
    """Gives each new household a dwelling; blocks and villages fill one after another."""

    def __init__(self, rng: Random, ids: Identifiers) -> None:
        self._rng, self._ids, self._villages = rng, ids, 0
        self._open: dict[str, _Place] = {}

    def _new_place(self, kind: str) -> _Place:
        rng = self._rng
        town = rng.choices(range(len(places.TOWNS)), range(2 * len(places.TOWNS), 0, -2))[0]
        script = places.TOWNS[town].script
        family = names.surname(rng, script)
        if kind == "village":
            self._villages += 1
            address = places.village(places.TOWNS[town], self._villages)
            return _Place(address, town, script, rng.randint(12, 45), family)
        address = self._ids.house(town)
        room = 1 if kind == "house" else rng.randint(12, 48)
        return _Place(address, town, script, room, family)

    def settle(self) -> Household:
        """An empty household with address and surname."""
        rng = self._rng
        (dwelling,) = rng.choices(_DWELLINGS, _DWELLING_WEIGHTS)
        # Numbered and unnumbered flats stand in the same blocks: lazy data entry drops the door.
        kind = "flat" if dwelling == "flat_unnumbered" else dwelling
        place = self._open.get(kind)
        if place is None or place.used >= place.room:
            place = self._open[kind] = self._new_place(kind)
        place.used += 1
        address = place.address
        if dwelling == "flat":
            address = places.flat(address, place.used, place.script)
        common = dwelling == "village" and rng.random() < 0.6
        family = place.surname if common else names.surname(rng, place.script)
        return Household(place.script, family, address, dwelling, place.town)


def _birthday(rng: Random, low: int, high: int) -> date:
    return date(rng.randint(low, high), 1, 1) + timedelta(days=rng.randrange(365))


def _person(
    world: World,
    rng: Random,
    home: Household,
    ids: Identifiers,
    born: date,
    family: tuple[str, str],
) -> Person:
    name, latin = names.full_name(rng, home.script, family)
    other = latin if home.script == "zh" and rng.random() < 0.25 else ""
    number = f"P{len(world.people) + 1:06d}"
    person = Person(
        number, name, other, born, ids.identity(home.script, born), len(world.households), latin
    )
    world.people[number] = person
    home.people.append(person)
    return person


def _people(world: World, rng: Random, home: Household, ids: Identifiers) -> None:
    """One or two adults, children, sometimes a grandparent; relations declared half the time."""
    (size,) = rng.choices(_SIZES, _SIZE_WEIGHTS)
    year = rng.randint(1948, 1998)
    head = _person(world, rng, home, ids, _birthday(rng, year, year), home.surname)
    for position in range(1, size):
        if position == 1 and (size > 2 or rng.random() < 0.8):
            # Chinese spouses keep their names.
            family = names.surname(rng, "zh") if home.script == "zh" else home.surname
            born, relation = _birthday(rng, year - 4, year + 4), "spouse"
        elif position == 4:
            born, relation = _birthday(rng, year - 30, year - 22), "parent"
            family = home.surname
        else:
            born, relation = _birthday(rng, min(year + 22, 2020), min(year + 36, 2024)), "child"
            family = home.surname
        person = _person(world, rng, home, ids, born, family)
        if rng.random() < 0.5:
            person.related_to, person.relation = head.person_id, relation


def _numbers(rng: Random, home: Household, ids: Identifiers) -> None:
    """Phones and accounts: spouses and children often use the head's."""
    head = home.people[0]
    for person in home.people:
        grown = person.birth_date.year <= 2008
        if person is head or (grown and rng.random() < 0.68):
            person.phone = ids.phone(home.script)
        elif rng.random() < 0.7:
            person.phone = head.phone
        if person is head or (grown and rng.random() < 0.5):
            person.account = ids.account(home.script)
        else:
            person.account = head.account


def _contacts(world: World, rng: Random, home: Household, ids: Identifiers, since: date) -> None:
    """What the files hold: phones, accounts, sometimes e-mail and device, nearly always address."""
    head, place = home.people[0], home.address
    for person in home.people:
        number, account = person.person_id, person.account
        on = max(since + timedelta(days=rng.randrange(1500)), person.birth_date)
        rows: list[Contact] = []
        if person.phone:
            rows.append(Contact(number, "person", "phone", person.phone))
        shares = person is not head and account is head.account
        if account is not None and (not shares or rng.random() < 0.3):
            rows.append(Contact(number, "person", "account", account.number, bank=account.bank))
        if person.birth_date.year <= 2008:
            if rng.random() < 0.3:
                rows.append(Contact(number, "person", "email", ids.email(person.latin)))
            if rng.random() < 0.35:
                rows.append(Contact(number, "person", "device", ids.device()))
        if rng.random() < (0.98 if person is head else 0.93):
            where = (place.line, place.city, place.postcode)
            rows.append(Contact(number, "person", "address", *where))
        elif person is not head and not person.related_to and rng.random() < 0.8:
            # Who is entered without an address is entered as somebody's relative.
            person.related_to, person.relation = head.person_id, "other"
        for row in rows:
            row.since = on
        world.contacts += rows


def make_households(world: World, people: int, ids: Identifiers) -> None:
    """Fill the world with households until it holds about `people` people."""
    rng = world.random("households")
    settler = _Settler(rng, ids)
    start = world.end - timedelta(days=4000)
    while len(world.people) < people:
        home = settler.settle()
        _people(world, rng, home, ids)
        _numbers(rng, home, ids)
        _contacts(world, rng, home, ids, start)
        world.households.append(home)
