"""What speaks against a ring: innocent explanations that the data allow to check, and doubts."""

from collections import Counter

import numpy as np

from graph.projection.items import PROVIDER_PAIR, RECURRING
from graph.rings.detect import Detection
from graph.rings.facts import Facts
from graph.rings.model import Reason, Sentence
from graph.rings.notices import Known, cleared
from graph.rings.scope import Scope, records

HALF = 0.5
UNSTABLE = 0.6
FEW_ORIGINS = 3
CLINICAL = frozenset({"hospital"})


def _share(detection: Detection, scope: Scope, link: str, target: str) -> tuple[int, int]:
    """Most members of one employer or at one address, and the number of members."""
    table = detection.evidence.table(link, "Person", target)
    people = records(detection, scope.candidate.people)
    targets = table.targets[table.leaving(people)]
    most = Counter(targets.tolist()).most_common(1)
    return (most[0][1] if most else 0), len(people)


def _same(detection: Detection, scope: Scope) -> list[Sentence]:
    """Common employer or building."""
    found = []
    for message, link, target in (
        ("rings.against.employer", "EMPLOYED_BY", "Organisation"),
        ("rings.against.building", "LIVES_AT", "Address"),
    ):
        most, members = _share(detection, scope, link, target)
        if most >= 3 and most >= HALF * members:
            found.append(Sentence(message=message, parameters={"people": most, "members": members}))
    return found


def _left_out(detection: Detection, scope: Scope) -> list[Sentence]:
    """Items of a company, provider or agent that many of the ring's households use."""
    columns = scope.damped[~detection.items.links[scope.damped]]
    households = scope.candidate.households
    held, inside = detection.items.held_by(households)
    often = held[inside >= max(3, HALF * len(households))]
    items = int(np.isin(columns, often).sum())
    if not items:
        return []
    return [Sentence(message="rings.against.company_items", parameters={"items": items})]


def _hospital(detection: Detection, scope: Scope, facts: Facts) -> list[Sentence]:
    items = scope.candidate.items
    pairs = items[detection.items.kind[items] == PROVIDER_PAIR]
    names = detection.served.ids
    kinds = {
        facts.text(names[at], "kind") for at in np.unique(detection.items.parts[pairs]).tolist()
    }
    return [Sentence(message="rings.against.hospital")] if kinds & CLINICAL else []


def _thin(detection: Detection, scope: Scope, reasons: tuple[Reason, ...]) -> list[Sentence]:
    """Small evidence: one item, few independent rows, few claims."""
    ring = scope.candidate
    found = []
    kinds = detection.items.kind[ring.items]
    if len(ring.items) == 1 or bool((kinds == RECURRING).all()):
        found.append(Sentence(message="rings.against.single_item"))
    origins = max((reason.origins for reason in reasons), default=0)
    if 0 < origins < FEW_ORIGINS:
        found.append(Sentence(message="rings.against.few_origins", parameters={"origins": origins}))
    if 2 * len(scope.claims) < len(scope.members):
        found.append(
            Sentence(
                message="rings.against.few_claims",
                parameters={"claims": len(scope.claims), "members": len(scope.members)},
            )
        )
    return found


def _cleared(scope: Scope, known: Known) -> list[Sentence]:
    """Earlier verdicts that clear members or claims."""
    people, claims = cleared(scope, known)
    if not people and not claims:
        return []
    return [
        Sentence(
            message="rings.against.cleared",
            parameters={
                "people": people,
                "members": len(scope.members),
                "claims": claims,
                "all_claims": len(scope.claims),
            },
        )
    ]


def against(
    detection: Detection,
    scope: Scope,
    known: Known,
    facts: Facts,
    reasons: tuple[Reason, ...],
    stability: float,
) -> tuple[Sentence, ...]:
    """Earlier verdicts that clear, explanations that apply, doubts, what had no effect."""
    explained = [
        *_same(detection, scope),
        *_left_out(detection, scope),
        *_hospital(detection, scope, facts),
    ]
    doubts = _thin(detection, scope, reasons)
    if stability < UNSTABLE:
        doubts.append(
            Sentence(
                message="rings.against.unstable", parameters={"percent": round(100 * stability)}
            )
        )
    if not explained:
        doubts.append(Sentence(message="rings.against.checked"))
    return (*_cleared(scope, known), *explained, *doubts)
