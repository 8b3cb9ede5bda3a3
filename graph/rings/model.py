"""What the analysis says: rings, members, reasons, what speaks against, what was left out.

All ids are entity or link ids of the graph; amounts are integer minor units; dates are ISO text so
that a ring goes to JSON and back without loss.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, model_validator


class Frozen(BaseModel):
    """Immutable model; equal content is equal JSON."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Sentence(Frozen):
    """A message id with its parameters; `graph.rings.words.sentence` says it in a language.

    `typology.<name>` is the sentence of that typology's header; other ids are in messages files.
    """

    message: str
    parameters: Mapping[str, Any] = {}


class ClaimLine(Frozen):
    """One claim a reason rests on, as an investigator quotes it."""

    id: str
    number: str
    loss_date: str | None
    claimed: int | None
    currency: str
    sources: tuple[str, ...]  # 'claims.csv:17': file and row


class Place(Frozen):
    """The place of a party in a reason: a place, no verdict."""

    role: str  # of the typology, such as 'seller', or in claims, such as 'driver'
    party: str  # id
    label: str
    caption: str
    claims: int = 0  # of the reason's in which it has the role; 0: a typology's place


class Reason(Frozen):
    """One thing that speaks for a ring: a part of its score."""

    sentence: Sentence
    typology: str  # folder name in queries/typologies, or name of a measure
    points: float  # part of the ring's score; the parts add up to it
    subjects: tuple[str, ...]
    nodes: tuple[str, ...]
    links: tuple[str, ...]
    claims: tuple[ClaimLine, ...]
    origins: int  # independent origins of the links it rests on
    also: tuple[Sentence, ...] = ()  # what else is said of the same claims
    places: tuple[Place, ...] = ()


class Position(Sentence):
    """Where a party stands in the network, with what that rests on; never what it did."""

    links: tuple[str, ...] = ()  # ids, sorted
    typology: str = ""  # that gives the position; '' when its place in the graph does

    @classmethod
    def of(cls, message: str, links: Iterable[str], **parameters: object) -> "Position":
        """The position rings.position.<message> with its figures and the links it rests on."""
        return cls(
            message=f"rings.position.{message}",
            parameters=parameters,
            links=tuple(sorted(set(links))),
        )


class Money(Frozen):
    """Loss in one currency, each claim counted once; minor units."""

    currency: str
    claimed: int
    paid: int
    stopped: int = 0  # payments stopped, or returned by the bank
    payable: int  # can still be stopped today


class LossLine(Frozen):
    """What one claim cost in one currency; minor units. A claim paid in two has two lines."""

    claim: str
    number: str
    loss_date: str | None
    person: str | None  # the member it is counted for; None: claimed by nobody in the ring
    currency: str
    claimed: int
    paid: int
    stopped: int
    payable: int


class Scheduled(Frozen):
    """A line of a loss schedule: one person, period and currency."""

    person: str | None
    period: str | None  # '2025-03', '2025-Q1' or '2025'; None: all time, or date unknown
    claims: int
    money: Money


class Member(Frozen):
    """One person (or other party) in the ring, by position, never by guilt."""

    id: str
    label: str
    caption: str
    positions: tuple[Position, ...]
    stability: float  # share of perturbed runs in which it stays, 0 to 1
    claims: int
    money: tuple[Money, ...] = ()  # of the claims that the person made, by currency

    @model_validator(mode="before")
    @classmethod
    def _without_mixed_sums(cls, values: Any) -> Any:
        """Rings kept by earlier versions had one sum over all currencies, which said nothing."""
        if isinstance(values, dict):
            return {k: v for k, v in values.items() if k not in ("claimed", "paid")}
        return values


class Shown(Frozen):
    """An entity in the picture that is no member: a relative, provider or identifier."""

    id: str
    label: str
    caption: str
    why: Sentence
    positions: tuple[Position, ...] = ()  # of agents and providers


class Suppressed(Frozen):
    """Something damped, collapsed or left out, and why."""

    id: str
    label: str
    caption: str
    holders: int
    action: Literal["damped", "collapsed", "left_out", "cut"]
    why: Sentence


class Notice(Frozen):
    """A watch-list entry or bulletin that means something of the ring, and whether it counts."""

    id: str  # of the WatchEntry or Bulletin
    label: str
    authority: str
    document: str  # the authority's document number
    listed_on: str | None
    expires_on: str | None
    about: str  # the entity that it means
    about_label: str
    about_caption: str
    why: Sentence
    not_counted: Sentence | None  # expired, or counts for nobody
    nodes: tuple[str, ...]
    links: tuple[str, ...]


class Outcome(Frozen):
    """A recorded verdict on a member or claim, with its basis; one that clears as well."""

    id: str
    about: str
    about_label: str
    about_caption: str
    verdict: Literal["confirmed", "cleared"]
    basis: Literal["judgment", "admission", "internal_finding"]
    decided_on: str
    authority: str
    document: str
    link: str


class Party(Frozen):
    """Somebody by name: who came to a ring or left it, or whom a finding is about."""

    id: str
    caption: str


class KnownParty(Frozen):
    """A party of a ring and what verdicts there are on claims in and around it; no verdict on it.

    `met` are further claims of people who have a part in the party's claims.
    """

    id: str
    label: str
    caption: str
    claims: int
    confirmed: int  # of `claims`
    cleared: int
    met: int
    met_confirmed: int
    nearer: int  # percent of its kind that are less near to confirmed claims (BiRank), 0 to 100


class KnownFraud(Frozen):
    """Recorded verdicts on claims in and around a ring, as known on a day."""

    as_of: str
    claims: int
    confirmed: int  # of the ring's claims
    cleared: int
    members: int  # who have a part in a confirmed one
    met: int  # further claims of people who meet members in a claim
    met_confirmed: int
    parties: tuple[KnownParty, ...]  # with confirmed claims in or around, nearest first


class PartyFinding(Frozen):
    """A typology's finding about providers or agents alone; it makes no ring by itself."""

    sentence: Sentence
    typology: str
    parties: tuple[Party, ...]
    places: tuple[Place, ...]
    claims: int
    rings: tuple[str, ...]  # of which it is a reason


class Calibrated(Frozen):
    """What a score has meant: the share of judged rings with such a score that were confirmed."""

    share: float  # 0 to 1
    low: float  # 95% bounds
    high: float
    rings: int  # judged rings that it rests on
    as_of: str  # day up to which verdicts were known


class Ring(Frozen):
    """A group of people whose sharing is hard to explain, with everything to judge it by."""

    id: str  # stable ring number, e.g. 'R-7K2MQ4'
    rank: int
    score: float  # 0 to 1, sum of the reasons' points; it ranks, `calibrated` says what it meant
    members: tuple[Member, ...]
    relatives: tuple[Shown, ...]
    agents: tuple[Shown, ...]
    providers: tuple[Shown, ...]
    identifiers: tuple[Shown, ...]
    claims: tuple[ClaimLine, ...]
    money: tuple[Money, ...]
    first_loss: str | None
    last_loss: str | None
    reasons: tuple[Reason, ...]  # strongest first
    against: tuple[Sentence, ...]  # innocent explanations checked and other doubts
    suppressed: tuple[Suppressed, ...]  # most holders first
    unlisted: int = 0  # more of these, with fewer holders
    links: tuple[str, ...]  # ids of all links among the ring's entities that it rests on
    weak: bool  # below the alarm line: shown on request only
    losses: tuple[LossLine, ...] = ()  # of `claims`; `money` are their totals
    notices: tuple[Notice, ...] = ()  # by authority and document
    outcomes: tuple[Outcome, ...] = ()  # of members, then of claims
    known_fraud: KnownFraud | None = None  # None: no claim of the store is confirmed
    calibrated: Calibrated | None = None  # no part of the digest


class RingChange(Frozen):
    """What became of one ring from one analysis to the next."""

    ring: str
    kind: Literal["new", "grown", "shrunk", "merged", "split", "gone", "unchanged"]
    came: tuple[Party, ...]
    left: tuple[Party, ...]
    of: tuple[str, ...] = ()  # earlier rings that it merged, or from which it split
    into: tuple[str, ...] = ()  # rings that have its people now, or part of them
    score_before: float | None
    score: float | None
    listed: bool  # it is above the alarm line, or was
    why: Sentence | None = None  # of a ring gone, or of one that crossed the alarm line


class Drifted(Frozen):
    """How far the figure of the whole graph that moved most has moved since it was frozen."""

    share: float  # of what it was
    bound: float  # the share that it may


class RingRun(Frozen):
    """One analysis: its rings by rank and what was damped over the whole graph."""

    digest: str  # over rings and suppressions: equal on every engine
    stamp: str  # stamp of the evidence it was computed from
    engine: str
    people: int
    claims: int
    rings: tuple[Ring, ...]
    suppressed: tuple[Suppressed, ...]
    notes: tuple[Sentence, ...]  # e.g. why a data set gives no rings
    parameters: Mapping[str, Any]
    invented: bool
    changes: tuple[RingChange, ...] = ()  # since the analysis before; no part of the digest
    findings: tuple[PartyFinding, ...] = ()  # about providers alone, strongest first
    calibration: str = ""  # digest of what was last read for the rings' scores; '' for nothing
    epoch: str = ""  # id of the frozen figures it was computed with
    incremental: bool = False  # they are those of an earlier, full analysis
    frozen_on: str = ""  # day as of which that epoch's full analysis was made
    drift: Drifted | None = None  # from its figures; None for a full analysis
