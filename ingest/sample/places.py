"""Invented places: towns, streets, blocks of flats and villages that are on no map."""

from dataclasses import dataclass
from random import Random

from ingest.sample.model import Address

_ZH_TOWNS = "青岚市 云泽市 望川县 鹿鸣泽市 澄沙市 墨溪县 霁月市 澜台市 朔影县 苍梧岭市 芷汀县 琥珀湾市".split()
_LATIN_TOWNS = "Ashmere,Corvale,Tarnholm,Velbury,Ostrand,Quillford,Port Maris,Saint Orla".split(",")
_ZH_STREETS = (
    "望舒 听澜 云栖里 枕流 拾光 浮玉 采薇 鸣珂 揽月 知秋 逐风 映雪 栖梧 临渊 漱石 折柳".split()
)
_LATIN_STREETS = (
    "Larkspur Candle Foxglove Harbour Juniper Lantern Millrace Nettle Osprey Quarry Rookery Saffron "
    "Tannery Vesper Willowherb Cooper"
).split()
_VILLAGES = "上塘 下塘 石鼓 柳荫 古槐 双井 竹坞 梅垄 杏花渡 松坪 野鹤 麦浪".split()


@dataclass(frozen=True)
class Town:
    """An invented town in one script, with the first digits of its invented postcodes."""

    name: str
    script: str
    code: str


def towns() -> list[Town]:
    """All towns: Chinese ones first."""
    # No mainland postcode begins with 00; ZZ is no British postcode area.
    chinese = [Town(name, "zh", f"00{i:02d}") for i, name in enumerate(_ZH_TOWNS)]
    return chinese + [Town(name, "latin", f"ZZ{i}") for i, name in enumerate(_LATIN_TOWNS)]


TOWNS = towns()


def _postcode(town: Town, area: int) -> str:
    return (
        f"{town.code}{area % 100:02d}" if town.script == "zh" else f"{town.code} {area % 9 + 1}QX"
    )


def street(rng: Random, town: Town) -> str:
    """A street name; together with town and house number it makes a place."""
    if town.script == "zh":
        return rng.choice(_ZH_STREETS) + rng.choice(("路", "街", "巷", "大道"))
    return f"{rng.choice(_LATIN_STREETS)} {rng.choice(('Road', 'Street', 'Lane', 'Way'))}"


def house(rng: Random, town: Town, number: int) -> Address:
    """A house of its own; `number` keeps addresses apart."""
    name, area = street(rng, town), number // 40
    line = f"{name}{number}号" if town.script == "zh" else f"{number} {name}"
    return Address(line, town.name, _postcode(town, area))


def flat(block: Address, number: int, script: str) -> Address:
    """A flat in a block: the block's address with building and door."""
    floor, door = number // 4 + 1, number % 4 + 1
    line = (
        f"{block.line}{floor}{door:02d}室"
        if script == "zh"
        else f"Flat {floor}{door:02d}, {block.line}"
    )
    return Address(line, block.city, block.postcode)


def village(town: Town, number: int) -> Address:
    """A village where everybody gives the village as address."""
    name = _VILLAGES[number % len(_VILLAGES)]
    group = number // len(_VILLAGES) + 1
    if town.script == "zh":
        return Address(f"{name}村{group}组", town.name, _postcode(town, number))
    return Address(
        f"Hamlet of {_LATIN_STREETS[number % 16]} {group}", town.name, _postcode(town, number)
    )
