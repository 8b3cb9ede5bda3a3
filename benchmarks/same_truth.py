"""The people of a written sample as the search for doubles reads them, without a store."""

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from graph.values.model import BadValue
from graph.values.registry import value_type
from ingest.same.records import HELD, People, held_table, people_table

_CLEANED = {"phone": "phone", "email": "email", "account": "account"}


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _value(row: dict[str, str]) -> str | None:
    kind, text = row["kind"], row["value"]
    if kind == "address":
        return "|".join((text, row["city"], row["postcode"])).casefold()
    if kind not in _CLEANED:
        return text
    hints = {"region": "CN"} if kind == "phone" else {}
    try:
        return str(value_type(_CLEANED[kind]).clean(text, **hints))
    except BadValue:
        return None


def sample_people(directory: Path) -> People:
    """Everybody in the sheets of a sample, by their numbers there, and what they hold."""
    people = []
    held: dict[str, list[tuple[str, str]]] = {kind: [] for kind in HELD}
    for row in _rows(directory / "people.csv"):
        born = date.fromisoformat(row["birth_date"]) if row["birth_date"] else None
        number = row["person_id"]
        people.append((number, row["name"].strip() or None, row["other_name"] or None, born))
        if row["identity_number"]:
            held["document"].append((number, row["identity_number"]))
    for row in _rows(directory / "contacts.csv"):
        value = _value(row)
        if row["owner_kind"] == "person" and value is not None:
            held[row["kind"]].append((row["owner_id"], value))
    return People(people_table(people), {kind: held_table(kind, held[kind]) for kind in HELD})
