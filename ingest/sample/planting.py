"""Plants the rings: chooses kinds, members and providers, and lets each kind build itself."""

from random import Random

from ingest.sample.identifiers import Identifiers
from ingest.sample.model import Household, Organisation, Person, PlantedRing, World
from ingest.sample.rings import KINDS
from ingest.sample.rings.crew import Crew, Helpers

_RINGS_PER_POOL = 6  # rings that work with the same few garages, doctors and lawyers


def _some(rng: Random, world: World, kind: str, count: int) -> tuple[Organisation, ...]:
    found = world.of_kind(kind)
    return tuple(rng.sample(found, min(count, len(found))))


def _helpers(rng: Random, world: World, *, pool: bool) -> Helpers:
    """A pool is larger: two or three of each kind."""
    more = 1 if pool else 0
    return Helpers(
        _some(rng, world, "garage", 1 + more),
        _some(rng, world, "clinic", 1 + more),
        _some(rng, world, "doctor", 1 + more),
        _some(rng, world, "lawyer", 1 + more),
        _some(rng, world, "adjuster", 1),
    )


def _recruit(rng: Random, homes: list[Household], size: int) -> list[Person]:
    """Adults of different households; sometimes one couple among them."""
    people: list[Person] = []
    couple = rng.random() < 0.3
    while len(people) < size:
        home = homes.pop()
        adults = home.adults()
        take = 2 if couple and not people and len(adults) > 1 else 1
        people += adults[:take]
        home.ring = True
    return people


def plant(world: World, ids: Identifiers, rings: int, hub_sharing: float) -> None:
    """Plant `rings` rings; a share `hub_sharing` of them works with common providers."""
    rng = world.random("rings")
    kinds = list(KINDS)
    rng.shuffle(kinds)
    homes = [h for h in world.households if h.adults()]
    rng.shuffle(homes)
    sharing = {*rng.sample(range(rings), round(rings * hub_sharing))}
    pools = [_helpers(rng, world, pool=True) for _ in range(len(sharing) // _RINGS_PER_POOL + 1)]
    for number in range(rings):
        own = world.random(f"ring-{number}")
        shares = number in sharing
        kind = kinds[number % len(kinds)]
        people = _recruit(own, homes, own.randint(5, 14))
        helpers = pools[number % len(pools)] if shares else _helpers(own, world, pool=False)
        ring = PlantedRing(
            f"planted-{number + 1:03d}", kind, shares, sorted(p.person_id for p in people)
        )
        KINDS[kind](Crew(world, own, ids, people, helpers, ring))
        world.rings.append(ring)
