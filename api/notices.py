"""Watch lists, bulletins and outcomes as plain documents, for pages, GraphQL and command line."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from cases.model import BulletinLink
from graph.explore import EntityView
from graph.explore.entities import entities
from graph.language import say
from graph.measures.notices import Match, Notice
from graph.rings.model import Ring
from graph.rings.notices import Known, not_in_force
from graph.rings.parameters import RingParameters
from graph.rings.words import sentence
from graph.schema.registry import REGISTRY
from graph.store import Store

Document = dict[str, Any]
_CROWD = RingParameters().listed_holders
_NAMED = 8
"""Holders of one identifier that are named; the rest is counted."""


def _notice(notice: Notice) -> Document:
    return {
        "id": notice.id,
        "label": notice.label,
        "authority": notice.authority,
        "document": notice.document,
        "listed_on": notice.listed_on and notice.listed_on.isoformat(),
        "expires_on": notice.expires_on and notice.expires_on.isoformat(),
    }


def _uncounted(known: Known, match: Match, lang: str) -> str | None:
    """Why the match counts for nobody: expired, dated ahead, or used by very many."""
    if said := not_in_force(match.notice, known.today):
        return sentence(said, lang)
    holders = len(known.listings.holders.get(match.entity, ()))
    return say("notice.crowd", lang, holders=holders) if holders > _CROWD else None


def notices_on(
    known: Known, entity: EntityView, others: Iterable[EntityView], lang: str
) -> list[Document]:
    """What lists and bulletins say of an entity, and of the identifiers that it has.

    Each: id, label, authority, document, listed_on, expires_on, about (id of what is meant),
    about_caption, text, not_counted (why it counts for nobody, or None).
    """
    found = []
    near = {o.id: o for o in others if REGISTRY.entity(o.label).role == "identifier"}
    for one in (entity, *(near[i] for i in sorted(near) if i != entity.id)):
        if one is not entity and REGISTRY.entity(entity.label).role == "identifier":
            continue  # what another identifier is listed for says nothing about this one
        for match in known.listings.by_entity.get(one.id, ()):
            own = "itself" if one is entity else "identifier"
            how = "person" if match.how == "same_name_and_birth_date" else own
            kind = "bulletin" if match.notice.label == "Bulletin" else "list"
            text = say(
                f"notice.{kind}.{how}",
                lang,
                authority=match.notice.authority,
                document=match.notice.document,
                date=match.notice.listed_on,
                label=REGISTRY.entity(one.label).title.of(lang).lower(),
            )
            found.append(
                {
                    **_notice(match.notice),
                    "about": one.id,
                    "about_caption": one.caption,
                    "text": text,
                    "not_counted": _uncounted(known, match, lang),
                }
            )
    return found


def outcomes_on(known: Known, identifier: str, lang: str) -> list[Document]:
    """Recorded verdicts on a claim or person, earliest first, each with its basis.

    Each: id, verdict, verdict_text, basis, basis_text, decided_on, authority, document.
    """
    return [
        {
            "id": line.outcome,
            "verdict": line.verdict,
            "verdict_text": say(f"rings.outcome.{line.verdict}", lang),
            "basis": line.basis,
            "basis_text": say(f"rings.basis.{line.basis}", lang),
            "decided_on": line.decided_on.isoformat(),
            "authority": line.authority,
            "document": line.document,
        }
        for line in known.outcomes.by_entity.get(identifier, ())
    ]


def notice_documents(
    store: Store,
    known: Known,
    notices: Sequence[Notice],
    rings: Sequence[Ring],
    links: Iterable[BulletinLink],
    lang: str,
) -> list[Document]:
    """Notices with what they mean now, the rings they are in, and the typologies they led to.

    Each: id, label, authority, document, listed_on, expires_on, about, way_of_working, state,
    state_text, matches (id, type, caption, how, holders, not_counted), rings, typologies.
    """
    of_notice: Mapping[str, tuple[Match, ...]] = known.listings.by_notice
    meant = [m for notice in notices for m in of_notice.get(notice.id, ())]
    meant = [match for match in meant if known.listings.known(match)]
    named = {h for m in meant for h in known.listings.holders.get(m.entity, ())[:_NAMED]}
    views = entities(store, {match.entity for match in meant} | named)
    led_to: dict[str, dict[str, None]] = {}
    for link in links:
        led_to.setdefault(link.bulletin, {})[link.typology] = None
    return [
        {
            **_notice(notice),
            "about": notice.about,
            "way_of_working": notice.way_of_working,
            "state": (state := _state(known, notice)),
            "state_text": say(f"notice.state.{state}", lang),
            "matches": [
                _match(known, match, views, lang)
                for match in meant
                if match.notice.id == notice.id and match.entity in views
            ],
            "rings": [r.id for r in rings if any(n.id == notice.id for n in r.notices)],
            "typologies": list(led_to.get(notice.id, ())),
        }
        for notice in notices
    ]


def _state(known: Known, notice: Notice) -> str:
    if notice.expired(known.today):
        return "expired"
    return "in_force" if notice.in_force(known.today) else "ahead"


def _match(known: Known, match: Match, views: Mapping[str, EntityView], lang: str) -> Document:
    view = views[match.entity]
    holders = known.listings.holders.get(match.entity, ())
    shown = [views[holder] for holder in holders[:_NAMED] if holder in views]
    return {
        "id": view.id,
        "type": REGISTRY.entity(view.label).title.of(lang),
        "caption": view.caption,
        "how": match.how,
        "how_text": say(f"notice.how.{match.how}", lang),
        "holders": [{"id": h.id, "caption": h.caption} for h in shown],
        "more_holders": len(holders) - len(shown),
        "not_counted": _uncounted(known, match, lang),
    }
