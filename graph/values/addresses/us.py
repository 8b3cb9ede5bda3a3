"""Addresses of the United States: parts by usaddress, words as in USPS Publication 28.

usaddress labels each word (number, street, unit …) by a trained model. No word is ever dropped:
a wrong label makes another key, so that two spellings stay two, but never makes two places one.
"""

import re
from functools import cache
from pathlib import Path

from graph.values.addresses.folding import fold, fold_code
from graph.values.model import compact

_WORDS = Path(__file__).with_name("us_words.txt")
_ABBREVIATED = {
    "StreetNamePostType": "suffix",
    "StreetNamePreType": "suffix",
    "StreetNamePreDirectional": "direction",
    "StreetNamePostDirectional": "direction",
    "OccupancyType": "unit",
    "SubaddressType": "unit",
    "StateName": "state",
    "StreetName": "name",
}
_PARTS = (
    ("AddressNumber", "number"),
    ("StreetName", "street"),
    ("Occupancy", "unit"),
    ("Subaddress", "unit"),
    ("PlaceName", "city"),
    ("StateName", "state"),
    ("ZipCode", "zip"),
    ("CountryName", "country"),
)
_TYPELESS = re.compile(r"\bapt (?=\S)")  # Publication 28: '# 4' stands for 'APT 4'
_COUNTRY = frozenset({"us", "usa", "united states", "united states of america"})


@cache
def _words() -> dict[str, dict[str, str]]:
    """By kind of word: each spelling and what it stands for."""
    found: dict[str, dict[str, str]] = {}
    for line in _WORDS.read_text(encoding="utf-8").splitlines():
        kind, standard, *others = line.split(" ")
        for word in (standard, *others):
            found.setdefault(kind, {})[word.replace("_", " ")] = standard
    return found


def _short(words: str, kind: str) -> str:
    known = _words()[kind]
    return known.get(words) or " ".join(known.get(word, word) for word in words.split(" "))


def _parse(line: str) -> list[tuple[str, str]]:
    """(token, label) of each word; one token when the library would lose a letter or digit."""
    import usaddress

    found: list[tuple[str, str]] = usaddress.parse(line)
    if compact("".join(token for token, _ in found)) != compact(line):
        return [(line, "NotAddress")]
    return found


def parts_of(line: str) -> dict[str, str]:
    """The folded words of `line` by part: number, street, unit, city, state, zip, other."""
    parts: dict[str, list[str]] = {}
    for token, label in _parse(line):
        part = next((part for start, part in _PARTS if label.startswith(start)), "other")
        word = fold(token)
        if part == "zip":
            word = token.strip(" ,.;")
        elif label in _ABBREVIATED:
            word = _short(word, _ABBREVIATED[label])
        if word:
            parts.setdefault(part, []).append(word)
    return {part: " ".join(words) for part, words in parts.items()}


def zip_of(text: str) -> str:
    """The five digits of a ZIP code, without '+4' and without leading zeros."""
    head, dash, _ = text.strip().partition("-")
    digits = fold_code(head)
    if not dash and re.fullmatch(r"\d{8,9}", digits):
        digits = digits[:-4]
    return digits


def _one(beside: str, written: str, other: list[str]) -> str:
    """What stands beside the line, else in it; where both differ nothing is lost."""
    if beside and written and beside != written:
        other.append(written)
    return beside or written


def key(line: str, city: str, region: str, postcode: str) -> str:
    """'us|number|street|unit|other|city|zip'; without a ZIP code the state stands there."""
    parts = parts_of(line)
    other = [parts.get("other", "")]
    if (country := parts.get("country", "")) not in _COUNTRY:
        other.append(country)
    town = _one(_short(fold(city), "name"), _short(parts.get("city", ""), "name"), other)
    code = _one(zip_of(postcode), zip_of(parts.get("zip", "")), other)
    state = _one(_short(fold(region), "state"), _short(parts.get("state", ""), "state"), other)
    rest = " ".join(filter(None, other)).replace("p o box", "po box")
    unit = _TYPELESS.sub("", fold(parts.get("unit", "")))
    place = code or (f"~{state}" if state else "")
    return f"us|{parts.get('number', '')}|{parts.get('street', '')}|{unit}|{rest}|{town}|{place}"
