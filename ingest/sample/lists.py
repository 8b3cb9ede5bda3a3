"""Invented lists that speak of the sample: watch list, bulletin and past verdicts.

They mean some planted rings, and honest people and a clinic whom a hasty reader would accuse.
"""

import csv
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path

from ingest.sample.model import Account, PlantedRing, World
from ingest.sheets import SHEETS

Row = Mapping[str, str]

NAMES = ("watch_list", "bulletins", "outcomes")
_POLICE, _COURT = "演示警方 Invented Police", "演示法院 Invented Court"
_INSURERS, _UNIT = "演示行业协会 Invented Association of Insurers", "演示调查部 Invented unit"


def remove_lists(directory: Path) -> None:
    """Delete the lists of an earlier sample."""
    for name in NAMES:
        (directory / f"{name}.csv").unlink(missing_ok=True)


def write_lists(directory: Path, world: World) -> dict[str, int]:
    """Write the three lists beside the sheets; rows written by list."""
    rows = {
        "watch_list": list(_entries(world)),
        "bulletins": list(_bulletins(world)),
        "outcomes": list(_outcomes(world)),
    }
    for sheet in (known for known in SHEETS if known.name in rows):
        with (directory / f"{sheet.name}.csv").open("w", encoding="utf-8", newline="") as file:
            names = [column.name for column in sheet.columns]
            out = csv.DictWriter(file, names, restval="", lineterminator="\n")
            out.writeheader()
            out.writerows(rows[sheet.name])
    return {name: len(found) for name, found in rows.items()}


def _known(world: World) -> list[PlantedRing]:
    """Up to three rings of which somebody outside the insurer knows something."""
    rings = sorted(world.rings, key=lambda ring: ring.name)
    return world.random("lists").sample(rings, min(3, len(rings)))


def _account(ring: PlantedRing) -> Account:
    """The account that got most of its payouts."""
    paid = Counter(p.account for claim in ring.claims for p in claim.payments)
    return min(paid, key=lambda account: (-paid[account], account.number))


def _before(world: World, days: int) -> date:
    return world.end - timedelta(days=days)


def _entries(world: World) -> Iterator[Row]:
    """An account, documents, a name with its birth date; a clinic's phone; an expired entry."""
    rings = _known(world)
    people = [world.people[number] for ring in rings for number in ring.members[:1]]
    told: list[dict[str, str]] = []
    if rings:
        account = _account(rings[0])
        told.append({"accounts": account.number, "bank": account.bank, "kind": "account"})
    for ring in rings[1:2]:
        documents = [world.people[number].identity_number for number in ring.members[:3]]
        told.append({"identity_numbers": ";".join(documents), "kind": "document"})
    for person in people[2:3]:
        told.append({"name": person.name, "birth_date": f"{person.birth_date}", "kind": "person"})
    for clinic in world.of_kind("clinic")[:1]:
        told.append({"phones": clinic.phone, "kind": "phone"})
    for person in people[1:2]:
        expired = {"expires_on": f"{_before(world, 400)}", "kind": "phone"}
        told.append({"phones": person.phone, **expired})
    for number, entry in enumerate(told, 1):
        yield {
            "entry_number": f"W-{number}",
            "authority": _POLICE,
            "document_number": f"DEMO-{number}",
            "listed_on": f"{_before(world, 500)}",
            **entry,
        }


def _bulletins(world: World) -> Iterator[Row]:
    for ring in _known(world)[:1]:
        account = _account(ring)
        yield {
            "bulletin_number": "DEMO-B1",
            "issuer": _INSURERS,
            "issued_on": f"{_before(world, 60)}",
            "title": "多人赔款汇入同一账户 / One account, many payees",
            "way_of_working": "Payouts of people who say they don't know each other meet.",
            "accounts": account.number,
            "bank": account.bank,
        }


def _outcomes(world: World) -> Iterator[Row]:
    """Proven for one claim of a ring; cleared for one of another's people, and for honest ones."""
    told: list[dict[str, str]] = []
    for ring in _known(world)[:1]:
        told.append({"claim_numbers": _first(ring), "verdict": "confirmed", "basis": "judgment"})
    for ring in _known(world)[1:2]:
        cleared = {"verdict": "cleared", "basis": "internal finding"}
        told.append({"person_ids": ring.members[0], **cleared})
    honest = [g for g in world.honest if g.kind in ("recycled_phone", "family_account")]
    for group in honest[:2]:
        people = ";".join(number for number in group.people if number in world.people)
        told.append({"person_ids": people, "verdict": "cleared", "basis": "internal finding"})
    for number, outcome in enumerate(told, 1):
        court = outcome["basis"] == "judgment"
        yield {
            "outcome_number": f"O-{number}",
            "decided_on": f"{_before(world, 30)}",
            "decided_by": _COURT if court else _UNIT,
            "document_number": f"DEMO-O{number}",
            **outcome,
        }


def _first(ring: PlantedRing) -> str:
    """The number of its earliest claim."""
    return min(claim.claim_number for claim in ring.claims)
