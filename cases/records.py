"""Cases and what hangs on them, in and out of the store; every row becomes a model here."""

from collections import defaultdict
from collections.abc import Sequence
from typing import TypeVar

from pydantic import BaseModel

from cases.model import (
    BulletinLink,
    Case,
    Decision,
    Dismissal,
    Note,
    Record,
    Referral,
    Snapshot,
    State,
    Verdict,
)
from graph.errors import NotFoundError
from graph.language import failure
from graph.schema.ids import entity_id
from graph.store import Store, Transaction
from graph.store.rows import Row
from queries import load

R = TypeVar("R", bound=Record)
_KINDS: dict[type[BaseModel], str] = {
    Note: "note",
    Decision: "decision",
    Verdict: "verdict",
    Referral: "referral",
    Dismissal: "dismissal",
    BulletinLink: "bulletin_link",
}


def case_id(number: str) -> str:
    """Id of the case with this number: two cases can't take one number."""
    return entity_id("Case", number)


def create(tx: Transaction, record: Record | Dismissal | BulletinLink) -> None:
    """Store a new record."""
    tx.run(load(f"cases/create_{_KINDS[type(record)]}"), **record.model_dump(mode="json"))


def read_case(store: Store, number: str) -> Case:
    """One case with all its records; NotFoundError when there is none with this number."""
    rows = store.read(load("cases/case"), id=case_id(number))
    if not rows:
        raise failure(NotFoundError, "cases.error.no_case", case=number)
    return _with_records(store, rows)[0]


def read_cases(store: Store, states: Sequence[State]) -> list[Case]:
    """Cases in these states with all their records, oldest first."""
    return _with_records(store, store.read(load("cases/cases"), states=list(states)))


def read_dismissals(store: Store) -> list[Dismissal]:
    """Every dismissal, oldest first."""
    return [Dismissal.model_validate(row) for row in store.read(load("cases/dismissals"))]


def read_bulletin_links(store: Store) -> list[BulletinLink]:
    """Every link of a bulletin to a typology, oldest first."""
    return [BulletinLink.model_validate(row) for row in store.read(load("cases/bulletin_links"))]


def read_records(store: Store, kind: type[R], numbers: Sequence[str]) -> dict[str, list[R]]:
    """Records of one kind by case number, oldest first."""
    found: dict[str, list[R]] = defaultdict(list)
    for row in store.read(load(f"cases/{_KINDS[kind]}s"), cases=list(numbers)):
        record = kind.model_validate(row)
        found[record.case_number].append(record)
    return found


def _with_records(store: Store, rows: Sequence[Row]) -> list[Case]:
    numbers = [str(row["number"]) for row in rows]
    notes = read_records(store, Note, numbers)
    decisions = read_records(store, Decision, numbers)
    verdicts = read_records(store, Verdict, numbers)
    referrals = read_records(store, Referral, numbers)
    cases = []
    for row in rows:
        values = {name: value for name, value in row.items() if name != "ordinal"}
        number, snapshot = str(row["number"]), row["snapshot"]
        values |= {
            "snapshot": Snapshot.model_validate_json(str(snapshot)) if snapshot else None,
            "notes": notes.get(number, ()),
            "decisions": decisions.get(number, ()),
            "verdicts": verdicts.get(number, ()),
            "referrals": referrals.get(number, ()),
        }
        cases.append(Case.model_validate(values))
    return cases
