"""What exploring returns: entities, links, neighbourhoods and paths, as shown to people."""

from collections.abc import Mapping
from dataclasses import dataclass

from graph.schema.registry import REGISTRY

DERIVED = ("search",)  # properties made for the engine, not for people


@dataclass(frozen=True)
class EntityView:
    """One entity: its caption names it in a line; properties are as stored, by sorted name."""

    id: str
    label: str
    caption: str
    properties: Mapping[str, object]


@dataclass(frozen=True)
class LinkView:
    """One link, from `source` to `target` (entity ids)."""

    id: str
    type: str
    source: str
    target: str
    properties: Mapping[str, object]


@dataclass(frozen=True)
class Hit:
    """One entity that a search found; `matched` names the property, or 'text' for full text."""

    entity: EntityView
    matched: str


@dataclass(frozen=True)
class NeighbourLink:
    """One link of an entity and what is at its other end."""

    link: LinkView
    other: EntityView


@dataclass(frozen=True)
class Neighbours:
    """Links of an entity, by type then current first, and how many of each type aren't shown."""

    items: tuple[NeighbourLink, ...]
    total: int
    not_shown: Mapping[str, int]


@dataclass(frozen=True)
class PathView:
    """A way from one entity to another: entities[i] and entities[i + 1] are joined by links[i]."""

    entities: tuple[EntityView, ...]
    links: tuple[LinkView, ...]


def _shown(properties: object) -> dict[str, object]:
    if not isinstance(properties, Mapping):
        raise TypeError("properties of an entity or link must be a map")
    return {str(k): properties[k] for k in sorted(properties) if k not in DERIVED}


def entity_view(label: str, properties: object) -> EntityView:
    """The view of an entity with these stored properties."""
    shown = _shown(properties)
    return EntityView(str(shown["id"]), label, REGISTRY.entity(label).caption_of(shown), shown)


def link_view(link_type: str, source: object, target: object, properties: object) -> LinkView:
    """The view of a link with these stored properties."""
    shown = _shown(properties)
    return LinkView(str(shown["id"]), link_type, str(source), str(target), shown)
