"""Link analysis of a ring, or of what lies around an entity, with names to show it by."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from graph.explore import EntityView, LinkView, neighbours, path, subgraph
from graph.measures.links import LinkAnalysis, link_analysis, link_graph, shortest_paths
from graph.rings.model import Ring
from graph.schema.registry import REGISTRY
from graph.store import Store

MOST = 5
"""Entities with the highest betweenness, and pairs, that are named."""
MOST_NAMED = 12
"""Members of the densest part that are named."""
MOST_PAIRED = 200
"""Parties among which pairs are compared, those most often on the way first."""
FIRST, SECOND = 50, 20
"""Links followed from the entity, and from each of its neighbours."""


@dataclass(frozen=True)
class Surroundings:
    """An entity, its neighbours and theirs; `not_followed` links lead on from them."""

    ids: tuple[str, ...]
    not_followed: int


def ring_entities(ring: Ring) -> list[str]:
    """Ids of all entities of the ring's picture, sorted."""
    parts = (ring.members, ring.claims, ring.relatives, ring.agents, ring.providers)
    shown = {item.id for part in (*parts, ring.identifiers) for item in part}
    return sorted(shown | {node for reason in ring.reasons for node in reason.nodes})


def surroundings(store: Store, identifier: str) -> Surroundings:
    """What lies within two links; of busy entities only the first links are followed."""
    around = neighbours(store, identifier, FIRST)
    first = {item.other.id for item in around.items} - {identifier}
    ids, left = {identifier, *first}, sum(around.not_shown.values())
    for near in sorted(first):
        beyond = neighbours(store, near, SECOND)
        ids |= {item.other.id for item in beyond.items}
        left += sum(beyond.not_shown.values())
    return Surroundings(tuple(sorted(ids)), left)


def analyse(store: Store, ids: Iterable[str]) -> dict[str, Any]:
    """Link analysis of these entities and the links among them, as a document.

    entities, links (numbers), sampled, core (the largest k), core_members, between (highest
    betweenness first), articulation and bridges (without which the graph falls apart), pairs
    (parties without a link who have most in common, by Adamic-Adar), paths, not_followed.
    """
    return _document(*_graph(store, ids))


def analyse_around(store: Store, identifier: str, to: str | None = None) -> dict[str, Any]:
    """Link analysis around an entity; `to`: around both, with the shortest ways between them."""
    near = surroundings(store, identifier)
    ids, left = set(near.ids), near.not_followed
    if to is not None:
        other = surroundings(store, to)
        ids, left = ids | set(other.ids), left + other.not_followed
        if shortest := path(store, identifier, to):
            ids |= {entity.id for entity in shortest.entities}
    entities, links = _graph(store, ids)
    document = _document(entities, links)
    document["not_followed"] = left
    if to is not None:
        captions = {entity.id: entity.caption for entity in entities}
        graph = link_graph((link.source, link.target) for link in links)
        document["paths"] = [
            [{"id": node, "caption": captions.get(node, node)} for node in way]
            for way in shortest_paths(graph, identifier, to)
        ]
    return document


def _graph(store: Store, ids: Iterable[str]) -> tuple[list[EntityView], list[LinkView]]:
    entities, every = subgraph(store, list(ids))
    entities = [one for one in entities if REGISTRY.entity(one.label).role != "notice"]
    links = [
        link
        for link in every
        if REGISTRY.links[link.type].link.evidence and link.properties.get("retired") is None
    ]
    return entities, links


def _document(entities: list[EntityView], links: list[LinkView]) -> dict[str, Any]:
    graph = link_graph((link.source, link.target) for link in links)
    parties = [e.id for e in entities if REGISTRY.entity(e.label).role == "party"]
    busiest = sorted(parties, key=lambda p: (-graph.degree(p) if p in graph else 0, p))
    found = link_analysis(graph, pairs_of=busiest[:MOST_PAIRED])
    captions = {entity.id: entity.caption for entity in entities}

    def named(identifier: str) -> dict[str, str]:
        return {"id": identifier, "caption": captions.get(identifier, identifier)}

    ranked = sorted(found.betweenness.items(), key=lambda item: (-item[1], item[0]))
    core = max(found.core.values(), default=0)
    inside = [node for node, k in found.core.items() if k == core]
    return {
        "entities": len(entities),
        "links": len(links),
        "not_followed": 0,
        "sampled": found.sampled,
        "core": core,
        "core_members": [named(node) for node in inside],
        "between": [
            {**named(node), "betweenness": round(value, 4)}
            for node, value in ranked[:MOST]
            if value > 0
        ],
        "articulation": [named(node) for node in found.articulation],
        "bridges": [[named(a), named(b)] for a, b in found.bridges],
        "pairs": [
            {"a": named(a), "b": named(b), "index": round(value, 2)}
            for (a, b), value in _strongest(found)
        ],
        "paths": [],
    }


def _strongest(found: LinkAnalysis) -> list[tuple[tuple[str, str], float]]:
    """Pairs of parties with most in common."""
    return sorted(found.adamic_adar.items(), key=lambda item: (-item[1], item[0]))[:MOST]
