"""GraphQL types of rings: what one triages by, members, reasons, doubts, what was left out."""

from collections.abc import Iterable
from typing import Any

import strawberry
from strawberry import relay

from api.analysis import analyse, ring_entities
from api.calibration import ring_calibrated
from api.changes import history_documents
from api.documents import known_document
from api.graphql.changes import (
    LinkAnalysis,
    Party,
    Restored,
    RingChange,
    make_analysis,
    make_change,
    make_restored,
)
from api.graphql.context import Info, Language, MinorUnits, described, field, language
from api.graphql.known import KnownParty
from api.graphql.loss import LossScheduleLine, Money, Period, loss_schedule, make_money
from api.graphql.notices import NoticeOn, OutcomeOn, make_outcome, ring_notices
from api.restored import restored_document
from graph.rings import model
from graph.rings.words import innocent, role_word, sentence


@described
class Sentence:
    """Something the analysis says; `message` is the same in every language."""

    message: str
    what: strawberry.Private[model.Sentence]

    @field("Said in a language.")
    def text(self, info: Info, lang: Language | None = None) -> str:
        return sentence(self.what, language(info, lang))


def make_sentence(what: model.Sentence) -> Sentence:
    """A sentence as GraphQL has it."""
    return Sentence(message=what.message, what=what)


@described
class Position(Sentence):
    """Where a party stands in the network, with the links that rests on; never what it did."""

    links: list[strawberry.ID]
    typology: str | None = strawberry.field(description="That gives the position, if one does.")


def make_positions(positions: Iterable[model.Position]) -> list[Position]:
    """Positions as GraphQL has them."""
    return [
        Position(message=p.message, what=p, links=_ids(p.links), typology=p.typology or None)
        for p in positions
    ]


@described
class ClaimLine:
    """A claim as an investigator quotes it."""

    id: strawberry.ID
    number: str
    loss_date: str | None
    claimed: MinorUnits | None
    currency: str
    sources: list[str] = strawberry.field(description="File and row, e.g. 'claims.csv:17'.")


@described
class Place:
    """The place of a party in a reason, or its role in the reason's claims; no verdict."""

    role: str
    text: str = strawberry.field(description="The role in words.")
    party: strawberry.ID
    label: str
    caption: str
    claims: int = strawberry.field(
        description="Of the reason's in which it has the role; 0 for a place of the pattern."
    )


def make_places(places: Iterable[model.Place], lang: str) -> list[Place]:
    """Places as GraphQL has them."""
    return [
        Place(
            role=p.role,
            text=role_word(p.role, lang),
            party=strawberry.ID(p.party),
            label=p.label,
            caption=p.caption,
            claims=p.claims,
        )
        for p in places
    ]


@described
class Reason:
    """One thing that speaks for the ring: a part of its score."""

    sentence: Sentence
    typology: str
    points: float
    subjects: list[strawberry.ID]
    nodes: list[strawberry.ID]
    links: list[strawberry.ID]
    claims: list[ClaimLine]
    origins: int
    what: strawberry.Private[model.Reason]

    @field("What else is said of the same claims.")
    def also(self) -> list[Sentence]:
        return [make_sentence(each) for each in self.what.also]

    @field("Who has which place in the pattern, and which role in its claims.")
    def places(self, info: Info, lang: Language | None = None) -> list[Place]:
        return make_places(self.what.places, language(info, lang))

    @field("Innocent explanations: tested where the data can, else to be asked.")
    def innocent(self, info: Info, lang: Language | None = None) -> list[str]:
        return innocent(self.what, language(info, lang))

    @field("The bulletins that led to its typology.")
    def described_in(self, info: Info) -> list[Sentence]:
        found = info.context.described_in().get(self.typology, ())
        return [make_sentence(what) for what in found]


@described
class Member:
    """A party in the ring, by position, never by guilt."""

    id: strawberry.ID
    label: str
    caption: str
    positions: list[Position]
    stability: float
    claims: int
    money: list[Money] = strawberry.field(description="Of the claims that the person made.")


@described
class Shown:
    """An entity of the ring's picture that is no member."""

    id: strawberry.ID
    label: str
    caption: str
    why: Sentence
    positions: list[Position]


@described
class Suppressed:
    """Something damped, collapsed or left out, and why."""

    id: strawberry.ID
    label: str
    caption: str
    holders: int
    action: str
    why: Sentence


@described
class Calibrated:
    """What a ring's score has meant: of judged rings with such a score, the share confirmed."""

    share: float = strawberry.field(description="0 to 1.")
    low: float = strawberry.field(description="Of its 95% interval.")
    high: float
    rings: int = strawberry.field(description="Judged rings that it rests on.")
    as_of: str = strawberry.field(description="Day up to which verdicts were known.")
    text: str


@described
class KnownFraud:
    """Recorded verdicts on claims in and around a ring, as known on a day."""

    as_of: str
    claims: int
    confirmed: int
    cleared: int
    members: int = strawberry.field(description="Who have a part in a confirmed claim.")
    met: int
    met_confirmed: int
    text: str
    parties: list[KnownParty] = strawberry.field(description="Nearest first.")


def _known(document: dict[str, Any]) -> KnownFraud:
    parties = [
        KnownParty(**{k: v for k, v in party.items() if k != "type"})
        for party in document["parties"]
    ]
    return KnownFraud(**{**document, "parties": parties})


def _claim(claim: model.ClaimLine) -> ClaimLine:
    return ClaimLine(
        id=strawberry.ID(claim.id),
        number=claim.number,
        loss_date=claim.loss_date,
        claimed=None if claim.claimed is None else MinorUnits(claim.claimed),
        currency=claim.currency,
        sources=list(claim.sources),
    )


def _reason(reason: model.Reason) -> Reason:
    return Reason(
        sentence=make_sentence(reason.sentence),
        typology=reason.typology,
        points=reason.points,
        subjects=_ids(reason.subjects),
        nodes=_ids(reason.nodes),
        links=_ids(reason.links),
        claims=[_claim(claim) for claim in reason.claims],
        origins=reason.origins,
        what=reason,
    )


def _member(member: model.Member) -> Member:
    return Member(
        id=strawberry.ID(member.id),
        label=member.label,
        caption=member.caption,
        positions=make_positions(member.positions),
        stability=member.stability,
        claims=member.claims,
        money=[make_money(total) for total in member.money],
    )


def _shown(items: Iterable[model.Shown]) -> list[Shown]:
    return [
        Shown(
            id=strawberry.ID(i.id),
            label=i.label,
            caption=i.caption,
            why=make_sentence(i.why),
            positions=make_positions(i.positions),
        )
        for i in items
    ]


def make_suppressed(items: Iterable[model.Suppressed]) -> list[Suppressed]:
    """What was left out as GraphQL has it."""
    return [
        Suppressed(
            id=strawberry.ID(i.id),
            label=i.label,
            caption=i.caption,
            holders=i.holders,
            action=i.action,
            why=make_sentence(i.why),
        )
        for i in items
    ]


def _ids(ids: Iterable[str]) -> list[strawberry.ID]:
    return [strawberry.ID(identifier) for identifier in ids]


def _outcome(outcome: model.Outcome) -> OutcomeOn:
    return make_outcome(outcome.about, outcome.model_dump())


@described
class PartyFinding:
    """A pattern's finding about providers alone; it makes no ring by itself, and is no verdict."""

    sentence: Sentence
    typology: str
    parties: list[Party]
    claims: int
    rings: list[str] = strawberry.field(description="Numbers of rings of which it is a reason.")
    what: strawberry.Private[model.PartyFinding]

    @field("Who has which place in the pattern.")
    def places(self, info: Info, lang: Language | None = None) -> list[Place]:
        return make_places(self.what.places, language(info, lang))


def make_finding(finding: model.PartyFinding) -> PartyFinding:
    """A finding as GraphQL has it."""
    return PartyFinding(
        sentence=make_sentence(finding.sentence),
        typology=finding.typology,
        parties=[Party(id=strawberry.ID(p.id), caption=p.caption) for p in finding.parties],
        claims=finding.claims,
        rings=list(finding.rings),
        what=finding,
    )


@described
class Ring(relay.Node):
    """A group of people whose sharing is hard to explain, with everything to judge it by."""

    key: relay.NodeID[str]
    ring: strawberry.Private[model.Ring]

    @classmethod
    def resolve_nodes(
        cls, *, info: Info, node_ids: Iterable[str], required: bool = False
    ) -> list["Ring"]:
        """Rings by number; NotFoundError names one that is missing."""
        del required
        return [make_ring(info.context.ring(number)) for number in node_ids]

    @field("Ring number, e.g. 'R-7K2MQ4'.")
    def number(self) -> str:
        return self.ring.id

    @field("1 is the strongest.")
    def rank(self) -> int:
        return self.ring.rank

    @field("0 to 1: the sum of its reasons' points.")
    def score(self) -> float:
        return self.ring.score

    @field("What such a score has meant; null where scores only rank.")
    def calibrated(self, info: Info, lang: Language | None = None) -> Calibrated | None:
        found = ring_calibrated(self.ring, language(info, lang))
        if found is None:
            return None
        del found["short"]
        return Calibrated(**found)

    @field("Below the alarm line.")
    def weak(self) -> bool:
        return self.ring.weak

    @field("Number of people.")
    def people(self) -> int:
        return len(self.ring.members)

    @field("Parties in the ring.")
    def members(self) -> list[Member]:
        return [_member(member) for member in self.ring.members]

    @field("Claims it rests on.")
    def claims(self) -> list[ClaimLine]:
        return [_claim(claim) for claim in self.ring.claims]

    @field("Loss by currency.")
    def money(self) -> list[Money]:
        return [make_money(total) for total in self.ring.money]

    @field("Loss by person and period, each claim once.")
    def loss_schedule(self, by: Period = Period.QUARTER) -> list[LossScheduleLine]:
        return loss_schedule(self.ring, by)

    @field("ISO date.")
    def first_loss(self) -> str | None:
        return self.ring.first_loss

    @field("ISO date.")
    def last_loss(self) -> str | None:
        return self.ring.last_loss

    @field("Strongest first.")
    def reasons(self) -> list[Reason]:
        return [_reason(reason) for reason in self.ring.reasons]

    @field("What speaks against it.")
    def against(self) -> list[Sentence]:
        return [make_sentence(doubt) for doubt in self.ring.against]

    @field("Relatives of members, who are no members.")
    def relatives(self) -> list[Shown]:
        return _shown(self.ring.relatives)

    @field("Agents involved.")
    def agents(self) -> list[Shown]:
        return _shown(self.ring.agents)

    @field("Providers involved.")
    def providers(self) -> list[Shown]:
        return _shown(self.ring.providers)

    @field("Shared phones, accounts, addresses …")
    def identifiers(self) -> list[Shown]:
        return _shown(self.ring.identifiers)

    @field("What watch lists and bulletins say of it, also what doesn't count.")
    def notices(self, info: Info, lang: Language | None = None) -> list[NoticeOn]:
        return ring_notices(self.ring, language(info, lang))

    @field("Recorded verdicts on its people and claims, also those that clear.")
    def outcomes(self) -> list[OutcomeOn]:
        return [_outcome(outcome) for outcome in self.ring.outcomes]

    @field("Verdicts on claims in and around it; null when no claim of the store is confirmed.")
    def known_fraud(self, info: Info, lang: Language | None = None) -> KnownFraud | None:
        found = known_document(self.ring, language(info, lang))
        return _known(found) if found else None

    @field("How many more were left out than `suppressed` lists, with fewer holders.")
    def unlisted(self) -> int:
        return self.ring.unlisted

    @field("What became of it, analysis by analysis, oldest first.")
    def history(self, info: Info, lang: Language | None = None) -> list[RingChange]:
        found = info.context.ring_history(self.ring.id)
        return [make_change(each) for each in history_documents(found, language(info, lang))]

    @field("Link analysis of all entities of the ring's picture.")
    def link_analysis(self, info: Info) -> LinkAnalysis:
        return make_analysis(analyse(info.context.store, ring_entities(self.ring)))

    @field("The ring as if something left out of it counted; recomputed, never kept.")
    def restored(self, info: Info, hub: str, lang: Language | None = None) -> Restored:
        found = info.context.restored(self.ring, hub)
        info.context.cases.log_read("graphql restored", [self.ring.id, found.hub.id])
        return make_restored(restored_document(self.ring, found, language(info, lang)))

    @field("What was damped, collapsed or left out.")
    def suppressed(self) -> list[Suppressed]:
        return make_suppressed(self.ring.suppressed)


def make_ring(ring: model.Ring) -> Ring:
    """A ring as GraphQL has it."""
    return Ring(key=ring.id, ring=ring)
