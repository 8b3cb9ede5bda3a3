"""Masking: properties of entities and links with personal data made unreadable."""

import datetime
from collections.abc import Iterable, Mapping

from graph.schema.model import EntityType, Property
from graph.schema.registry import REGISTRY
from graph.values import value_type

_DERIVED = ("search",)  # holds the same personal data in one text: dropped, not masked


def _masked(known: Iterable[Property], properties: Mapping[str, object]) -> dict[str, object]:
    by_name = {p.name: p for p in known}
    masked: dict[str, object] = {}
    for name, value in properties.items():
        described = by_name.get(name)
        if name in _DERIVED:
            continue
        if described and described.personal and isinstance(value, str | int | datetime.date):
            masked[name] = value_type(described.value).mask(value)
        else:
            masked[name] = value
    return masked


def masked_caption(label: str, properties: Mapping[str, object]) -> str:
    """The caption of an entity of type `label` with its personal data masked.

    Identifiers that mask to the same text stay apart by the last signs of their id.
    """
    entity: EntityType = REGISTRY.entity(label)
    caption = entity.caption_of(_masked(entity.properties, properties))
    tail = str(properties.get("id", ""))[-4:]
    name = entity.captioned_by(properties)
    shows_personal = name is not None and entity.property(name).personal
    return f"{caption} ({tail})" if shows_personal and tail else caption


def mask_properties(label: str, properties: Mapping[str, object]) -> dict[str, object]:
    """`properties` of an entity of type `label` with every personal one masked.

    A `caption` among them becomes the masked caption; the full-text `search` is left out.
    """
    masked = _masked(REGISTRY.entity(label).properties, properties)
    if "caption" in masked:
        masked["caption"] = masked_caption(label, properties)
    return masked


def mask_link_properties(link_type: str, properties: Mapping[str, object]) -> dict[str, object]:
    """`properties` of a link with every personal one masked, e.g. the payee's name."""
    return _masked(REGISTRY.links[link_type].link.properties, properties)
