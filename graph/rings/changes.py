"""What changed from one analysis to the next: rings new, grown, shrunk, merged, split and gone.

Kinds are those of the list that an investigator works: a ring that falls below the alarm line is
gone from it, one that rises above it is new there; who came and who left is said all the same.
"""

from collections.abc import Callable, Mapping, Sequence

from graph.projection.evidence import Evidence
from graph.rings.ids import DESCENT, shared
from graph.rings.model import Party, Ring, RingChange, Sentence

StillThere = Callable[[set[str]], set[str]]
"""Which of these links the evidence still has."""


def _parties(ring: Ring | None, without: Ring | None) -> tuple[Party, ...]:
    """Members of a ring that the other one doesn't have, by id."""
    known = {m.id for m in without.members} if without else set()
    members = ring.members if ring else ()
    found = (Party(id=m.id, caption=m.caption) for m in members if m.id not in known)
    return tuple(sorted(found, key=lambda party: party.id))


class _Flows:
    """How many members each earlier ring gave to each present one."""

    def __init__(self, before: Mapping[str, Ring], now: Mapping[str, Ring]) -> None:
        self.before, self.now = before, now
        self._given = shared(
            {number: [m.id for m in ring.members] for number, ring in before.items()},
            {number: [m.id for m in ring.members] for number, ring in now.items()},
        )

    def merged(self, number: str) -> tuple[str, ...]:
        """Earlier rings, themselves gone, of whose people half or more are in this ring."""
        return tuple(
            sorted(
                old
                for (old, new), count in self._given.items()
                if new == number
                and old not in self.now
                and count >= 2
                and count >= DESCENT * len(self.before[old].members)
            )
        )

    def split_from(self, number: str) -> tuple[str, ...]:
        """Earlier rings from each of which half or more of this new ring's people come."""
        if number in self.before:
            return ()
        least = DESCENT * len(self.now[number].members)
        return tuple(
            sorted(
                old
                for (old, new), count in self._given.items()
                if new == number and count >= 2 and count >= least
            )
        )


def _standing(before: Ring | None, now: Ring | None) -> Sentence | None:
    """Why a ring that goes on is gone from the list, or new in it: its score crossed the line."""
    if before is None or now is None or before.weak == now.weak:
        return None
    message = "rings.change.fell" if now.weak else "rings.change.rose"
    return Sentence(message=message, parameters={"before": before.score, "score": now.score})


def _gone(ring: Ring, into: Sequence[str], still: set[str]) -> Sentence:
    """Why a ring is no more, as far as the data tell."""
    if into:
        return Sentence(message="rings.change.moved", parameters={"rings": list(into)})
    if lost := len(set(ring.links) - still):
        figures = {"retired": lost, "links": len(ring.links)}
        return Sentence(message="rings.change.retired", parameters=figures)
    return Sentence(message="rings.change.common", parameters={})


def _kind(
    came: Sequence[Party], left: Sequence[Party], of: Sequence[str], into: Sequence[str]
) -> str:
    if of:
        return "merged"
    if into:
        return "split"
    if not came and not left:
        return "unchanged"
    return "grown" if len(came) >= len(left) else "shrunk"


def changes(
    before: Sequence[Ring], now: Sequence[Ring], still_there: StillThere = lambda links: links
) -> tuple[RingChange, ...]:
    """One change for each ring of either analysis, present rings by rank, then those gone."""
    old, new = {ring.id: ring for ring in before}, {ring.id: ring for ring in now}
    flows = _Flows(old, new)
    merged = {number: flows.merged(number) for number in new}
    split = {number: flows.split_from(number) for number in new}
    into: dict[str, set[str]] = {number: set() for number in old}
    for parents in (merged, split):
        for number, rings in parents.items():
            for parent in rings:
                into[parent].add(number)
    gone = [old[number] for number in sorted(set(old) - set(new))]
    still = still_there({link for ring in gone for link in ring.links}) if gone else set()
    found = []
    for number in [*new, *(ring.id for ring in gone)]:
        then, ring = old.get(number), new.get(number)
        of = merged.get(number, ()) or split.get(number, ())
        later = tuple(sorted(into.get(number, ())))
        came, left = _parties(ring, then), _parties(then, ring)
        why = _standing(then, ring)
        if ring is None:
            kind, why = "gone", _gone(old[number], later, still)
        elif then is None:
            kind = "merged" if merged[number] else "split" if split[number] else "new"
        elif why is not None:
            kind = "gone" if ring.weak else "new"
        else:
            kind = _kind(came, left, of, later)
        found.append(
            RingChange.model_validate(
                {
                    "ring": number,
                    "kind": kind,
                    "came": came,
                    "left": left,
                    "of": of,
                    "into": later,
                    "score_before": then.score if then else None,
                    "score": ring.score if ring else None,
                    "listed": not (ring or old[number]).weak or bool(then and not then.weak),
                    "why": why,
                }
            )
        )
    return tuple(found)


def current_links(evidence: Evidence, links: set[str]) -> set[str]:
    """Those of these link ids that the evidence has."""
    found: set[str] = set()
    for table in evidence.links.values():
        found.update(links.intersection(table.ids))
    return found
