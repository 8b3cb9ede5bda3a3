"""The pages people read: rings, entities, search, paths and cases; each read is logged."""

from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import HTMLResponse, Response

from api.analysis import analyse, ring_entities
from api.changes import history_documents
from api.known import known_around
from api.notices import Document, notices_on, outcomes_on
from api.pages import STATIC
from api.restored import restored_document
from api.scores import kept_score
from api.server.refusal import Refused
from api.server.visit import Visit, visit
from cases import Case
from graph import explore
from graph.explore import EntityView, Neighbours
from graph.rings.model import Ring
from visual import entity_view, render, ring_view

router = APIRouter()
Here = Annotated[Visit, Depends(visit)]
Flag = Annotated[Literal["0", "1"], Query()]
Period = Annotated[Literal["month", "quarter", "year", "all"], Query()]

LINKS = 100
"""Links of an entity on its page; the page says how many more there are."""
PANEL_LINKS = 25
HITS = 50
NOTICES = 500
"""Entries and bulletins on the page of lists, which says how many more there are."""


@router.get("/static/{name}")
def static(request: Request, name: str) -> Response:
    """A file of the pages; the same bytes for everyone, so it needs no session."""
    asset = STATIC.get(name)
    if asset is None:
        raise Refused(404, "server.refused.page")
    headers = {"ETag": asset.etag, "Cache-Control": "no-cache"}
    if request.headers.get("if-none-match") == asset.etag:
        return Response(status_code=304, headers=headers)
    return Response(asset.body, media_type=asset.media_type, headers=headers)


@router.get("/")
def rings(here: Here, all: Flag = "0") -> HTMLResponse:
    """The ring list."""
    run = here.services.run()
    about = [party.id for finding in run.findings for party in finding.parties]
    listed = [ring.id for ring in here.services.queue(weak=all == "1")]
    here.log("page rings", [*listed, *about])
    return here.page(
        here.pages.ring_list(
            run,
            dismissed=here.services.dismissed(),
            cases={case.subject: case for case in here.services.cases.list()},
            everything=all == "1",
        )
    )


@router.get("/rings/{number}")
def ring(here: Here, number: str, by: Period = "year") -> HTMLResponse:
    """One ring, its loss schedule by this period."""
    found = here.services.ring(number)
    here.log("page ring", [found.id])
    every = here.services.cases.list()
    cases = [case for case in every if case.subject == found.id and case.state != "closed"]
    return here.page(
        here.pages.ring(
            found,
            dismissed=here.services.dismissed().get(found.id),
            case=cases[-1] if cases else None,
            described=here.services.described_in(),
            by=by,
            history=history_documents(here.services.ring_history(found.id), here.lang),
            links=analyse(here.services.store, ring_entities(found)),
        )
    )


@router.get("/rings/{number}/restore")
def restored(here: Here, number: str, hub: str) -> HTMLResponse:
    """The ring as if something left out of it counted."""
    ring = here.services.ring(number)
    found = here.services.restored(ring, hub)
    here.log("page restored", [ring.id, found.hub.id])
    return here.page(here.pages.restored(restored_document(ring, found, here.lang)))


@router.get("/rings/{number}/view")
def ring_picture(here: Here, number: str, masked: Flag = "0", embedded: Flag = "0") -> HTMLResponse:
    """The network view of a ring, whole or as the picture inside the ring's page."""
    found, lang, hidden = here.services.ring(number), here.lang, masked == "1"
    if not hidden:
        here.log("page view", [found.id])

    def draw() -> str:
        view = ring_view(here.services.store, found, lang, hidden)
        return render(view, lang, static="/static", embedded=embedded == "1")

    return here.page(here.pictures.get((found.model_dump_json(), lang, masked, embedded), draw))


@router.get("/entities/{identifier}")
def entity(here: Here, identifier: str) -> HTMLResponse:
    """One entity with its links and rows."""
    store = here.services.store
    found = explore.entity(store, identifier)
    near = explore.neighbours(store, identifier, LINKS)
    here.log("page entity", [identifier, *(item.other.id for item in near.items)])
    run = here.services.run()
    return here.page(
        here.pages.entity(
            found,
            near,
            here.sources([identifier, *(item.link.id for item in near.items)]),
            rings=[r for r in run.rings if identifier in ring_entities(r)],
            findings=[f for f in run.findings if identifier in {p.id for p in f.parties}],
            cases=[c for c in here.services.cases.list() if _is_about(c, identifier)],
            **_said(here, found, near),
            known=known_around(here.services, found, here.lang),
            score=kept_score(store, identifier, here.lang) if found.label == "Claim" else None,
        )
    )


def _said(here: Visit, entity: EntityView, near: Neighbours) -> dict[str, list[Document]]:
    """What lists and outcomes say of an entity."""
    known, others = here.services.known(), [item.other for item in near.items]
    return {
        "notices": notices_on(known, entity, others, here.lang),
        "outcomes": outcomes_on(known, entity.id, here.lang),
    }


def _is_about(case: Case, identifier: str) -> bool:
    ring: Ring | None = case.snapshot.ring if case.snapshot else None
    return case.subject == identifier or (ring is not None and identifier in ring_entities(ring))


@router.get("/entities/{identifier}/panel")
def panel(here: Here, identifier: str) -> HTMLResponse:
    """The details of an entity beside a picture, as a fragment."""
    store = here.services.store
    found = explore.entity(store, identifier)
    near = explore.neighbours(store, identifier, PANEL_LINKS)
    here.log("page entity", [identifier, *(item.other.id for item in near.items)])
    sources = here.sources([identifier, *(item.link.id for item in near.items)])
    return here.page(here.pages.panel(found, near, sources, **_said(here, found, near)))


@router.get("/entities/{identifier}/view")
def entity_picture(
    here: Here, identifier: str, masked: Flag = "0", embedded: Flag = "0"
) -> HTMLResponse:
    """The network view of an entity's surroundings."""
    if masked == "0":
        here.log("page view", [identifier])
    view = entity_view(here.services.store, identifier, here.lang, masked=masked == "1")
    return here.page(render(view, here.lang, static="/static", embedded=embedded == "1"))


@router.get("/search")
def search(here: Here, q: str = "") -> HTMLResponse:
    """What a text finds."""
    hits = explore.find(here.services.store, q, HITS)
    here.log("page search", [hit.entity.id for hit in hits])
    listed = here.services.known().listings.by_entity.keys() & {hit.entity.id for hit in hits}
    return here.page(here.pages.search(q, hits, limit=HITS, listed=listed))


@router.get("/lists")
def lists(here: Here) -> HTMLResponse:
    """Bulletins and watch-list entries with what they mean now."""
    every = here.services.known().listings.notices
    found = here.services.notice_documents(every[:NOTICES], here.lang)
    seen = {match["id"] for notice in found for match in notice["matches"]}
    here.log("page lists", sorted(seen | {notice["id"] for notice in found}))
    return here.page(here.pages.lists(found, more=len(every) - len(found)))


@router.get("/path")
def path(here: Here, a: str = "", b: str = "") -> HTMLResponse:
    """How two entities connect."""
    store = here.services.store
    first, last = explore.resolve(store, a), explore.resolve(store, b)
    found = explore.path(store, first.id, last.id)
    here.log("page path", [e.id for e in found.entities] if found else [first.id, last.id])
    sources = here.sources([link.id for link in found.links] if found else [])
    return here.page(here.pages.path(first, last, found, sources))


@router.get("/cases")
def cases(here: Here, state: str | None = None) -> HTMLResponse:
    """All cases, or those in one state."""
    found = here.services.cases.list(state or None)
    here.log("page cases", [case.subject for case in found])
    return here.page(here.pages.case_list(found, state=state or None))


@router.get("/cases/{number}")
def case(here: Here, number: str) -> HTMLResponse:
    """One case with its record and forms."""
    found = here.services.cases.get(number)
    here.services.cases.log_read("page case", [found.subject], found)
    audit = here.services.cases.audit(None, found)
    now = here.services.followed(found)
    return here.page(here.pages.case(found, audit=audit, message=here.message(), now=now))
