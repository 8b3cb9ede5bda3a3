"""Invented addresses of addresses.yaml: places, each in several writings."""

from pathlib import Path

import yaml

Writing = tuple[str, dict[str, str]]
_FILE = Path(__file__).with_name("addresses.yaml")


def places() -> dict[str, list[list[Writing]]]:
    """By country ('us', 'cn', 'other'): places, each a list of (line, hints)."""
    every: dict[str, list[list[str]]] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return {
        country: [[_writing(country, text) for text in place] for place in found]
        for country, found in every.items()
    }


def _writing(country: str, text: str) -> Writing:
    line, city, region, postcode = (part.strip() for part in text.split("|"))
    hints = {"city": city, "region": region, "postcode": postcode}
    if country == "us":
        hints["country"] = "US"
    return line, {name: given for name, given in hints.items() if given}
