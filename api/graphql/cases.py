"""GraphQL types of cases: state, records and the ring as it was when the case was opened."""

import enum
from collections.abc import Iterable

import strawberry
from strawberry import relay

from api.graphql.context import Info, described, field
from api.graphql.rings import Ring, make_ring
from cases import model


@strawberry.enum(description="Where a case stands.")
class CaseState(enum.Enum):
    """Where a case stands."""

    NEW = "new"
    INVESTIGATING = "investigating"
    REFERRED = "referred"
    CLOSED = "closed"


@strawberry.enum(description="What a person decided about a person, other party or claim.")
class VerdictWord(enum.Enum):
    """What a person decided about a person, other party or claim."""

    CONFIRMED = "confirmed"
    CLEARED = "cleared"
    COMPLIANCE_BREACH = "compliance_breach"
    UNKNOWN = "unknown"


@described
class Note:
    """A dated remark."""

    at: str
    author: str
    text: str


@described
class Decision:
    """A change of state."""

    at: str
    author: str
    before: CaseState
    after: CaseState
    basis: str


@described
class Verdict:
    """What was decided about an entity; the latest one on it counts."""

    at: str
    author: str
    entity: strawberry.ID
    caption: str
    verdict: VerdictWord
    basis: str


@described
class Referral:
    """A referral to an authority, or an authority's request."""

    at: str
    author: str
    kind: str
    recipient: str
    reference: str
    request: str


@described
class Case(relay.Node):
    """A case with everything recorded on it, oldest first."""

    key: relay.NodeID[str]
    case: strawberry.Private[model.Case]

    @classmethod
    def resolve_nodes(
        cls, *, info: Info, node_ids: Iterable[str], required: bool = False
    ) -> list["Case"]:
        """Cases by number; NotFoundError names one that is missing."""
        del required
        return [make_case(info.context.cases.get(number)) for number in node_ids]

    @field("Case number, e.g. 'CASE-0001'.")
    def number(self) -> str:
        return self.case.number

    @field("Title without personal data.")
    def title(self) -> str:
        return self.case.title

    @field("Where it stands.")
    def state(self) -> CaseState:
        return CaseState(self.case.state)

    @field("Ring number or entity id.")
    def subject(self) -> str:
        return self.case.subject

    @field("Ring number, or name of the entity.")
    def subject_caption(self) -> str:
        return self.case.subject_caption

    @field("Who works on it.")
    def assignee(self) -> str | None:
        return self.case.assignee

    @field("UTC ISO time.")
    def opened_at(self) -> str:
        return self.case.opened_at

    @field("Who opened it.")
    def opened_by(self) -> str:
        return self.case.opened_by

    @field("Whether it rests on invented data.")
    def invented(self) -> bool:
        return self.case.invented

    @field("The ring as it was when the case was opened.")
    def ring(self) -> Ring | None:
        return make_ring(self.case.snapshot.ring) if self.case.snapshot else None

    @field("The rings of the latest analysis that have its people: it follows the ring's number.")
    def rings_now(self, info: Info) -> list[Ring]:
        return [make_ring(ring) for ring in info.context.followed(self.case)]

    @field("Dated remarks.")
    def notes(self) -> list[Note]:
        return [Note(at=n.at, author=n.author, text=n.text) for n in self.case.notes]

    @field("Changes of state.")
    def decisions(self) -> list[Decision]:
        return [
            Decision(
                at=d.at,
                author=d.author,
                before=CaseState(d.before),
                after=CaseState(d.after),
                basis=d.basis,
            )
            for d in self.case.decisions
        ]

    @field("What was decided about entities.")
    def verdicts(self) -> list[Verdict]:
        return [
            Verdict(
                at=v.at,
                author=v.author,
                entity=strawberry.ID(v.entity),
                caption=v.caption,
                verdict=VerdictWord(v.verdict),
                basis=v.basis,
            )
            for v in self.case.verdicts
        ]

    @field("Referrals and requests.")
    def referrals(self) -> list[Referral]:
        return [
            Referral(
                at=r.at,
                author=r.author,
                kind=r.kind,
                recipient=r.recipient,
                reference=r.reference,
                request=r.request,
            )
            for r in self.case.referrals
        ]


def make_case(case: model.Case) -> Case:
    """A case as GraphQL has it."""
    return Case(key=case.number, case=case)
