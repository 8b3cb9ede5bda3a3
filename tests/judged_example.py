"""Invented sheets with many small groups, and verdicts by which ring scores can be calibrated.

Of 28 groups the even ones share an account, a phone and a device, the odd ones an account alone;
two people of each meet in a claim. Verdicts confirm most of the former and few of the latter.
"""

import datetime
from pathlib import Path

from graph.schema.ids import entity_id
from graph.store import Store
from tests.lists_example import Row, load, write

GROUPS, PEOPLE = 28, 5
DAY = datetime.date(2025, 5, 1)
"""By then every verdict of the example has been given."""


def is_strong(group: int) -> bool:
    """The groups that share three things."""
    return group % 2 == 0


def is_confirmed(group: int) -> bool:
    """Eleven of the 14 strong groups, and two of the others."""
    return group not in (4, 12, 20) if is_strong(group) else group in (7, 15)


def person_id(group: int, member: int) -> str:
    """Id of a group's person in the store."""
    return entity_id("Person", f"sheets:G{group}-{member}")


def write_groups(directory: Path) -> Path:
    """The insurer's sheets."""
    people: list[Row] = []
    contacts: list[Row] = []
    claims: list[Row] = []
    payments: list[Row] = []

    def has(owner: str, kind: str, value: str) -> None:
        bank = "TESTBANK" if kind == "account" else ""
        row = {"owner_id": owner, "owner_kind": "person", "kind": kind, "value": value}
        contacts.append({**row, "bank": bank})

    for at in range(400):
        people.append({"person_id": f"S{at}", "name": f"Stranger {at}"})
        has(f"S{at}", "account", f"2{at:07d}")
        has(f"S{at}", "device", f"DEV-S{at}")
    for group in range(GROUPS):
        names = [f"G{group}-{member}" for member in range(PEOPLE)]
        people += [{"person_id": name, "name": f"Invented {name}"} for name in names]
        for at, name in enumerate(names):
            has(name, "account", f"1{group:07d}")
            if is_strong(group):
                has(name, "phone", f"+1212555{100 + group:04d}")
                has(name, "device", f"DEV-{group}")
            number = f"C-{name}"
            claims.append(
                {
                    "claim_number": number,
                    "claimant_id": name,
                    "passenger_ids": names[0] if at == 1 else "",
                    "kind": "collision",
                    "loss_date": f"2024-{1 + group % 12:02d}-{1 + 5 * at:02d}",
                    "claimed": f"{1000 + 37 * (group % 5)}.00",
                    "currency": "CNY",
                    "status": "open",
                }
            )
            payments.append(
                {
                    "payment_number": f"PAY-{name}",
                    "claim_number": number,
                    "account": f"1{group:07d}",
                    "bank": "TESTBANK",
                    "payee_name": f"Invented {name}",
                    "amount": "100.00",
                    "currency": "CNY",
                    "date": "2025-01-01",
                    "status": "paid",
                }
            )
    for name, rows in (
        ("people", people),
        ("contacts", contacts),
        ("claims", claims),
        ("payments", payments),
    ):
        write(directory, name, rows)
    (directory / "ringleader.yaml").write_text("source: sheets\ninvented: true\n")
    return directory


def write_verdicts(directory: Path) -> Path:
    """A verdict on the first three claims of every group, in its month of 2025."""
    rows = [
        {
            "outcome_number": f"O-{group}-{member}",
            "verdict": "confirmed" if is_confirmed(group) else "cleared",
            "decided_on": f"2025-{1 + group % 4:02d}-15",
            "basis": "internal_finding",
            "decided_by": "Invented unit",
            "claim_numbers": f"C-G{group}-{member}",
        }
        for group in range(GROUPS)
        for member in range(3)
    ]
    write(directory, "outcomes", rows)
    return directory


def load_groups(store: Store, directory: Path) -> None:
    """Groups and verdicts."""
    load(store, write_groups(directory / "insurer"))
    load(store, write_verdicts(directory / "outcomes"), "outcomes")
