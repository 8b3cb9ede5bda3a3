"""Writes the sheets: CSV in UTF-8, one file a sheet, with the small mess of real offices."""

import csv
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

from ingest.sample.model import Account, Payment, World
from ingest.sample.numbering import sorted_payments
from ingest.sheets import SHEETS

_PLACEHOLDERS = ("00000000000", "99999999999", "无", "n/a")


def _text(column: str, value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        return ";".join(value)
    if isinstance(value, int):
        return f"{value // 100}.{value % 100:02d}"
    if isinstance(value, Account):
        return value.bank if column == "bank" else value.number
    return str(value)


def _phone(rng: Random, value: str) -> str:
    """The same number as people type it."""
    draw = rng.random()
    if not value or draw < 0.6:
        return value
    if draw < 0.75:
        return f"00{value[1:]}"
    spaced = f"{value[:-4]} {value[-4:]}" if draw < 0.9 else f"{value[:-4]}-{value[-4:]}"
    return f" {spaced} " if draw > 0.97 else spaced


def _untidy(sheet: str, row: dict[str, str], rng: Random) -> dict[str, str]:
    """Missing values, placeholders, formats; nothing that changes who shares what."""
    draw = rng.random()
    if sheet == "contacts" and row["kind"] == "phone":
        row["value"] = _phone(rng, row["value"])
    elif sheet == "contacts" and row["kind"] == "account" and draw < 0.2:
        number = row["value"]
        row["value"] = " ".join(number[i : i + 4] for i in range(0, len(number), 4))
    elif sheet == "contacts" and row["kind"] == "email" and draw < 0.2:
        row["value"] = row["value"].upper() if draw < 0.1 else f" {row['value']}"
    elif sheet == "claims":
        row["reported_from"] = _phone(rng, row["reported_from"])
        if draw < 0.03:
            row["place"] = ""
    elif sheet == "people" and draw < 0.08:
        row["birth_date" if draw < 0.03 else "identity_number"] = ""
    elif sheet == "people" and draw < 0.1:
        row["name"] = f" {row['name']}  "
    elif sheet == "vehicles" and draw < 0.05:
        row["vin" if draw < 0.04 else "plate"] = ""
    return row


def _extra(sheet: str, world: World, rng: Random) -> Iterator[dict[str, str]]:
    """A few rows that ingest must reject or clean away: placeholders and impossible values."""
    if sheet != "contacts":
        return
    numbers = sorted(world.people)
    for _ in range(max(4, len(numbers) // 400)):
        owner = rng.choice(numbers)
        yield {
            "owner_id": owner,
            "owner_kind": "person",
            "kind": "phone",
            "value": rng.choice(_PLACEHOLDERS),
        }
    yield {
        "owner_id": rng.choice(numbers),
        "owner_kind": "person",
        "kind": "email",
        "value": "nobody-at-example.com",
    }
    yield {
        "owner_id": rng.choice(numbers),
        "owner_kind": "person",
        "kind": "phone",
        "value": "12",
    }


def _objects(world: World) -> dict[str, Iterable[Any]]:
    """The rows of each sheet in an order that says nothing about what was planted."""
    return {
        "people": [world.people[number] for number in sorted(world.people)],
        "organisations": world.organisations.values(),
        "agents": world.agents,
        "policies": world.policies,
        "claims": world.claims,
        "payments": [_PaymentRow(number, payment) for number, payment in sorted_payments(world)],
        "contacts": sorted(
            world.contacts, key=lambda c: (c.owner_kind, c.owner_id, c.kind, c.value)
        ),
        "vehicles": world.vehicles,
    }


class _PaymentRow:
    """A payment seen as a row: with its claim's number, its account's bank beside the number."""

    def __init__(self, claim_number: str, payment: Payment) -> None:
        self.claim_number, self._payment = claim_number, payment

    def __getattr__(self, name: str) -> Any:
        return self._payment.account if name == "bank" else getattr(self._payment, name)


def write_sheets(directory: Path, world: World) -> dict[str, int]:
    """Write every sheet and ringleader.yaml; rows written by sheet."""
    directory.mkdir(parents=True, exist_ok=True)
    objects, written = _objects(world), {}
    for sheet in SHEETS:
        names = [column.name for column in sheet.columns]
        rng = world.random(f"mess-{sheet.name}")
        with (directory / f"{sheet.name}.csv").open("w", encoding="utf-8", newline="") as file:
            out = csv.DictWriter(file, names, restval="", lineterminator="\n")
            out.writeheader()
            count = 0
            for item in objects[sheet.name]:
                row = {name: _text(name, getattr(item, name)) for name in names}
                out.writerow(_untidy(sheet.name, row, rng))
                count += 1
            for row in _extra(sheet.name, world, rng):
                out.writerow(row)
                count += 1
        written[sheet.name] = count
    (directory / "ringleader.yaml").write_text("source: sheets\ninvented: true\n", encoding="utf-8")
    return written
