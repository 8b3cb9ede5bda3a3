"""Which current rings an earlier dismissal covers, and which of those have grown since."""

from collections.abc import Sequence

from cases.model import Dismissal, DismissedRing
from graph.rings.model import Ring, Sentence

_SAME = 0.5
"""A ring is the dismissed one when it still holds this share of the people dismissed: its number
may change as it grows."""


def covering(ring: Ring, dismissals: Sequence[Dismissal]) -> Dismissal | None:
    """The latest dismissal of this ring, by its number or by its people, if any."""
    members = {member.id for member in ring.members}
    for dismissal in sorted(dismissals, key=lambda d: d.seq, reverse=True):
        then = set(dismissal.members)
        if dismissal.ring == ring.id or (then and len(members & then) >= _SAME * len(then)):
            return dismissal
    return None


def compare(ring: Ring, dismissal: Dismissal) -> DismissedRing:
    """What the ring has that its dismissal didn't see."""
    members, claims = set(dismissal.members), set(dismissal.claims)
    return DismissedRing(
        ring=ring.id,
        dismissal=dismissal,
        new_members=tuple(m.caption for m in ring.members if m.id not in members),
        new_claims=tuple(c.number for c in ring.claims if c.id not in claims),
    )


def dismissed_rings(
    rings: Sequence[Ring], dismissals: Sequence[Dismissal]
) -> tuple[DismissedRing, ...]:
    """Every ring that a dismissal covers, in the order of `rings`."""
    found = ((ring, covering(ring, dismissals)) for ring in rings)
    return tuple(compare(ring, dismissal) for ring, dismissal in found if dismissal is not None)


def sentence(dismissed: DismissedRing) -> Sentence:
    """The dismissal as a sentence for the ring list: who, when, why and what is new."""
    dismissal = dismissed.dismissal
    parameters: dict[str, object] = {
        "date": dismissal.at[:10],
        "author": dismissal.author,
        "reason": dismissal.reason,
    }
    if not dismissed.grown:
        return Sentence(message="cases.dismissed", parameters=parameters)
    parameters |= {"members": dismissed.new_members or None, "claims": dismissed.new_claims or None}
    return Sentence(message="cases.dismissed_grown", parameters=parameters)
