"""What an act does to a case: the state it is in, the state it moves to, what the trail says."""

from dataclasses import dataclass
from typing import get_args

from cases.audit import Place
from cases.model import (
    TRANSITIONS,
    Decision,
    Record,
    Referral,
    State,
    Verdict,
    canonical,
)
from cases.records import case_id
from cases.subjects import Subject
from cases.words import one_of
from graph.errors import InputError, NotFoundError
from graph.language import failure
from graph.store import Transaction
from queries import load

STATES: tuple[State, ...] = get_args(State)


@dataclass(frozen=True)
class Standing:
    """A case as an act finds it, inside the act's own transaction."""

    tx: Transaction
    number: str
    state: State

    def referred(self) -> bool:
        """True when a referral or request is recorded on it."""
        return bool(self.tx.run(load("cases/referrals"), cases=[self.number]))


def state_of(tx: Transaction, number: str) -> State:
    """The state of the case now; NotFoundError when there is no such case."""
    rows = tx.run(load("cases/state"), id=case_id(number))
    if not rows:
        raise failure(NotFoundError, "cases.error.no_case", case=number)
    return one_of(str(rows[0]["state"]), STATES, "state")


def state_after(record: Record) -> State | None:
    """The state a record moves its case to, if any."""
    if isinstance(record, Decision):
        return record.after
    if isinstance(record, Referral) and record.kind == "referral":
        return "referred"
    return None


def shown(record: Record) -> dict[str, str]:
    """What the audit entry says in words beside the record's digest: no free text."""
    if isinstance(record, Decision):
        return {"before": record.before, "after": record.after}
    if isinstance(record, Verdict):
        return {"verdict": record.verdict}
    if isinstance(record, Referral):
        return {"to": record.recipient, "reference": record.reference}
    return {}


def check_transition(number: str, before: State, after: State) -> None:
    """InputError, naming what is allowed, unless `before` may become `after`."""
    allowed = TRANSITIONS[before]
    if after not in allowed:
        raise failure(
            InputError,
            "cases.error.state",
            number=str(number),
            before=before,
            after=after,
            names=list(allowed),
        )


def new_case(
    found: Subject, ordinal: int, number: str, title: str | None, place: Place
) -> dict[str, object]:
    """Parameters of queries/cases/create_case.cypher."""
    snapshot = found.snapshot
    return {
        "id": case_id(number),
        "number": number,
        "ordinal": ordinal,
        "title": (title or "").strip() or found.title,
        "state": "new",
        "subject": found.id,
        "subject_kind": found.kind,
        "subject_caption": found.caption,
        "opened_at": place.at,
        "opened_by": place.actor,
        "invented": found.invented,
        "snapshot": None if snapshot is None else canonical(snapshot.model_dump(mode="json")),
    }
