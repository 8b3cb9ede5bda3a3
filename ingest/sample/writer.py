"""Writes the sheets: CSV in UTF-8, one file a sheet, with the small mess of real offices."""

import csv
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

from ingest.sample.model import UNKNOWN_DAY, Account, Contact, Payment, World
from ingest.sample.numbering import sorted_payments
from ingest.sheets import SHEETS

MARK = "ringleader.yaml"  # names the mapping and marks the directory as invented
_PLACEHOLDERS = ("00000000000", "99999999999", "无", "n/a")


def _text(column: str, value: Any) -> str:
    if value is None or value == UNKNOWN_DAY:
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
    if not value.startswith("+") or draw < 0.6:
        return value
    if draw < 0.75:
        return f"00{value[1:]}"
    spaced = f"{value[:-4]} {value[-4:]}" if draw < 0.9 else f"{value[:-4]}-{value[-4:]}"
    return f" {spaced} " if draw > 0.97 else spaced


class _Mess:
    """Missing values and odd formats; nothing that changes who shares what."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self._vehicles: dict[str, float] = {}  # one car's rows lack the same value

    def __call__(self, sheet: str, row: dict[str, str]) -> dict[str, str]:
        """The row as an office would have written it."""
        draw = self._rng.random()
        if sheet == "contacts":
            row["value"] = self._contact(row["kind"], row["value"], draw)
        elif sheet == "claims":
            row["reported_from"] = _phone(self._rng, row["reported_from"])
        elif sheet == "people" and draw < 0.08:
            row["birth_date" if draw < 0.03 else "identity_number"] = ""
        elif sheet == "people" and draw < 0.1:
            row["name"] = f" {row['name']}  "
        elif sheet == "vehicles":
            draw = self._vehicles.setdefault(row["vehicle_id"], draw)
            if draw < 0.05:
                row["vin" if draw < 0.04 else "plate"] = ""
        return row

    def _contact(self, kind: str, value: str, draw: float) -> str:
        if kind == "phone":
            return _phone(self._rng, value)
        if kind == "account" and draw < 0.2:
            return " ".join(value[i : i + 4] for i in range(0, len(value), 4))
        if kind == "email" and draw < 0.2:
            return value.upper() if draw < 0.1 else f" {value}"
        return value


def _refused(world: World) -> Iterator[Contact]:
    """A few contacts that ingest must refuse: placeholders and impossible values."""
    rng, numbers = world.random("refused"), sorted(world.people)
    for _ in range(max(4, len(numbers) // 400)):
        yield Contact(rng.choice(numbers), "person", "phone", rng.choice(_PLACEHOLDERS))
    yield Contact(rng.choice(numbers), "person", "phone", "12")
    yield Contact(rng.choice(numbers), "person", "email", "nobody-at-example.com")


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
            [*world.contacts, *_refused(world)],
            key=lambda c: (c.owner_kind, c.owner_id, c.kind, c.value),
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
    """Write ringleader.yaml and every sheet; rows written by sheet."""
    directory.mkdir(parents=True, exist_ok=True)
    # First, so that a sample broken off is still known as invented and can be written again.
    (directory / MARK).write_text("source: sheets\ninvented: true\n", encoding="utf-8")
    objects, written = _objects(world), {}
    for sheet in (known for known in SHEETS if known.name in objects):
        names = [column.name for column in sheet.columns]
        mess = _Mess(world.random(f"mess-{sheet.name}"))
        with (directory / f"{sheet.name}.csv").open("w", encoding="utf-8", newline="") as file:
            out = csv.DictWriter(file, names, restval="", lineterminator="\n")
            out.writeheader()
            count = 0
            for item in objects[sheet.name]:
                row = {name: _text(name, getattr(item, name)) for name in names}
                out.writerow(mess(sheet.name, row))
                count += 1
        written[sheet.name] = count
    return written
