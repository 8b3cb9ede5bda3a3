"""Link analysis of a ring, or of what lies around an entity, with names to show it by."""

from collections.abc import Iterable
from typing import Any

from graph.explore import EntityView, LinkView, neighbours, subgraph
from graph.measures.links import LinkAnalysis, link_analysis, link_graph
from graph.rings.model import Ring
from graph.schema.registry import REGISTRY
from graph.store import Store

MOST = 5
"""Entities with the highest betweenness that are named."""
_FIRST, _SECOND = 50, 20  # links followed from the entity, and from each of its neighbours


def ring_entities(ring: Ring) -> list[str]:
    """Ids of all entities of the ring's picture, sorted."""
    parts = (ring.members, ring.claims, ring.relatives, ring.agents, ring.providers)
    shown = {item.id for part in (*parts, ring.identifiers) for item in part}
    return sorted(shown | {node for reason in ring.reasons for node in reason.nodes})


def surroundings(store: Store, identifier: str) -> list[str]:
    """Ids of the entity, its neighbours and theirs; the busiest are cut, so this is bounded."""
    first = [item.other.id for item in neighbours(store, identifier, _FIRST).items]
    ids = {identifier, *first}
    for near in sorted(set(first)):
        ids |= {item.other.id for item in neighbours(store, near, _SECOND).items}
    return sorted(ids)


def analyse(store: Store, ids: Iterable[str]) -> dict[str, Any]:
    """Link analysis of these entities and the links among them, as a document.

    entities, links (numbers), sampled, core (the largest k), between (highest betweenness first),
    articulation and bridges (without which the graph falls apart).
    """
    entities, every = subgraph(store, list(ids))
    entities = [one for one in entities if REGISTRY.entity(one.label).role != "notice"]
    links = [link for link in every if REGISTRY.links[link.type].link.evidence]
    return _document(
        entities, links, link_analysis(link_graph((e.source, e.target) for e in links))
    )


def _document(
    entities: list[EntityView], links: list[LinkView], found: LinkAnalysis
) -> dict[str, Any]:
    captions = {entity.id: entity.caption for entity in entities}

    def named(identifier: str) -> dict[str, str]:
        return {"id": identifier, "caption": captions.get(identifier, identifier)}

    ranked = sorted(found.betweenness.items(), key=lambda item: (-item[1], item[0]))
    return {
        "entities": len(entities),
        "links": len(links),
        "sampled": found.sampled,
        "core": max(found.core.values(), default=0),
        "between": [
            {**named(node), "betweenness": round(value, 4)}
            for node, value in ranked[:MOST]
            if value > 0
        ],
        "articulation": [named(node) for node in found.articulation],
        "bridges": [[named(a), named(b)] for a, b in found.bridges],
    }
