"""What an entity type and a link type are: frozen dataclasses from which all else is derived.

Constraints, indexes, load queries, GraphQL exposure, view style and docs follow from these.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

StoredType = Literal["string", "integer", "float", "boolean", "date", "strings"]
Role = Literal["party", "identifier", "event", "notice", "work"]
"""party: may act or suffer (people, agents, providers); identifier: something shared that links
parties; event: policies and claims; notice: what others say of these (watch lists, bulletins,
outcomes), which links nobody; work: Ringleader's own records (rings, cases, runs)."""


@dataclass(frozen=True)
class Text:
    """One wording in every language of the product; a missing one can't be constructed."""

    en: str
    zh: str

    def of(self, lang: str) -> str:
        """The wording in `lang` ('en' or 'zh')."""
        return self.zh if lang == "zh" else self.en


@dataclass(frozen=True)
class Property:
    """One stored property of an entity or link."""

    name: str
    description: str
    stored: StoredType = "string"
    value: str = "text"  # name of the value type (graph/values) that cleans and captions it
    title: Text = field(default=Text("", ""))
    personal: bool = False  # personal data: masked in drafts, never in logs
    search: bool = False  # goes into the derived full-text `search` property
    index: bool = False  # gets a range index
    required: bool = False  # checked by ingest


@dataclass(frozen=True)
class Link:
    """One type of link, leaving the entity type that declares it.

    The id of a link is link_id(type, from, to, values of `key` in order).
    """

    type: str
    to: tuple[str, ...]
    title: Text
    description: str
    properties: tuple[Property, ...] = ()
    key: tuple[str, ...] = ()
    evidence: bool = True  # False: a link that paths and rings never walk


@dataclass(frozen=True)
class Style:
    """How a view draws a type: a vis-network shape, a colour, and a single-glyph icon."""

    shape: str
    colour: str
    icon: str


@dataclass(frozen=True)
class EntityType:
    """One label: what it means, what it stores, where it links, how it looks."""

    label: str
    role: Role
    title: Text
    plural: Text
    description: str
    properties: tuple[Property, ...]
    links: tuple[Link, ...] = ()
    caption: tuple[str, ...] = ()  # first property with a value is the caption
    style: Style = field(default=Style("dot", "#6b7280", "?"))

    def property(self, name: str) -> Property:
        """The property called `name`, own or common; KeyError when there is none."""
        for candidate in (*self.properties, *COMMON):
            if candidate.name == name:
                return candidate
        raise KeyError(f"{self.label} has no property {name!r}")

    def caption_of(self, properties: Mapping[str, object]) -> str:
        """A short name of an entity with these properties: the first caption property present."""
        name = self.captioned_by(properties)
        return str(properties[name] if name else properties.get("id", "?"))

    def captioned_by(self, properties: Mapping[str, object]) -> str | None:
        """The property that gives the caption; None when the id does."""
        return next((n for n in self.caption if properties.get(n) not in (None, "")), None)


COMMON: tuple[Property, ...] = (
    Property("id", "Ringleader's id: label and hash of the key", required=True),
    Property(
        "first_seen",
        "first business date among its rows",
        "date",
        title=Text("First seen", "最早日期"),
    ),
    Property(
        "last_seen",
        "last business date among its rows",
        "date",
        title=Text("Last seen", "最近日期"),
    ),
    Property("rows", "number of source rows it rests on", "integer"),
    Property("origins", "number of independent origins (source and table)", "integer"),
    Property("sources", "names of the sources that mention it", "strings"),
    Property("run", "ingest run that last changed it"),
    Property("retired", "stamp of the run that no longer had it; absent while current"),
)
"""Properties that every entity and every evidence link carries, written by ingest."""

SEARCH = Property("search", "derived text for full-text search", search=True)
