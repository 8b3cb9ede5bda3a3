"""What is shown around a ring and is no member: relatives, agents, providers, shared items."""

import numpy as np

from graph.projection.items import PROVIDER_PAIR
from graph.rings.detect import Detection
from graph.rings.facts import Facts
from graph.rings.model import Sentence, Shown
from graph.rings.scope import Scope
from graph.schema.registry import REGISTRY


def shown(facts: Facts, identifier: str, message: str, **parameters: object) -> Shown:
    """An entity with the reason why it is in the picture."""
    return Shown(
        id=identifier,
        label=REGISTRY.by_id(identifier).label,
        caption=facts.caption(identifier),
        why=Sentence(message=message, parameters=parameters),
    )


def relatives(scope: Scope, facts: Facts) -> tuple[Shown, ...]:
    """People of the members' households without evidence of their own."""
    return tuple(shown(facts, person, "rings.shown.relative") for person in scope.relatives)


def agents(scope: Scope, facts: Facts) -> tuple[Shown, ...]:
    """Agents by the number of the ring's policies they sold, and those who share its items."""
    sold: dict[str, set[str]] = {}
    for edge in scope.of("SOLD"):
        sold.setdefault(edge[2], set()).add(edge[3])
    policies = {policy for found in sold.values() for policy in found}
    found = []
    for agent in scope.agents:
        count = len(sold.get(agent, ()))
        if agent in scope.sharing:
            line = shown(facts, agent, "rings.shown.agent_shares", policies=count)
        elif 2 * count >= len(policies):
            line = shown(
                facts, agent, "rings.shown.agent_most", policies=count, total=len(policies)
            )
        else:
            line = shown(facts, agent, "rings.shown.agent", policies=count)
        found.append((-(agent in scope.sharing), -count, agent, line))
    return tuple(line for *_, line in sorted(found, key=lambda item: item[:3]))


def providers(detection: Detection, scope: Scope, facts: Facts) -> tuple[Shown, ...]:
    """Providers by the number of the ring's claims they served; validated pairs say so."""
    served: dict[str, set[str]] = {}
    for edge in scope.of("SERVICED_BY"):
        served.setdefault(edge[3], set()).add(edge[2])
    items = scope.candidate.items
    pairs = items[detection.items.kind[items] == PROVIDER_PAIR]
    names = detection.evidence.nodes.get("Provider", ())
    paired = {names[at] for at in np.unique(detection.items.parts[pairs]).tolist()}
    found = []
    for provider in scope.providers:
        claims = len(served.get(provider, ()))
        message = "rings.shown.provider_pair" if provider in paired else "rings.shown.provider"
        found.append((-claims, provider, shown(facts, provider, message, claims=claims)))
    return tuple(line for *_, line in sorted(found, key=lambda item: item[:2]))


def identifiers(detection: Detection, scope: Scope, facts: Facts) -> tuple[Shown, ...]:
    """Shared items, those held by most of the ring's households first."""
    ring = scope.candidate
    found = []
    for column, inside in zip(ring.items.tolist(), ring.inside.tolist(), strict=True):
        if column < len(detection.holdings.item_ids):
            item = detection.holdings.item_ids[column]
            holders = int(detection.items.degree[column])
            line = shown(facts, item, "rings.shown.item", inside=inside, holders=holders)
            found.append((-inside, item, line))
    return tuple(line for *_, line in sorted(found, key=lambda item: item[:2]))
