"""Known fraud around a ring: recorded verdicts on claims of its parties and of those they meet.

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
from graph.measures.known import Around, claims_around
from graph.measures.outcomes import Decided
from graph.projection.evidence import Indices
from graph.rings.detect import Detection
from graph.rings.model import KnownFraud, KnownParty, Member, Ring, Sentence, Shown

MOST_PARTIES = 15
_TOLERANCE = 1e-6  # places don't change for less
_DIGITS = 9  # of a score, so that equal parties get equal places

Values = NDArray[np.float64]


class KnownClaims:
    """The claims of every party, which of them are confirmed or cleared, and how near each is."""

    def __init__(
        self, detection: Detection, verdicts: Mapping[str, Decided], as_of: datetime.date
    ) -> None:
        """`verdicts` by entity id, as they stood on `as_of`."""
        evidence = detection.evidence
        net = network(evidence, detection.holdings)
        words = [one.verdict if (one := verdicts.get(i)) else "" for i in net.claims]
        given = np.array(words, object)
        self.as_of = as_of
        self.confirmed = np.equal(given, "confirmed").astype(bool)
        self.cleared = np.equal(given, "cleared").astype(bool)
        self._positions = evidence.positions
        self._person = detection.holdings.person
        self._agents = evidence.count("Agent")
        self._involved = net.kinds["people"]
        self._parties = {
            kind: sparse.csr_array(net.kinds[kind].T) for kind in ("people", "providers", "agents")
        }
        near = birank(
            sparse.csr_array(net.every.T), self.confirmed.astype(np.float64), tolerance=_TOLERANCE
        )
        self._near = _places(near.parties, {k: m.shape[1] for k, m in net.kinds.items()})
        self._seen: dict[tuple[str, int], Around] = {}

    def row(self, label: str, identifier: str) -> tuple[str, int] | None:
        """Kind and row of a party; None for one that no claim involves by its kind."""
        place = self._positions.get(label, {}).get(identifier)
        if place is None:
            return None
        if label == "Person":
            return "people", int(self._person[place])
        if label == "Provider":
            return "providers", place
        if label in ("Agent", "Employee"):
            return "agents", place + (self._agents if label == "Employee" else 0)
        return None

    def of_party(self, row: tuple[str, int]) -> Around:
        """The party's claims and those around them; once worked out, kept."""
        if row not in self._seen:
            kind, at = row
            own = self._parties[kind][[at]].indices.astype(np.int64)
            self._seen[row] = self.around(own)
        return self._seen[row]

    def around(self, own: Indices) -> Around:
        """These claims and those around them."""
        return claims_around(self._parties["people"], self._involved, own)

    def claims(self, ids: Sequence[str]) -> Indices:
        """Rows of these claims."""
        place = self._positions.get("Claim", {})
        return np.array(sorted(place[i] for i in ids if i in place), np.int64)

    def nearer(self, row: tuple[str, int]) -> int:
        """Percent of the parties of this kind that are less near to confirmed claims."""
        kind, at = row
        return int(self._near[kind][at])


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


def _party(known: KnownClaims, shown: Member | Shown) -> KnownParty | None:
    row = known.row(shown.label, shown.id)
    if row is None:
        return None
    near = known.of_party(row)
    return KnownParty(
        id=shown.id,
        label=shown.label,
        caption=shown.caption,
        claims=len(near.own),
        confirmed=int(known.confirmed[near.own].sum()),
        cleared=int(known.cleared[near.own].sum()),
        met=len(near.met),
        met_confirmed=int(known.confirmed[near.met].sum()),
        nearer=known.nearer(row),
    )


def _of_ring(known: KnownClaims, ring: Ring) -> KnownFraud:
    shown: list[Member | Shown] = [*ring.members, *ring.agents, *ring.providers]
    everyone = [_party(known, one) for one in shown]
    parties = [one for one in everyone if one and one.confirmed + one.met_confirmed]
    around = known.around(known.claims([claim.id for claim in ring.claims]))
    members = {member.id for member in ring.members}
    parties.sort(key=lambda one: (-one.nearer, -one.confirmed, -one.met_confirmed, one.id))
    return KnownFraud(
        as_of=known.as_of.isoformat(),
        claims=len(around.own),
        confirmed=int(known.confirmed[around.own].sum()),
        cleared=int(known.cleared[around.own].sum()),
        members=sum(one.id in members and one.confirmed > 0 for one in parties),
        met=len(around.met),
        met_confirmed=int(known.confirmed[around.met].sum()),
        parties=tuple(parties[:MOST_PARTIES]),
    )


def with_known_fraud(
    rings: Sequence[Ring],
    detection: Detection,
    verdicts: Mapping[str, Decided],
    as_of: datetime.date,
) -> tuple[Ring, ...]:
    """The rings with what is known around them; unchanged where no claim is confirmed."""
    place = detection.evidence.positions.get("Claim", {})
    if not any(one.verdict == "confirmed" and i in place for i, one in verdicts.items()):
        return tuple(rings)
    known = KnownClaims(detection, verdicts, as_of)
    return tuple(ring.model_copy(update={"known_fraud": _of_ring(known, ring)}) for ring in rings)


def known_sentence(ring: Ring) -> Sentence | None:
    """What is known in and around the ring; None where no claim of the store is confirmed."""
    if (found := ring.known_fraud) is None:
        return None
    figures = found.model_dump(exclude={"as_of", "parties"})
    parameters = {**figures, "day": found.as_of, "people": len(ring.members)}
    return Sentence(message="rings.known", parameters=parameters)
