"""Invented places: towns, streets, blocks of flats and villages that are on no map."""

from dataclasses import dataclass
from random import Random

from ingest.sample.model import Address
from ingest.sample.words import words


@dataclass(frozen=True)
class Town:
    """An invented town in one script, with the first signs of its invented postcodes."""

    name: str
    script: str
    code: str


HOUSES = 16 * 4 * 600  # in each town: streets, ways, doors
# No mainland postcode begins with 00; ZZ is no British postcode area.
TOWNS = (
    *(Town(name, "zh", f"00{i:02d}") for i, name in enumerate(words("towns", "zh"))),
    *(Town(name, "latin", f"ZZ{i}") for i, name in enumerate(words("towns", "latin"))),
)


def _postcode(town: Town, area: int) -> str:
    return (
        f"{town.code}{area % 100:02d}" if town.script == "zh" else f"{town.code} {area % 9 + 1}QX"
    )


def street(rng: Random, town: Town) -> str:
    """A street name, e.g. '望舒路' or 'Larkspur Lane'."""
    name, way = rng.choice(words("streets", town.script)), rng.choice(words("ways", town.script))
    return name + way if town.script == "zh" else f"{name} {way}"


def house(town: Town, number: int) -> Address:
    """House `number` of a town's HOUSES: each is another street or door."""
    names, ways = words("streets", town.script), words("ways", town.script)
    door, place = divmod(number, len(names) * len(ways))
    name, way = names[place // len(ways)], ways[place % len(ways)]
    line = f"{name}{way}{door + 1}号" if town.script == "zh" else f"{door + 1} {name} {way}"
    return Address(line, town.name, _postcode(town, place))


def flat(block: Address, number: int, script: str) -> Address:
    """A flat in a block: the block's address with floor and door."""
    door = f"{number // 4 + 1}{number % 4 + 1:02d}"
    line = f"{block.line}{door}室" if script == "zh" else f"Flat {door}, {block.line}"
    return Address(line, block.city, block.postcode)


def village(town: Town, number: int) -> Address:
    """A village where everybody gives the village as address."""
    names = words("villages", town.script)
    name, group = names[number % len(names)], number // len(names) + 1
    line = f"{name}村{group}组" if town.script == "zh" else f"{name} Hamlet {group}"
    return Address(line, town.name, _postcode(town, number))
