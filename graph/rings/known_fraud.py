"""Known fraud around rings and parties: recorded verdicts on their claims and on those they meet.

A part in a confirmed claim is no verdict on a person, and nearness to one still less: both say
where to look. Only what was decided by the day of the analysis counts.
"""

import datetime
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from graph.measures.birank import birank
from graph.measures.claim_network import network
from graph.measures.outcomes import Decided
from graph.projection.evidence import Evidence, Indices
from graph.projection.holdings import Holdings
from graph.rings.known_network import (
    AGENTS,
    KINDS,
    PEOPLE,
    PROVIDERS,
    KnownNetwork,
    KnownParties,
    Row,
    with_claims,
)
from graph.rings.model import KnownFraud, KnownParty, Member, Ring, Sentence, Shown

MOST_PARTIES = 15
_TOLERANCE = 1e-6  # places don't change for less
_DIGITS = 9  # of a score, so that equal parties get equal places

Values = NDArray[np.float64]


class KnownClaims:
    """What is known of the claims of rings and parties, by their ids."""

    def __init__(
        self,
        evidence: Evidence,
        held: Holdings,
        verdicts: Mapping[str, Decided],
        as_of: datetime.date,
    ) -> None:
        """`verdicts` by entity id, as they stood on `as_of`."""
        net = network(evidence, held)
        words = [one.verdict if (one := verdicts.get(i)) else "" for i in net.claims]
        given = np.array(words, object)
        confirmed = np.equal(given, "confirmed").astype(bool)
        near = birank(
            sparse.csr_array(net.every.T), confirmed.astype(np.float64), tolerance=_TOLERANCE
        )
        places = _places(near.parties, {k: m.shape[1] for k, m in net.kinds.items()})
        self.network = KnownNetwork(
            as_of,
            confirmed,
            np.equal(given, "cleared").astype(bool),
            {kind: sparse.csr_array(net.kinds[kind].T) for kind in KINDS},
            {kind: places[kind] for kind in KINDS},
        )
        self._evidence = evidence
        self._person = held.person
        self._seen: dict[Row, KnownParty] = {}

    def _row(self, label: str, identifier: str) -> Row | None:
        """Kind and row of a party; None for one that no claim involves by its kind."""
        place = self._evidence.positions.get(label, {}).get(identifier)
        if place is None:
            return None
        if label == "Person":
            return PEOPLE, int(self._person[place])
        if label == "Provider":
            return PROVIDERS, place
        if label in ("Agent", "Employee"):
            return AGENTS, place + (self._evidence.count("Agent") if label == "Employee" else 0)
        return None

    def party(self, shown: Member | Shown) -> KnownParty | None:
        """What is known around the party; once worked out, kept."""
        row = self._row(shown.label, shown.id)
        if row is None:
            return None
        if row not in self._seen:
            self._seen[row] = self.network.party(row, shown.id, shown.label, shown.caption)
        one = self._seen[row]
        return one.model_copy(update={"id": shown.id, "caption": shown.caption})

    def claims(self, ids: Sequence[str]) -> Indices:
        """Rows of these claims."""
        place = self._evidence.positions.get("Claim", {})
        return np.array(sorted(place[i] for i in ids if i in place), np.int64)

    def parties(self) -> KnownParties:
        """The same of everybody who has a claim, to be kept."""
        nodes, agents = self._evidence.nodes, self._evidence.count("Agent")
        employees = np.arange(self._evidence.count("Employee")) + agents
        providers = np.arange(self._evidence.count("Provider"))
        every = (
            (PEOPLE, self._person, nodes.get("Person", ())),
            (PROVIDERS, providers, nodes.get("Provider", ())),
            (AGENTS, np.arange(agents), nodes.get("Agent", ())),
            (AGENTS, employees, nodes.get("Employee", ())),
        )
        return with_claims(self.network, every)


def _places(scores: Values, widths: Mapping[str, int]) -> dict[str, Indices]:
    """Of each party, the whole percent of its kind with a lower score."""
    found, start = {}, 0
    for kind, width in widths.items():
        own = scores[start : start + width]
        exponent = np.floor(np.log10(np.maximum(own, 1e-300)))
        rounded = np.round(own / 10**exponent, _DIGITS) * 10**exponent
        below = np.searchsorted(np.sort(rounded), rounded, side="left")
        found[kind] = np.floor(100 * below / max(width, 1)).astype(np.int64)
        start += width
    return found


def _of_ring(known: KnownClaims, ring: Ring) -> KnownFraud:
    shown: list[Member | Shown] = [*ring.members, *ring.agents, *ring.providers]
    everyone = [known.party(one) for one in shown]
    parties = [one for one in everyone if one and one.confirmed + one.met_confirmed]
    net = known.network
    around = net.around(known.claims([claim.id for claim in ring.claims]))
    members = {member.id for member in ring.members}
    parties.sort(key=lambda one: (-one.nearer, -one.confirmed, -one.met_confirmed, one.id))
    return KnownFraud(
        as_of=net.as_of.isoformat(),
        claims=len(around.own),
        confirmed=int(net.confirmed[around.own].sum()),
        cleared=int(net.cleared[around.own].sum()),
        members=sum(one.id in members and one.confirmed > 0 for one in parties),
        met=len(around.met),
        met_confirmed=int(net.confirmed[around.met].sum()),
        parties=tuple(parties[:MOST_PARTIES]),
    )


def known_claims(
    evidence: Evidence, held: Holdings, verdicts: Mapping[str, Decided], as_of: datetime.date
) -> KnownClaims | None:
    """What verdicts say around rings and parties; None where no claim is confirmed."""
    place = evidence.positions.get("Claim", {})
    if not any(one.verdict == "confirmed" and i in place for i, one in verdicts.items()):
        return None
    return KnownClaims(evidence, held, verdicts, as_of)


def with_known_fraud(rings: Sequence[Ring], known: KnownClaims | None) -> tuple[Ring, ...]:
    """The rings with what is known around them."""
    if known is None:
        return tuple(rings)
    return tuple(ring.model_copy(update={"known_fraud": _of_ring(known, ring)}) for ring in rings)


def known_sentence(ring: Ring) -> Sentence | None:
    """What is known in and around the ring; None where no claim of the store is confirmed."""
    if (found := ring.known_fraud) is None:
        return None
    figures = found.model_dump(exclude={"as_of", "parties"})
    parameters = {**figures, "day": found.as_of, "people": len(ring.members)}
    return Sentence(message="rings.known", parameters=parameters)


def party_sentence(found: KnownParty, as_of: datetime.date) -> Sentence:
    """What is known around one party, in a ring or not."""
    figures = found.model_dump(exclude={"id", "label", "caption"})
    return Sentence(message="rings.known.party", parameters={**figures, "day": as_of.isoformat()})
