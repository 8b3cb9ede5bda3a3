"""Parts of a score that measures give: shared items, recurring pairs, provider pairs."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from graph.projection.holdings import DECLARED
from graph.projection.items import PARTICIPANTS, PROVIDER_PAIR, RECURRING
from graph.rings.detect import Detection
from graph.rings.model import Sentence
from graph.rings.scope import HOLDING_LINKS, Edge, Scope
from graph.schema.registry import REGISTRY

SHARED, RECURRING_PAIRS, PAIR = "shared_item", "recurring_pairs", "provider_pair"
MEASURES = frozenset({SHARED, RECURRING_PAIRS, PAIR})  # reasons that no pattern gives


@dataclass(frozen=True)
class Part:
    """A reason before its points are squashed: ids only, all sorted."""

    sentence: Sentence
    typology: str
    raw: float
    subjects: tuple[str, ...]
    nodes: tuple[str, ...]
    links: tuple[str, ...]
    claims: tuple[str, ...]
    roles: tuple[tuple[str, tuple[str, ...]], ...] = ()  # places that a typology gives
    also: tuple[Sentence, ...] = ()  # what else is said of the same claims


def _sorted(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(ids)))


def taking_part(scope: Scope, claims: Iterable[str], people: Iterable[str]) -> list[Edge]:
    """The parts, other than witness, that these people have in these claims."""
    those, who = set(claims), set(people)
    return [
        e for e in scope.of("INVOLVED_IN") if e[3] in those and e[2] in who and e[4] in PARTICIPANTS
    ]


def _holders(detection: Detection, scope: Scope, column: int) -> set[str]:
    """Members who hold an item, by a declared link or by a claim."""
    people = scope.candidate.people
    rows = detection.items.held[people]
    having = np.repeat(people, np.diff(rows.indptr))[rows.indices == column]
    return {person for merged in having.tolist() for person in detection.person_ids(merged)}


def _item_part(detection: Detection, scope: Scope, at: int) -> Part:
    """A phone, account … that several of the ring's households hold."""
    ring = scope.candidate
    column = int(ring.items[at])
    item = detection.holdings.item_ids[column]
    label = REGISTRY.by_id(item).label
    people = _holders(detection, scope, column)
    to_item = [e for e in scope.edges if e[3] == item and e[1] in HOLDING_LINKS]
    by_claim = {e[2]: e for e in to_item if e[1] not in DECLARED}
    taking = taking_part(scope, by_claim, people)
    claims = {e[3] for e in taking}
    links = [e[0] for e in to_item if e[2] in people or e[2] in claims]
    return Part(
        Sentence(
            message=f"rings.shared.{label.lower()}",
            parameters={
                "people": len(people),
                "households": int(ring.inside[at]),
                "holders": int(detection.items.degree[column]),
                "claims": len(claims),
            },
        ),
        SHARED,
        float(ring.points[at]),
        _sorted(people),
        _sorted({item} | people | claims),
        _sorted([*links, *(e[0] for e in taking)]),
        _sorted(claims),
    )


def _together_part(detection: Detection, scope: Scope, places: list[int]) -> Part:
    """Claims that two or more of the ring's households meet in, as one reason.

    How many pairs of households meet in several claims is told where there are any (`places`). It
    rests on all the claims that its points are from.
    """
    ring = scope.candidate
    households = detection.homes.of
    home: dict[str, int] = {}
    for merged in ring.people.tolist():
        for person in detection.person_ids(merged):
            home[person] = int(households[merged])
    names = detection.evidence.nodes["Claim"]
    counted = {names[at] for at in ring.claims.tolist()}
    in_claim: dict[str, list[Edge]] = {}
    for edge in scope.of("INVOLVED_IN"):
        if edge[2] in home and edge[3] in counted:
            in_claim.setdefault(edge[3], []).append(edge)
    edges: dict[str, Edge] = {}
    for found in in_claim.values():
        for one in found:
            for other in found:
                if home[one[2]] != home[other[2]]:
                    edges |= {one[0]: one, other[0]: other}
    people = {e[2] for e in edges.values()}
    claims = {e[3] for e in edges.values()}
    figures = {"people": len(people), "claims": len(claims)}
    return Part(
        Sentence(message="rings.recurring", parameters={"pairs": len(places), **figures})
        if places
        else Sentence(message="rings.together", parameters=figures),
        RECURRING_PAIRS,
        float(ring.points[places].sum() + ring.claim_points.sum()),
        _sorted(people),
        _sorted(people | claims),
        _sorted(edges),
        _sorted(claims),
    )


def _provider_part(detection: Detection, scope: Scope, at: int) -> Part:
    """Two providers, or a provider and an agent, with far more claims together than by chance."""
    ring, pairs = scope.candidate, detection.pairs
    first, second = detection.items.parts[ring.items[at]].tolist()
    names = detection.served.ids
    both = (names[first], names[second])
    agent = second >= detection.served.providers
    row = int(np.flatnonzero((pairs.first == first) & (pairs.second == second))[0])
    service = [e for e in scope.of("SERVICED_BY") if e[3] in both]
    sold = [e for e in scope.of("SOLD") if e[2] in both]
    under = [e for e in scope.of("UNDER") if e[3] in {policy[3] for policy in sold}]
    other = under if agent else [e for e in service if e[3] == both[1]]
    claims = {e[2] for e in service if e[3] == both[0]} & {e[2] for e in other}
    services = [e for e in (*service, *under) if e[2] in claims]
    policies = {e[3] for e in services if e[1] == "UNDER"}
    services += [e for e in sold if e[3] in policies]
    taking = taking_part(scope, claims, scope.members)
    people = {e[2] for e in taking}
    return Part(
        Sentence(
            message="rings.agent_pair" if agent else "rings.provider_pair",
            parameters={
                "first": both[0],
                # an agent is a person, whom no sentence names
                **({} if agent else {"second": both[1]}),
                "together": int(pairs.together[row]),
                "expected": round(float(pairs.expected[row]), 1),
                "claims": len(claims),
                "people": len(people),
            },
        ),
        PAIR,
        float(ring.points[at]),
        _sorted(people),
        _sorted({*both, *people, *claims, *policies}),
        _sorted(e[0] for e in [*services, *taking]),
        _sorted(claims),
    )


def measure_parts(detection: Detection, scope: Scope) -> dict[int | str, Part]:
    """Parts by item: its position in the candidate, or 'recurring' for all joint claims."""
    ring = scope.candidate
    kinds = detection.items.kind[ring.items].tolist()
    parts: dict[int | str, Part] = {}
    recurring = [at for at, kind in enumerate(kinds) if kind == RECURRING]
    for at, kind in enumerate(kinds):
        if kind == PROVIDER_PAIR:
            parts[at] = _provider_part(detection, scope, at)
        elif kind != RECURRING:
            parts[at] = _item_part(detection, scope, at)
    if recurring or ring.claim_points.any():
        parts["recurring"] = _together_part(detection, scope, recurring)
    return parts
