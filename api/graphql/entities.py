"""GraphQL types of entities and links: generic, so that every type of the registry is exposed."""

import datetime
from collections.abc import Mapping

import strawberry

from api.documents import HIDDEN
from api.explain import Explained, explained_document
from api.graphql.context import Info, Language, Raw, described, field, language
from api.graphql.known import KnownAround
from api.graphql.notices import NoticeOn, OutcomeOn, make_notices, make_outcome
from api.graphql.scores import ClaimScore, make_score
from api.known import known_around
from api.notices import notices_on, outcomes_on
from api.scores import kept_score
from graph.explore import EntityView, Hit, LinkView, Neighbours, PathView
from graph.provenance import SourceRow
from graph.schema import wording
from graph.schema.masking import mask_link_properties, mask_properties, masked_caption
from graph.schema.model import EntityType
from graph.schema.registry import REGISTRY

Sources = Mapping[str, list[SourceRow]]


@described
class PropertyValue:
    """One property of an entity or link, as the sources say it."""

    name: str
    raw: Raw = strawberry.field(description="As stored: text, number, ISO date or list.")
    personal: bool = strawberry.field(description="Personal data.")
    owner: strawberry.Private[str]  # label or link type
    together: strawberry.Private[Mapping[str, object]]

    @field("What the property is called.")
    def title(self, info: Info, lang: Language | None = None) -> str:
        return wording.property_title(self.owner, self.name, language(info, lang))

    @field("The value as text.")
    def value(self, info: Info, lang: Language | None = None) -> str:
        return wording.property_value(self.owner, self.name, self.together, language(info, lang))


def property_values(owner: str, properties: Mapping[str, object]) -> list[PropertyValue]:
    """All of what the sources say, sorted by name; Ringleader's book-keeping stays out."""
    values = []
    for name, value in sorted(properties.items()):
        if name in HIDDEN or value is None:
            continue
        prop = wording.described(owner, name)
        personal = prop is None or prop.personal  # what no type declares is taken for personal
        values.append(
            PropertyValue(
                name=name, raw=Raw(value), personal=personal, owner=owner, together=properties
            )
        )
    return values


@described
class Source:
    """A row of a source file that a fact stands in."""

    source: str
    table: str
    file: str
    row: int = strawberry.field(description="Line of the file; the header is line 1.")


def source_list(rows: list[SourceRow]) -> list[Source]:
    """Rows as GraphQL has them."""
    return [Source(source=r.source, table=r.table, file=r.file, row=r.row) for r in rows]


@described
class Cell:
    """A cell of a source row, with the column it stands in."""

    column: str
    cell: str


@described
class OriginalRow:
    """A row of a source file as it stands there, also after the file has moved."""

    source: str
    table: str
    file: str
    row: int = strawberry.field(description="Line of the file; the header is line 1.")
    sha256: str = strawberry.field(description="Of the file.")
    date: datetime.date | None = strawberry.field(description="Business date of the row.")
    cells: list[Cell]
    text: str = strawberry.field(description="The row; what can't be printed is escaped.")
    bytes: str = strawberry.field(description="The exact bytes, in base64.")


@described
class Explanation:
    """What an entity or link came from."""

    id: strawberry.ID
    title: str
    retired: str | None = strawberry.field(description="Since when no row tells of it any more.")
    total: int = strawberry.field(description="How many rows tell of it.")
    rows: list[OriginalRow]


def make_explanation(found: Explained, lang: str) -> Explanation:
    """An explained fact as GraphQL has it."""
    document = explained_document(found, lang)
    retired = document["retired"]
    shown = OriginalRow.__annotations__
    rows = []
    for row in document["rows"]:
        cells = [Cell(**each) for each in row["cells"]]
        rows.append(OriginalRow(**{**{k: row[k] for k in shown}, "cells": cells}))
    return Explanation(
        id=strawberry.ID(document["id"]),
        title=document["title"],
        retired=retired["text"] if retired else None,
        total=document["total"],
        rows=rows,
    )


@described
class Entity:
    """A person, policy, claim, phone or anything else the registry knows."""

    id: strawberry.ID
    label: str
    caption: str
    masked: bool = strawberry.field(description="Whether personal data is masked here.")
    properties: list[PropertyValue]

    @field("What the type is called.")
    def type(self, info: Info, lang: Language | None = None) -> str:
        return REGISTRY.entity(self.label).title.of(language(info, lang))

    @field("Rows of source files that mention it.")
    def sources(self, info: Info) -> list[Source]:
        return source_list(info.context.provenance.rows_of([str(self.id)]).get(str(self.id), []))

    @field("What watch lists and bulletins say of it; ask its neighbours for what it has.")
    def notices(self, info: Info, lang: Language | None = None) -> list[NoticeOn]:
        view = EntityView(str(self.id), self.label, self.caption, {})
        return make_notices(notices_on(info.context.known(), view, (), language(info, lang)))

    @field("Recorded verdicts on it, earliest first, with their basis.")
    def outcomes(self, info: Info) -> list[OutcomeOn]:
        found = outcomes_on(info.context.known(), str(self.id), "en")
        return [make_outcome(str(self.id), each) for each in found]

    @field("Known fraud around a party, in a ring or not; null where there is none to tell.")
    def known_fraud(self, info: Info, lang: Language | None = None) -> KnownAround | None:
        view = EntityView(str(self.id), self.label, self.caption, {})
        found = known_around(info.context, view, language(info, lang))
        return KnownAround(**found) if found else None

    @field("A claim's learned score with its parts; null where there is none.")
    def score(self, info: Info, lang: Language | None = None) -> ClaimScore | None:
        if self.label != "Claim":
            return None
        found = kept_score(info.context.store, str(self.id), language(info, lang))
        return make_score(found) if found else None


def make_entity(view: EntityView, masked: bool) -> Entity:
    """An entity as GraphQL has it, personal data masked when asked."""
    given = {"id": view.id, **view.properties}
    properties = mask_properties(view.label, given) if masked else given
    caption = masked_caption(view.label, given) if masked else view.caption
    return Entity(
        id=strawberry.ID(view.id),
        label=view.label,
        caption=caption,
        masked=masked,
        properties=property_values(view.label, properties),
    )


@described
class Link:
    """A link between two entities."""

    id: strawberry.ID
    type: str
    source: strawberry.ID
    target: strawberry.ID
    properties: list[PropertyValue]

    @field("What the link is called.")
    def title(self, info: Info, lang: Language | None = None) -> str:
        return REGISTRY.links[self.type].link.title.of(language(info, lang))

    @field("Rows of source files that it stands in.")
    def sources(self, info: Info) -> list[Source]:
        return source_list(info.context.provenance.rows_of([str(self.id)]).get(str(self.id), []))


def make_link(view: LinkView, masked: bool) -> Link:
    """A link as GraphQL has it, personal data masked when asked."""
    held = mask_link_properties(view.type, view.properties) if masked else view.properties
    return Link(
        id=strawberry.ID(view.id),
        type=view.type,
        source=strawberry.ID(view.source),
        target=strawberry.ID(view.target),
        properties=property_values(view.type, held),
    )


@described
class SearchHit:
    """An entity that a text finds, and what in it matched."""

    entity: Entity
    matched: str


def make_hit(hit: Hit, masked: bool) -> SearchHit:
    """A hit as GraphQL has it; masked, what matched is not repeated."""
    return SearchHit(entity=make_entity(hit.entity, masked), matched="" if masked else hit.matched)


@described
class Neighbour:
    """A link of an entity and the entity at its other end."""

    link: Link
    other: Entity


@described
class NotShown:
    """How many links of a type were left out by the limit."""

    type: str
    count: int


@described
class Neighbourhood:
    """Links of an entity, and how many are not shown."""

    total: int
    not_shown: list[NotShown]
    items: list[Neighbour]


def make_neighbourhood(found: Neighbours, masked: bool) -> Neighbourhood:
    """A neighbourhood as GraphQL has it."""
    return Neighbourhood(
        total=found.total,
        not_shown=[NotShown(type=k, count=n) for k, n in sorted(found.not_shown.items())],
        items=[
            Neighbour(link=make_link(i.link, masked), other=make_entity(i.other, masked))
            for i in found.items
        ],
    )


@described
class Path:
    """How two entities connect: entities from first to last, and the links between them."""

    entities: list[Entity]
    links: list[Link]


def make_path(path: PathView, masked: bool) -> Path:
    """A path as GraphQL has it."""
    return Path(
        entities=[make_entity(entity, masked) for entity in path.entities],
        links=[make_link(link, masked) for link in path.links],
    )


@described
class PropertyInfo:
    """A property that entities of a type can have."""

    name: str
    description: str
    stored: str
    personal: bool


@described
class EntityTypeInfo:
    """An entity type of the registry."""

    label: str
    role: str
    description: str
    properties: list[PropertyInfo]
    links: list[str] = strawberry.field(description="Types of links that leave it.")

    @field("What the type is called.")
    def title(self, info: Info, lang: Language | None = None) -> str:
        return REGISTRY.entity(self.label).title.of(language(info, lang))


def make_type(kind: EntityType) -> EntityTypeInfo:
    """A type of the registry as GraphQL has it."""
    return EntityTypeInfo(
        label=kind.label,
        role=kind.role,
        description=kind.description,
        properties=[
            PropertyInfo(
                name=p.name, description=p.description, stored=p.stored, personal=p.personal
            )
            for p in kind.properties
            if p.name not in HIDDEN
        ],
        links=[link.type for link in kind.links],
    )
