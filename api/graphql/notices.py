"""GraphQL types of watch lists, bulletins and outcomes."""

from collections.abc import Iterable
from typing import Any

import strawberry

from api.graphql.context import Info, Language, described, field, language
from graph.language import say
from graph.rings import model
from graph.rings.words import sentence

Document = dict[str, Any]


@described
class NoticeOn:
    """What a watch list or bulletin says of an entity or ring, with its document number."""

    id: strawberry.ID
    label: str = strawberry.field(description="WatchEntry or Bulletin.")
    authority: str
    document: str
    listed_on: str | None
    expires_on: str | None
    about: strawberry.ID = strawberry.field(description="The entity that it means.")
    text: str
    not_counted: str | None = strawberry.field(description="Why it counts for nobody; else null.")


def make_notices(documents: Iterable[Document]) -> list[NoticeOn]:
    """Notices on an entity as GraphQL has them."""
    return [
        NoticeOn(
            id=strawberry.ID(each["id"]),
            label=each["label"],
            authority=each["authority"],
            document=each["document"],
            listed_on=each["listed_on"],
            expires_on=each["expires_on"],
            about=strawberry.ID(each["about"]),
            text=each["text"],
            not_counted=each["not_counted"],
        )
        for each in documents
    ]


def ring_notices(ring: model.Ring, lang: str) -> list[NoticeOn]:
    """Notices on a ring as GraphQL has them."""
    return make_notices(
        {
            **notice.model_dump(include={"id", "label", "authority", "document"}),
            **notice.model_dump(include={"listed_on", "expires_on", "about"}),
            "text": sentence(notice.why, lang),
            "not_counted": notice.not_counted and sentence(notice.not_counted, lang),
        }
        for notice in ring.notices
    )


@described
class OutcomeOn:
    """A recorded verdict on a claim or person, with its basis."""

    id: strawberry.ID
    about: strawberry.ID
    verdict: str = strawberry.field(description="confirmed or cleared.")
    basis: str = strawberry.field(description="judgment, admission or internal_finding.")
    decided_on: str
    authority: str
    document: str

    @field("Verdict and basis in words.")
    def text(self, info: Info, lang: Language | None = None) -> str:
        to = language(info, lang)
        verdict, basis = (
            say(f"rings.outcome.{self.verdict}", to),
            say(f"rings.basis.{self.basis}", to),
        )
        return f"{verdict} ({basis})"


def make_outcome(about: str, of: Document) -> OutcomeOn:
    """A verdict as GraphQL has it."""
    return OutcomeOn(
        id=strawberry.ID(of["id"]),
        about=strawberry.ID(about),
        verdict=of["verdict"],
        basis=of["basis"],
        decided_on=of["decided_on"],
        authority=of["authority"],
        document=of["document"],
    )


@described
class NoticeMatch:
    """An entity that a notice means now."""

    id: strawberry.ID
    type: str
    how: str = strawberry.field(description="named, same_plate or same_name_and_birth_date.")
    not_counted: str | None


@described
class ListedNotice:
    """A watch-list entry or bulletin, with what it means now and what it led to."""

    id: strawberry.ID
    label: str
    authority: str
    document: str
    about: str = strawberry.field(description="Kind of entry, or title of the bulletin.")
    listed_on: str | None
    expires_on: str | None
    way_of_working: str
    state: str = strawberry.field(description="in_force, expired or ahead.")
    matches: list[NoticeMatch]
    rings: list[str] = strawberry.field(description="Numbers of the rings that it is in.")
    typologies: list[str] = strawberry.field(description="Typologies that a bulletin led to.")


def make_listed(document: Document) -> ListedNotice:
    """A notice of the list as GraphQL has it."""
    names = ("label", "authority", "document", "about", "listed_on", "expires_on")
    more = ("way_of_working", "state", "rings", "typologies")
    return ListedNotice(
        id=strawberry.ID(document["id"]),
        **{name: document[name] for name in (*names, *more)},
        matches=[
            NoticeMatch(
                id=strawberry.ID(match["id"]),
                type=match["type"],
                how=match["how"],
                not_counted=match["not_counted"],
            )
            for match in document["matches"]
        ],
    )
