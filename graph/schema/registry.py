"""All entity and link types, discovered by folder: one file in entities/ or work/ is one type."""

import importlib
import pkgutil
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from graph.errors import RegistryError
from graph.schema.ids import label_prefix
from graph.schema.model import COMMON, EntityType, Link

_NAME = re.compile(r"[A-Z][A-Za-z0-9]*\Z")
_LINK = re.compile(r"[A-Z][A-Z0-9_]*\Z")
_PROPERTY = re.compile(r"[a-z][a-z0-9_]*\Z")
_SOURCED = ("party", "identifier", "event", "notice")


@dataclass(frozen=True)
class LinkEnds:
    """A link type together with every entity type it leaves from."""

    link: Link
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Registry:
    """Checked, immutable view on all types; iteration is in sorted order."""

    entities: Mapping[str, EntityType]
    links: Mapping[str, LinkEnds]

    def __iter__(self) -> Iterator[EntityType]:
        return iter(self.entities.values())

    def entity(self, label: str) -> EntityType:
        """The type with this label; RegistryError naming the known ones otherwise."""
        try:
            return self.entities[label]
        except KeyError:
            known = ", ".join(self.entities)
            raise RegistryError(f"No entity type {label!r}; known types: {known}.") from None

    def by_id(self, identifier: str) -> EntityType:
        """The type an entity id belongs to, from its prefix."""
        prefix = label_prefix(identifier)
        for entity in self:
            if entity.label.lower() == prefix:
                return entity
        raise RegistryError(f"The id {identifier!r} belongs to no known entity type.")

    def labels(self, *roles: str) -> tuple[str, ...]:
        """Labels with one of these roles, all when none is given."""
        return tuple(e.label for e in self if not roles or e.role in roles)

    def sourced_labels(self) -> tuple[str, ...]:
        """Labels of what sources tell: all but Ringleader's own records."""
        return self.labels(*_SOURCED)

    def sourced_links(self) -> tuple[str, ...]:
        """Types of links that sources tell, those of notices among them."""
        return tuple(
            name
            for name, ends in self.links.items()
            if any(self.entities[label].role in _SOURCED for label in ends.sources)
        )

    def evidence_links(self) -> tuple[str, ...]:
        """Types of links that paths, neighbourhoods and rings may walk."""
        return tuple(name for name, ends in self.links.items() if ends.link.evidence)


def _check(entity: EntityType, where: str) -> None:
    if not _NAME.match(entity.label):
        raise RegistryError(f"{where}: label {entity.label!r} must be CamelCase letters.")
    names = [p.name for p in (*entity.properties, *COMMON)]
    for name in names:
        if not _PROPERTY.match(name):
            raise RegistryError(f"{where}: property {name!r} must be lower_snake_case.")
        if names.count(name) > 1:
            raise RegistryError(f"{where}: property {name!r} is declared twice.")
    for name in entity.caption:
        if name not in names:
            raise RegistryError(f"{where}: caption names the unknown property {name!r}.")
    for link in entity.links:
        if not _LINK.match(link.type):
            raise RegistryError(f"{where}: link {link.type!r} must be UPPER_SNAKE_CASE.")
        own = {p.name for p in (*link.properties, *COMMON)}
        if missing := sorted(set(link.key) - own):
            raise RegistryError(f"{where}: {link.type} has unknown key fields {missing}.")


def _collect_links(entities: Mapping[str, EntityType]) -> dict[str, LinkEnds]:
    links: dict[str, LinkEnds] = {}
    for entity in entities.values():
        for link in entity.links:
            for target in link.to:
                if target not in entities:
                    raise RegistryError(
                        f"{entity.label}: link {link.type} goes to the unknown type {target!r}; "
                        "add its file to graph/schema/entities or correct the name."
                    )
            if (known := links.get(link.type)) is None:
                links[link.type] = LinkEnds(link, (entity.label,))
            elif known.link == link:
                links[link.type] = LinkEnds(link, (*known.sources, entity.label))
            else:
                raise RegistryError(
                    f"{entity.label}: link {link.type} is declared differently by "
                    f"{known.sources[0]}; share one Link object from graph/schema/links.py."
                )
    return dict(sorted(links.items()))


def load_registry() -> Registry:
    """Walk entities/ and work/; each module must define TYPE: EntityType."""
    found: dict[str, EntityType] = {}
    for package_name in ("graph.schema.entities", "graph.schema.work"):
        package = importlib.import_module(package_name)
        for info in sorted(pkgutil.iter_modules(package.__path__), key=lambda m: m.name):
            where = f"{package_name}.{info.name}"
            entity = getattr(importlib.import_module(where), "TYPE", None)
            if not isinstance(entity, EntityType):
                raise RegistryError(f"{where}: define TYPE = EntityType(...) in this file.")
            _check(entity, where)
            if entity.label in found:
                raise RegistryError(f"{where}: label {entity.label!r} is already taken.")
            found[entity.label] = entity
    entities = dict(sorted(found.items()))
    return Registry(MappingProxyType(entities), MappingProxyType(_collect_links(entities)))


REGISTRY = load_registry()
