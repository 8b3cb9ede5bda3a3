"""Which pairs are compared at all: those that share a key few others have.

Every record gets keys ('b:1980-01-01 wan', 'phone:phone-1f0c…'); two records with a key in common
are compared. A key of more records than its bound makes no pairs and is counted, so that the work
grows with the number of records and not with its square.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ingest.same.names import all_sounds
from ingest.same.records import HELD, People

MOST = {
    "name": 50,  # bearers of a name
    "name_year": 50,  # bearers of a name born in one year
    "birth": 50,  # born on one day, with the same first letters of a name
    "document": 10,
    "phone": 10,
    "email": 10,
    "account": 10,
    "device": 10,
    "address": 20,
}
"""Most records of a key that is compared, by kind of key."""
_FIRST = 3  # letters


@dataclass(frozen=True)
class Keyed:
    """Keys of each person in the order of People, and keys left out by kind."""

    keys: list[list[str]]
    left_out: dict[str, int]
    held: Mapping[str, list[list[str]]]  # by kind: what each person holds, hubs left out


def keyed(people: People) -> Keyed:
    """The keys of everybody."""
    place = {person: at for at, person in enumerate(people.people["id"].to_pylist())}
    found: list[set[tuple[str, str]]] = [set(keys) for keys in _of_names(people)]
    for kind in HELD:
        table = people.held[kind]
        for person, item in zip(*(c.to_pylist() for c in table.columns), strict=True):
            found[place[person]].add((kind, item))
    bearers = Counter(key for keys in found for key in keys)
    hubs = {key for key, count in bearers.items() if count > MOST[key[0]]}
    kept = [sorted(keys - hubs) for keys in found]
    left_out = Counter(kind for kind, _ in hubs)
    return Keyed(
        [[f"{kind}:{text}" for kind, text in keys if bearers[kind, text] > 1] for keys in kept],
        {kind: left_out[kind] for kind in MOST},
        {kind: [[text for k, text in keys if k == kind] for keys in kept] for kind in HELD},
    )


def _of_names(people: People) -> Iterator[set[tuple[str, str]]]:
    columns = (people.people[c].to_pylist() for c in ("name", "other_name", "birth_date"))
    for name, other, born in zip(*columns, strict=True):
        sounds = all_sounds(name, other)
        keys = {("name", sound) for sound in sounds}
        if born is not None:
            keys |= {("name_year", f"{sound} {born.year}") for sound in sounds}
            words = " ".join(sounds).split()
            keys |= {("birth", f"{born} {word[:_FIRST]}") for word in words}
        yield keys
