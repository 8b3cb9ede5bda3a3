"""What is shown around a ring and is no member: relatives, agents, providers, shared items."""

from collections.abc import Mapping, Sequence

import numpy as np

from graph.projection.items import PROVIDER_PAIR
from graph.rings.detect import Detection
from graph.rings.facts import Facts
from graph.rings.model import Position, Sentence, Shown
from graph.rings.scope import Scope
from graph.schema.registry import REGISTRY

Given = Mapping[str, Sequence[Position]]  # positions by party, of typologies


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


def agents(scope: Scope, facts: Facts, given: Given) -> tuple[Shown, ...]:
    """Agents by the number of the ring's policies they sold, and those who share its items."""
    sold: dict[str, dict[str, str]] = {}  # agent: policy: link
    for edge in scope.of("SOLD"):
        sold.setdefault(edge[2], {})[edge[3]] = edge[0]
    policies = {policy for found in sold.values() for policy in found}
    found = []
    for agent in scope.agents:
        own = sold.get(agent, {})
        most = 2 * len(own) >= len(policies) and len(own) >= 2
        message = "agent_most" if most else "agent"
        message = "agent_shares" if agent in scope.sharing else message
        line = shown(facts, agent, f"rings.shown.{message}", policies=len(own))
        figures = {"policies": len(own), "total": len(policies)}
        place = [Position.of("introduced", own.values(), **figures)] if most else []
        line = line.model_copy(update={"positions": (*place, *given.get(agent, ()))})
        found.append((-(agent in scope.sharing), -len(own), agent, line))
    return tuple(line for *_, line in sorted(found, key=lambda item: item[:3]))


def providers(detection: Detection, scope: Scope, facts: Facts, given: Given) -> tuple[Shown, ...]:
    """Providers by the number of the ring's claims they served; validated pairs say so."""
    served: dict[str, set[str]] = {}
    for edge in scope.of("SERVICED_BY"):
        served.setdefault(edge[3], set()).add(edge[2])
    items = scope.candidate.items
    pairs = items[detection.items.kind[items] == PROVIDER_PAIR]
    names = detection.served.ids
    paired = {names[at] for at in np.unique(detection.items.parts[pairs]).tolist()}
    found = []
    for provider in scope.providers:
        claims = len(served.get(provider, ()))
        message = "rings.shown.provider_pair" if provider in paired else "rings.shown.provider"
        line = shown(facts, provider, message, claims=claims)
        line = line.model_copy(update={"positions": tuple(given.get(provider, ()))})
        found.append((-claims, provider, line))
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
