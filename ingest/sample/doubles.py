"""Plants people who were entered twice, each double with one variation that offices produce."""

from collections.abc import Callable, Mapping
from random import Random

from ingest.sample.identifiers import Identifiers
from ingest.sample.model import UNKNOWN_DAY, Contact, Person, PlantedDouble, World
from ingest.sample.words import given_signs

_SAME_DOCUMENT, _NO_DOCUMENT = 0.4, 0.75  # of doubles; the rest have a new document


def _mistyped(rng: Random, name: str) -> str:
    """One letter lost, doubled or swapped with the next; of a Chinese name, one other sign."""
    if not name.isascii():
        sign = rng.choice([written for written, _ in given_signs() if written not in name])
        return name[:-1] + sign
    at = rng.randrange(1, len(name) - 1)
    while not name[at : at + 2].isalpha() or name[at] == name[at + 1]:
        at = at % (len(name) - 2) + 1
    changed = (name[at + 1] + name[at], name[at] + name[at] + name[at + 1], name[at + 1])
    return name[:at] + rng.choice(changed) + name[at + 2 :]


def _swapped(_rng: Random, latin: str) -> str:
    """The family name at the other end, in Latin letters."""
    words = latin.split(" ")
    return " ".join([words[-1], *words[:-1]] if len(words) > 2 else reversed(words))


NAMES: Mapping[str, Callable[[Random, Person], str]] = {
    "typing_error": lambda rng, person: _mistyped(rng, person.name),
    "transliterated": lambda _, person: person.latin or person.name,
    "order": lambda rng, person: _swapped(rng, person.latin or person.name),
    "changed_phone": lambda _, person: person.name,
    "no_birth_date": lambda _, person: person.name,
}
"""By kind of double, the name that the second record bears."""


def _kind(rng: Random, person: Person) -> str:
    kind = rng.choice(list(NAMES))
    if kind == "transliterated" and person.name == person.latin:
        return "typing_error"  # nothing to transliterate
    return kind


def make_doubles(world: World, ids: Identifiers) -> None:
    """One person in a hundred is entered twice, outside rings; last, so that all else stays."""
    rng = world.random("doubles")
    for number in rng.sample(sorted(world.people), len(world.people) // 100):
        person = world.people[number]
        home = world.households[person.household]
        if home.ring:
            continue
        kind, draw = _kind(rng, person), rng.random()
        document = person.identity_number if draw < _SAME_DOCUMENT else ""
        if draw >= _NO_DOCUMENT:
            document = ids.identity("latin", person.birth_date)
        twin = Person(
            f"P{len(world.people) + 1:06d}",
            NAMES[kind](rng, person),
            "",
            UNKNOWN_DAY if kind == "no_birth_date" else person.birth_date,
            document,
            person.household,
        )
        world.people[twin.person_id] = twin
        phone = ids.phone(home.script) if kind == "changed_phone" else person.phone
        if phone:
            world.contacts.append(Contact(twin.person_id, "person", "phone", phone))
        place = home.address
        if rng.random() < 0.8:
            where = (place.line, place.city, place.postcode)
            world.contacts.append(Contact(twin.person_id, "person", "address", *where))
        world.doubles.append(PlantedDouble(person.person_id, twin.person_id, kind))
