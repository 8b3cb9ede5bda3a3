"""Positions in a ring: what a party's place in the graph is, never what it did.

Each rests on figures and links. Those of one's place are made here; a typology may give its
subjects one as well (`position` in its rule's header).
"""

from collections.abc import Mapping, Sequence

import numpy as np

from graph.measures.links import LinkAnalysis, link_graph
from graph.projection.evidence import Evidence
from graph.projection.items import PARTICIPANTS
from graph.rings.facts import Facts
from graph.rings.identity_use import identity_use
from graph.rings.model import Position
from graph.rings.parts import Part
from graph.rings.scope import HOLDING_LINKS, Edge, Scope
from graph.schema.registry import REGISTRY
from graph.typologies import TYPOLOGIES

MANY = 2  # other people whose claims are paid to one's account
OFTEN = 3  # claims
CLAIMING = ("claimant", "driver", "patient")
WALKED = frozenset({*HOLDING_LINKS, "INVOLVED_IN"})


def _receives(scope: Scope, facts: Facts) -> dict[str, Position]:
    """Members to whose accounts the claims of several other people were paid."""
    owners: dict[str, list[Edge]] = {}
    for edge in scope.of("OWNS_ACCOUNT"):
        owners.setdefault(edge[3], []).append(edge)
    claimants: dict[str, list[Edge]] = {}
    for edge in scope.of("INVOLVED_IN"):
        if edge[4] in ("claimant", "patient"):
            claimants.setdefault(edge[3], []).append(edge)
    people: dict[str, set[str]] = {}
    links: dict[str, set[str]] = {}
    for claim in scope.claims:
        for payment in facts.payments.get(claim, ()):
            for owns in owners.get(payment.account, ()):
                others = [e for e in claimants.get(claim, ()) if e[2] != owns[2]]
                if others:
                    people.setdefault(owns[2], set()).update(e[2] for e in others)
                    rests = {owns[0], payment.id, *(e[0] for e in others)}
                    links.setdefault(owns[2], set()).update(rests)
    return {
        owner: Position.of("receives", links[owner], people=len(found))
        for owner, found in people.items()
        if len(found) >= MANY
    }


def _links_groups(scope: Scope, analysis: LinkAnalysis) -> dict[str, Position]:
    """Members without whom groups of two or more members each fall apart."""
    members = set(scope.members)
    graph = link_graph((e[2], e[3]) for e in scope.edges if e[1] in WALKED)
    found = {}
    for node in sorted(members.intersection(analysis.articulation)):
        seen, sizes = {node}, []
        for start in sorted(graph[node]):
            reached, stack = 0, [start]
            while stack:
                at = stack.pop()
                if at not in seen:
                    seen.add(at)
                    reached += at in members
                    stack.extend(graph[at])
            if reached >= 2:
                sizes.append(reached)
        if len(sizes) >= 2:
            own = (e[0] for e in scope.edges if node in e[2:4] and e[1] in WALKED)
            found[node] = Position.of(
                "links_groups",
                own,
                sizes=sorted(sizes, reverse=True),
                percent=round(100 * analysis.betweenness[node]),
            )
    return found


def of_typologies(parts: Sequence[Part]) -> dict[str, list[Position]]:
    """Positions that the ring's typology findings give their subjects, by party."""
    found: dict[str, list[Position]] = {}
    for part in parts:
        typology = TYPOLOGIES.get(part.typology)
        by_label = typology.positions if typology else {}
        for subject in part.subjects if by_label else ():
            label = REGISTRY.by_id(subject).label
            own = found.setdefault(subject, [])
            if label in by_label and all(p.typology != part.typology for p in own):
                own.append(
                    Position(
                        message=f"position.{part.typology}.{label}",
                        parameters=part.sentence.parameters,
                        links=part.links,
                        typology=part.typology,
                    )
                )
    return found


def positions(
    scope: Scope,
    facts: Facts,
    analysis: LinkAnalysis,
    insured: frozenset[str],
    parts: Sequence[Part] = (),
) -> Mapping[str, tuple[Position, ...]]:
    """Positions of each member, in a fixed order; () when none stands out."""
    groups = (_receives(scope, facts), _links_groups(scope, analysis), identity_use(scope, facts))
    given = of_typologies(parts)
    roles: dict[str, dict[str, list[Edge]]] = {}
    for edge in scope.of("INVOLVED_IN"):
        roles.setdefault(edge[2], {}).setdefault(str(edge[4]), []).append(edge)
    found = {}
    for member in scope.members:
        said = [group[member] for group in groups if member in group]
        said += given.get(member, ())
        own = roles.get(member, {})
        part = [edge for role in PARTICIPANTS for edge in own.get(role, ())]
        claims, links = len({edge[3] for edge in part}), [edge[0] for edge in part]
        if claims >= OFTEN:
            said.append(Position.of("often", links, claims=claims))
        if claims and member not in insured:
            said.append(Position.of("claims_only", links, claims=claims))
        if claims and not any(own.get(role) for role in CLAIMING):
            said.append(Position.of("passenger", links, claims=claims))
        found[member] = tuple(said)
    return found


def insured_people(evidence: Evidence) -> frozenset[str]:
    """Ids of the people who hold a policy or are insured by one."""
    held = evidence.table("HOLDS", "Person", "Policy").sources
    insured = evidence.table("INSURES", "Policy", "Person").targets
    ids = evidence.nodes.get("Person", ())
    return frozenset(ids[at] for at in np.union1d(held, insured).tolist())
