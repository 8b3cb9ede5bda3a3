"""Puts one ring together from its scope, facts and reasons."""

from collections.abc import Mapping, Sequence

from graph.communities.stability import surroundings
from graph.measures.links import LinkAnalysis
from graph.projection.items import PARTICIPANTS
from graph.rings import around, suppressed
from graph.rings.against import against
from graph.rings.detect import Detection
from graph.rings.facts import Facts
from graph.rings.loss import claim_lines, loss_lines, totals
from graph.rings.model import Member, Ring
from graph.rings.notices import Hit, Known, notices, outcomes
from graph.rings.parameters import RingParameters
from graph.rings.parts import Part
from graph.rings.pieces import ties_among
from graph.rings.positions import WALKED, of_typologies, positions
from graph.rings.reasons import to_reasons
from graph.rings.scope import Scope
from graph.rings.workers import Measured, Task


def task(detection: Detection, scope: Scope, parameters: RingParameters) -> Task:
    """What a worker process needs to measure this ring."""
    community = scope.candidate.community
    near = surroundings(detection.projection.links, community)
    return Task(
        around=near,
        ties=ties_among(detection.ties, detection.homes, near.nodes)[0],
        circles=detection.circles.get(community, ()),
        links=tuple((e[2], e[3]) for e in scope.edges if e[1] in WALKED),
        runs=parameters.stability_runs,
        seed=parameters.seed,
    )


def _member_stability(
    detection: Detection, scope: Scope, measured: Measured
) -> Mapping[str, float]:
    """Stability of each member: that of the member's household."""
    return {
        person: measured.stability[int(detection.homes.of[merged])]
        for merged in scope.candidate.people.tolist()
        for person in detection.person_ids(merged)
    }


def _members(
    scope: Scope,
    facts: Facts,
    stable: Mapping[str, float],
    insured: frozenset[str],
    claimants: Mapping[str, set[str]],
    parts: Sequence[Part],
    analysis: LinkAnalysis,
) -> tuple[Member, ...]:
    """Members, most claimed first (in the currency they claimed most in)."""
    standing = positions(scope, facts, analysis, insured, parts)
    took: dict[str, set[str]] = {}
    claimed: dict[str, list[str]] = {}
    for _, _, person, claim, role in scope.of("INVOLVED_IN"):
        if role in PARTICIPANTS:
            took.setdefault(person, set()).add(claim)
    for claim, people in sorted(claimants.items()):
        for person in people:
            claimed.setdefault(person, []).append(claim)
    found = [
        Member(
            id=person,
            label="Person",
            caption=facts.caption(person),
            positions=standing[person],
            stability=round(stable[person], 4),
            claims=len(took.get(person, ())),
            money=totals(
                line for c in claimed.get(person, ()) for line in claim_lines(facts, c, person)
            ),
        )
        for person in scope.members
    ]
    return tuple(sorted(found, key=lambda m: (-m.money[0].claimed if m.money else 0, m.id)))


def _claimants(scope: Scope) -> dict[str, set[str]]:
    """Members who claim, by claim."""
    found: dict[str, set[str]] = {}
    members = set(scope.members)
    for _, _, person, claim, role in scope.of("INVOLVED_IN"):
        if role in ("claimant", "patient") and person in members:
            found.setdefault(claim, set()).add(person)
    return found


def build_ring(
    detection: Detection,
    scope: Scope,
    parts: Sequence[Part],
    hits: Sequence[Hit],
    known: Known,
    facts: Facts,
    insured: frozenset[str],
    parameters: RingParameters,
    measured: Measured,
) -> Ring:
    """The ring with rank 0 and no id: both are given once all rings are known."""
    score, reasons = to_reasons(parts, scope, facts, parameters)
    stable = _member_stability(detection, scope, measured)
    mean = sum(stable.values()) / len(stable)
    claims = facts.lines(scope.claims)
    dates = sorted(c.loss_date for c in claims if c.loss_date)
    left_out = suppressed.of_ring(detection, scope, facts)
    claimants, given = _claimants(scope), of_typologies(parts)
    losses = loss_lines(facts, scope.claims, claimants)
    return Ring(
        id="",
        rank=0,
        score=score,
        members=_members(scope, facts, stable, insured, claimants, parts, measured.analysis),
        relatives=around.relatives(scope, facts),
        agents=around.agents(scope, facts, given),
        providers=around.providers(detection, scope, facts, given),
        identifiers=around.identifiers(detection, scope, facts),
        claims=claims,
        money=totals(losses),
        losses=losses,
        first_loss=dates[0] if dates else None,
        last_loss=dates[-1] if dates else None,
        reasons=reasons,
        against=against(detection, scope, known, facts, reasons, mean),
        suppressed=left_out[: suppressed.MOST],
        unlisted=max(0, len(left_out) - suppressed.MOST),
        links=tuple(edge[0] for edge in scope.edges),
        weak=score < parameters.alarm,
        notices=notices(hits, facts),
        outcomes=outcomes(scope, known, facts),
    )
