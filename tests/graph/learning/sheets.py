"""Invented sheets with a crew of crashers and honest claimants, and what was decided about them."""

import datetime
from collections.abc import Mapping
from pathlib import Path

from graph.schema.ids import entity_id
from graph.store import Store
from tests.lists_example import load, write

CLAIMS = 120
FRAUDS = 50
_START = datetime.date(2024, 1, 1)
DAY = datetime.date(2025, 5, 1)
"""By then everything of the example has been decided."""


def is_fraud(number: int) -> bool:
    """Claims 0, 2, 4 ... until there are FRAUDS."""
    return number % 2 == 0 and number < 2 * FRAUDS


def number_of(claim: int) -> str:
    """Claim number in the sheets."""
    return f"C-{claim:03d}"


def claim_id(claim: int) -> str:
    """Id of a claim in the store."""
    return entity_id("Claim", f"sheets:{number_of(claim)}")


def _day(claim: int) -> datetime.date:
    return _START + datetime.timedelta(days=3 * claim)


def write_claims(directory: Path) -> Path:
    """The crew of 10 meets in its claims; honest people meet nobody twice."""
    people: list[Mapping[str, str]] = []
    claims: list[Mapping[str, str]] = []
    for number in range(CLAIMS):
        crew = is_fraud(number) and number % 10 != 0  # some frauds have no crew
        names = (
            [f"CREW{number % 10}", f"CREW{(number + 3) % 10}"]
            if crew
            else [f"H{number}a", f"H{number}b"]
        )
        people += [{"person_id": name, "name": f"Invented {name}"} for name in names]
        claims.append(
            {
                "claim_number": number_of(number),
                "kind": "collision",
                "claimant_id": names[0],
                "passenger_ids": names[1],
                "loss_date": _day(number).isoformat(),
                "report_date": (_day(number) + datetime.timedelta(days=number % 5)).isoformat(),
                "claimed": f"{1000 + 37 * (number % 17)}.00",
                "currency": "CNY",
                "garage_id": f"G{number % 7}",
            }
        )
    write(directory, "people", list({row["person_id"]: row for row in people}.values()))
    write(directory, "claims", claims)
    (directory / "ringleader.yaml").write_text("source: sheets\ninvented: true\n")
    return directory


def write_outcomes(directory: Path, claims: range = range(100)) -> Path:
    """A verdict on each of these claims, 40 days after its loss."""
    rows = [
        {
            "outcome_number": f"O-{number}",
            "verdict": "confirmed" if is_fraud(number) else "cleared",
            "decided_on": (_day(number) + datetime.timedelta(days=40)).isoformat(),
            "basis": "internal_finding",
            "decided_by": "Invented unit",
            "claim_numbers": number_of(number),
        }
        for number in claims
    ]
    write(directory, "outcomes", rows)
    return directory


def load_claims(store: Store, directory: Path) -> None:
    """Load the claims and the verdicts on the first hundred."""
    load(store, write_claims(directory / "insurer"))
    load(store, write_outcomes(directory / "outcomes"), "outcomes")
