"""Positions of members in a ring: what their place in the graph is, never what they did."""

import numpy as np

from graph.measures.links import LinkAnalysis, link_analysis, link_graph
from graph.projection.evidence import Evidence
from graph.projection.items import PARTICIPANTS
from graph.rings.facts import Facts
from graph.rings.model import Sentence
from graph.rings.scope import HOLDING_LINKS, Scope

MANY = 2  # other people whose claims are paid to one's account
OFTEN = 3  # claims


def ring_analysis(scope: Scope, seed: int = 0) -> LinkAnalysis:
    """Link analysis of members, their claims and what they share."""
    walked = {*HOLDING_LINKS, "INVOLVED_IN"}
    return link_analysis(link_graph((e[2], e[3]) for e in scope.edges if e[1] in walked), seed=seed)


def _receives(scope: Scope, facts: Facts) -> dict[str, int]:
    """For each member: other people whose claims were paid to an account of the member."""
    owners: dict[str, set[str]] = {}
    for edge in scope.of("OWNS_ACCOUNT"):
        owners.setdefault(edge[3], set()).add(edge[2])
    claimants: dict[str, set[str]] = {}
    for edge in scope.of("INVOLVED_IN"):
        if edge[4] in ("claimant", "patient"):
            claimants.setdefault(edge[3], set()).add(edge[2])
    payers: dict[str, set[str]] = {}
    for claim in scope.claims:
        for payment in facts.payments.get(claim, ()):
            for owner in owners.get(payment.account, ()):
                payers.setdefault(owner, set()).update(claimants.get(claim, ()))
    return {owner: len(found - {owner}) for owner, found in payers.items()}


def _groups_linked(scope: Scope, analysis: LinkAnalysis) -> frozenset[str]:
    """Members without whom two groups of two or more members each fall apart."""
    members = set(scope.members)
    walked = {*HOLDING_LINKS, "INVOLVED_IN"}
    graph = link_graph((e[2], e[3]) for e in scope.edges if e[1] in walked)
    linking = set()
    for node in members.intersection(analysis.articulation):
        seen = {node}
        groups = 0
        for start in sorted(graph[node]):
            if start in seen:
                continue
            reached, stack = set(), [start]
            while stack:
                at = stack.pop()
                if at not in seen:
                    seen.add(at)
                    reached.add(at)
                    stack.extend(graph[at])
            groups += len(reached & members) >= 2
        if groups >= 2:
            linking.add(node)
    return frozenset(linking)


def positions(
    scope: Scope, facts: Facts, analysis: LinkAnalysis, insured: frozenset[str]
) -> dict[str, tuple[Sentence, ...]]:
    """Positions of each member, in a fixed order; () when none stands out."""
    receives = _receives(scope, facts)
    linking = _groups_linked(scope, analysis)
    roles: dict[str, dict[str, set[str]]] = {}
    for edge in scope.of("INVOLVED_IN"):
        roles.setdefault(edge[2], {}).setdefault(str(edge[4]), set()).add(edge[3])
    found = {}
    for member in scope.members:
        said: list[Sentence] = []
        own = roles.get(member, {})
        part = set().union(*(own.get(role, set()) for role in PARTICIPANTS))
        if (people := receives.get(member, 0)) >= MANY:
            said.append(Sentence(message="rings.position.receives", parameters={"people": people}))
        if member in linking:
            said.append(Sentence(message="rings.position.links_groups"))
        if len(part) >= OFTEN:
            said.append(Sentence(message="rings.position.often", parameters={"claims": len(part)}))
        if member not in insured and part:
            said.append(
                Sentence(message="rings.position.claims_only", parameters={"claims": len(part)})
            )
        if part and not any(own.get(role) for role in ("claimant", "driver", "patient")):
            said.append(
                Sentence(message="rings.position.passenger", parameters={"claims": len(part)})
            )
        found[member] = tuple(said)
    return found


def insured_people(evidence: Evidence) -> frozenset[str]:
    """Ids of the people who hold a policy or are insured by one."""
    held = evidence.table("HOLDS", "Person", "Policy").sources
    insured = evidence.table("INSURES", "Policy", "Person").targets
    ids = evidence.nodes.get("Person", ())
    return frozenset(ids[at] for at in np.union1d(held, insured).tolist())
