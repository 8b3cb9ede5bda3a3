"""Which place each party has in a reason: a typology's own, or its role in the reason's claims."""

from collections import Counter

from graph.rings.facts import Facts
from graph.rings.model import Place
from graph.rings.parts import RECURRING_PAIRS, Part
from graph.rings.scope import Scope
from graph.schema.registry import REGISTRY
from graph.typologies import TYPOLOGIES

ROLES = ("claimant", "patient", "driver", "passenger", "witness")
"""Roles in claims, in the order in which they are told; others follow by name."""
_BY_ROLE = frozenset({*TYPOLOGIES, RECURRING_PAIRS})
"""Reasons about who did what in claims; of a shared item it is said who holds it."""


def _order(role: str) -> tuple[int, str]:
    return (ROLES.index(role) if role in ROLES else len(ROLES), role)


def places(part: Part, scope: Scope, facts: Facts) -> tuple[Place, ...]:
    """The typology's own places first, then roles in claims, whoever has them most often first."""

    def place(role: str, party: str, claims: int = 0) -> Place:
        label, caption = REGISTRY.by_id(party).label, facts.caption(party)
        return Place(role=role, party=party, label=label, caption=caption, claims=claims)

    found = [place(role, party) for role, ids in part.roles for party in ids]
    if part.typology not in _BY_ROLE:
        return tuple(found)
    people, claims = {*part.subjects, *part.nodes}, set(part.claims)
    counts = Counter(
        (str(edge[4]), edge[2])
        for edge in scope.of("INVOLVED_IN")
        if edge[2] in people and edge[3] in claims and edge[4]
    )
    ordered = sorted(counts.items(), key=lambda item: (_order(item[0][0]), -item[1], item[0][1]))
    found += [place(role, party, count) for (role, party), count in ordered]
    return tuple(found)
