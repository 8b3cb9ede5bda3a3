"""Invented sheets with one ring, and the lists that speak of it: watch list, bulletin, outcomes.

Ann to Eve claim, are paid to Ann's account and used one device; sixty strangers have their own
things, and thirty of them the phone of a hospital, as Bob has.
"""

import csv
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from graph.schema.ids import entity_id
from graph.settings import Settings
from graph.store import Store
from ingest import RunReport, ingest

NOW = datetime(2025, 6, 1, 9, 0, tzinfo=UTC)
NAMES = ("Ann", "Bob", "Cid", "Dan", "Eve")
BORN = {name: f"198{at}-05-17" for at, name in enumerate(NAMES)}
MULE, CIDS_PHONE, HOSPITAL = "10000001", "+12125550101", "+12125550199"
VIN = "1M8GDM9AXKP042788"  # the example of the standard

Row = Mapping[str, str]


def write(directory: Path, name: str, rows: Sequence[Row]) -> None:
    """A sheet of these rows; columns as they come."""
    directory.mkdir(parents=True, exist_ok=True)
    columns = list(dict.fromkeys(column for row in rows for column in row))
    with (directory / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        out = csv.DictWriter(file, columns, restval="")
        out.writeheader()
        out.writerows(rows)


def write_insurer(directory: Path) -> Path:
    """The insurer's sheets."""
    strangers = [f"S{at:02d}" for at in range(60)]
    people: list[Row] = [
        {"person_id": name, "name": f"{name} Example", "birth_date": BORN[name]} for name in NAMES
    ]
    people += [
        {"person_id": s, "name": f"Stranger {s}", "birth_date": "1970-01-01"} for s in strangers
    ]
    contacts: list[dict[str, str]] = [_contact(name, "device", "DEV-1") for name in NAMES]
    contacts.append(_contact("Ann", "account", MULE))
    contacts.append(_contact("Cid", "phone", CIDS_PHONE))
    contacts += [_contact(name, "phone", HOSPITAL) for name in ("Bob", *strangers[:30])]
    contacts += [_contact(s, "device", f"DEV-{s}") for s in strangers]
    contacts += [_contact(s, "account", f"2000{s}7") for s in strangers]
    write(directory, "people", people)
    write(directory, "contacts", contacts)
    write(directory, "policies", [{"policy_number": f"P-{n}", "holder_id": n} for n in NAMES])
    write(
        directory,
        "claims",
        [
            {
                "claim_number": f"C-{name}",
                "policy_number": f"P-{name}",
                "claimant_id": name,
                "loss_date": f"2025-03-0{at}",
                "claimed": "100.00",
                "currency": "CNY",
                "status": "open",
            }
            for at, name in enumerate(NAMES, start=1)
        ],
    )
    write(
        directory,
        "payments",
        [
            {
                "payment_number": f"PAY-{name}",
                "claim_number": f"C-{name}",
                "account": MULE,
                "bank": "TESTBANK",
                "payee_name": "Ann Example",
                "amount": "100.00",
                "currency": "CNY",
                "date": "2025-04-01",
                "status": "paid",
            }
            for name in NAMES
        ],
    )
    write(
        directory,
        "vehicles",
        [{"vehicle_id": "V1", "plate": "TEST123", "vin": VIN, "owner_id": "Dan"}],
    )
    (directory / "ringleader.yaml").write_text("source: sheets\ninvented: true\n")
    return directory


def _contact(owner: str, kind: str, value: str) -> dict[str, str]:
    bank = "TESTBANK" if kind == "account" else ""
    return {"owner_id": owner, "owner_kind": "person", "kind": kind, "value": value, "bank": bank}


def entry(number: str, **more: str) -> Row:
    """A row of the watch list."""
    common = {"authority": "Invented Police", "document_number": f"IP-2025-{number}"}
    return {"entry_number": number, **common, "listed_on": "2025-02-01", **more}


ENTRIES = (
    entry("1", accounts=MULE, bank="TESTBANK", reason="Account of strangers' money"),
    entry("2", phones=CIDS_PHONE, expires_on="2025-05-01"),
    entry("3", phones=HOSPITAL),
    entry("4", name="EVE Example", birth_date=BORN["Eve"]),
    entry("5", name="Bob Example"),
    entry("6", name="Dan Example", birth_date="1999-09-09"),
    entry("7", plate="TEST123"),
    entry("8", phones="+12125550177"),
)
BULLETIN: Row = {
    "bulletin_number": "IAI-7",
    "issuer": "Invented Association of Insurers",
    "issued_on": "2025-02-10",
    "title": "One account, many payees",
    "way_of_working": "Claims of strangers are paid into one account",
    "accounts": MULE,
    "bank": "TESTBANK",
}


def outcome(number: str, verdict: str, day: str, **about: str) -> Row:
    """A row of the outcomes."""
    common = {"basis": "internal finding", "decided_by": "Invented unit"}
    return {"outcome_number": number, "verdict": verdict, "decided_on": day, **common, **about}


OUTCOMES = (
    outcome("O1", "confirmed", "2025-04-10", claim_numbers="C-Ann", basis="判决"),
    outcome("O2", "cleared", "2025-05-10", claim_numbers="C-Bob;C-Cid", person_ids="Bob"),
    outcome("O3", "confirmed", "2025-04-20", person_ids="Bob"),
)


def write_lists(directory: Path) -> dict[str, Path]:
    """A directory for each list, by its source."""
    rows: dict[str, Sequence[Row]] = {
        "watch_list": ENTRIES,
        "bulletins": (BULLETIN,),
        "outcomes": OUTCOMES,
    }
    for name, found in rows.items():
        write(directory / name, name, found)
    return {name: directory / name for name in rows}


def load(store: Store, path: Path, source: str | None = None) -> RunReport:
    """Ingest these files."""
    return ingest(store, path, source, settings=Settings(data=store.data), now=NOW)


def load_all(store: Store, directory: Path) -> None:
    """The insurer's sheets, then the three lists."""
    load(store, write_insurer(directory / "insurer"))
    for source, path in write_lists(directory).items():
        load(store, path, source)


def person(number: str) -> str:
    """Id of a person of the sheets."""
    return entity_id("Person", f"sheets:{number}")


def claim(name: str) -> str:
    """Id of the claim of one of NAMES."""
    return entity_id("Claim", f"sheets:C-{name}")


def listed(number: str) -> str:
    """Id of an entry of the watch list."""
    return entity_id("WatchEntry", f"watch_list:{number}")


account = entity_id("Account", f"TESTBANK/{MULE}")
