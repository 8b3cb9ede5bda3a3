"""How properties are said to people: the title and the value of an entity's or link's property."""

from collections.abc import Iterator, Mapping

from graph.language import money, phrase
from graph.schema.model import COMMON, Property
from graph.schema.registry import REGISTRY

_COMMON = {prop.name: prop for prop in COMMON}
_NOT_SAID = frozenset({*_COMMON, "search", "currency"})
"""Book-keeping, derived text, and the currency, which is said with its amount."""
_OF_ENTITIES = frozenset({"first_seen", "last_seen"})  # of a link, its own dates and rows tell more


def described(label_or_type: str, name: str) -> Property | None:
    """The declared property of an entity type or link type; None for one that no type declares."""
    if label_or_type in REGISTRY.links:
        own = REGISTRY.links[label_or_type].link.properties
    else:
        own = REGISTRY.entity(label_or_type).properties
    return next((prop for prop in own if prop.name == name), _COMMON.get(name))


def property_title(label_or_type: str, name: str, lang: str) -> str:
    """The property's title in `lang`, else its name."""
    prop = described(label_or_type, name)
    return (prop.title.of(lang) if prop else "") or name.replace("_", " ")


def property_value(
    label_or_type: str, name: str, properties: Mapping[str, object], lang: str
) -> str:
    """The property's value as text: money with its currency, dates ISO, lists joined."""
    held = properties.get(name)
    prop = described(label_or_type, name)
    if prop and prop.value == "money" and isinstance(held, int):
        return money(held, str(properties.get("currency") or ""))
    if isinstance(held, int) and not isinstance(held, bool):
        return str(held)
    return phrase(held, lang)


def said_properties(
    label_or_type: str, properties: Mapping[str, object], lang: str
) -> Iterator[tuple[str, str, str]]:
    """(name, title, value) of what the sources say, in the order the type declares it."""
    ends = REGISTRY.links.get(label_or_type)
    own = ends.link.properties if ends else REGISTRY.entity(label_or_type).properties
    order = [p.name for p in (*own, *COMMON) if p.name in properties]
    order += sorted(set(properties) - set(order))
    unsaid = _NOT_SAID if ends else _NOT_SAID - _OF_ENTITIES
    for name in order:
        if name not in unsaid and properties[name] not in (None, ""):
            title = property_title(label_or_type, name, lang)
            yield name, title, property_value(label_or_type, name, properties, lang)
