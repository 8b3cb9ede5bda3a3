"""What a case is: states, verdicts, notes, referrals, dismissals and the audit entries behind them.

Times are UTC ISO text to the second ('2026-03-01T09:30:00Z'); ids are entity ids of the graph.
"""

import hashlib
import json
from collections.abc import Mapping
from typing import Any, Literal

from pydantic import BaseModel

from graph.rings.model import Frozen, Ring

State = Literal["new", "investigating", "referred", "closed"]
VerdictWord = Literal["confirmed", "cleared", "compliance_breach", "unknown"]

TRANSITIONS: Mapping[State, tuple[State, ...]] = {
    "new": ("investigating", "closed"),
    "investigating": ("referred", "closed"),
    "referred": ("investigating", "closed"),
    "closed": ("investigating",),
}
"""From each state, the states a decision may lead to; a closed case is reopened, never deleted."""


def canonical(value: object) -> str:
    """JSON with sorted keys and no spaces: one text for equal content (RFC 8785 for our types)."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def digest(record: BaseModel) -> str:
    """SHA-256 of a record's canonical JSON; the audit entry of an act carries it."""
    return hashlib.sha256(canonical(record.model_dump(mode="json")).encode()).hexdigest()


class Record(Frozen):
    """Something a person put on a case; `seq` is the audit entry that committed it."""

    id: str
    case_number: str
    seq: int
    at: str
    author: str


class Note(Record):
    """A dated remark."""

    text: str


class Decision(Record):
    """A change of state, with the basis given for it."""

    before: State
    after: State
    basis: str


class Verdict(Record):
    """What a person decided about a person or claim; the latest one on an entity counts."""

    entity: str
    caption: str
    verdict: VerdictWord
    basis: str


class Referral(Record):
    """A referral to an authority or an authority's request: what allows personal data to leave."""

    kind: Literal["referral", "request"]
    recipient: str
    reference: str  # the authority's or our own file number
    request: str  # wording of the request; empty for a referral


class Dismissal(Frozen):
    """A ring judged harmless as it was: it stays dismissed until it has others than these."""

    id: str
    ring: str
    seq: int
    at: str
    author: str
    reason: str
    members: tuple[str, ...]
    claims: tuple[str, ...]


class BulletinLink(Frozen):
    """A bulletin and the new or changed typology that it led to."""

    id: str
    bulletin: str  # id of the Bulletin
    number: str
    typology: str
    seq: int
    at: str
    author: str
    reason: str


class DismissedRing(Frozen):
    """A current ring that an earlier dismissal covers, and what has come to it since."""

    ring: str
    dismissal: Dismissal
    new_members: tuple[str, ...]  # captions
    new_claims: tuple[str, ...]  # claim numbers

    @property
    def grown(self) -> bool:
        """True when the ring has members or claims the dismissal didn't see: look again."""
        return bool(self.new_members or self.new_claims)


class Snapshot(Frozen):
    """The ring as it was when the case was opened, with the run it came from."""

    ring: Ring
    digest: str  # of the run's rings
    stamp: str  # of the evidence it was computed from
    people: int
    claims: int
    parameters: Mapping[str, Any]


class Case(Frozen):
    """One case with everything recorded on it, oldest first."""

    number: str  # 'CASE-0001'
    title: str
    state: State
    subject: str  # ring number or entity id
    subject_kind: Literal["ring", "entity"]
    subject_caption: str
    assignee: str | None
    opened_at: str
    opened_by: str
    invented: bool
    snapshot: Snapshot | None
    notes: tuple[Note, ...] = ()
    decisions: tuple[Decision, ...] = ()
    verdicts: tuple[Verdict, ...] = ()
    referrals: tuple[Referral, ...] = ()

    @property
    def referral(self) -> Referral | None:
        """The latest recorded referral or request; None means bundles are drafts."""
        return self.referrals[-1] if self.referrals else None

    @property
    def standing(self) -> Mapping[str, Verdict]:
        """The verdict that counts for each entity."""
        return {verdict.entity: verdict for verdict in self.verdicts}


class AuditEntry(Frozen):
    """Who did what, chained: `hash` covers the content and the hash of the entry before."""

    seq: int
    at: str
    actor: str
    act: str
    case_number: str | None
    subjects: tuple[str, ...]
    details: Mapping[str, str]
    previous: str
    hash: str

    @property
    def content(self) -> str:
        """The canonical JSON that the hash covers: every field but the hash."""
        return canonical(self.model_dump(mode="json", exclude={"hash"}))


GENESIS = "0" * 64
"""`previous` of the first audit entry."""


def chain_hash(previous: str, content: str) -> str:
    """SHA-256 (hex) of the previous hash followed by the canonical content."""
    return hashlib.sha256(f"{previous}{content}".encode()).hexdigest()
