"""The page of possible doubles, and its forms: search, judge, take back."""

from typing import Annotated, Literal
from urllib.parse import quote

from fastapi import APIRouter, Depends, Form, Query
from starlette.responses import HTMLResponse, RedirectResponse

from api.pages.shapes import PAIRS
from api.same import contradiction_lines, shown_pairs
from api.server.session import own_form
from api.server.visit import Visit, visit
from cases.audit import utc
from cases.same import TO_DO, SamePair
from graph.language import say
from ingest.same.words import search_lines

router = APIRouter()
Here = Annotated[Visit, Depends(visit)]
Field = Annotated[str, Form()]
Wanted = Literal["open", "unsure", "same", "different", "joined"]


@router.get("/same")
def same(
    here: Here, state: Wanted | None = None, first: Annotated[int, Query(ge=0)] = 0
) -> HTMLResponse:
    """Pairs of records that may be one person, the heaviest first."""
    people = here.services.cases.same
    found = people.pairs(TO_DO if state is None else (state,))
    pairs = found[first : first + PAIRS]
    here.log("page same", [i for pair in pairs for i in (pair.a, pair.b)])
    search = people.last_search()
    return here.page(
        here.pages.same(
            shown_pairs(here.services.store, pairs, here.lang),
            notes=search_lines(search, here.lang) if search else [],
            problems=contradiction_lines(here.services.store, people.contradictions(), here.lang),
            state=state,
            first=first,
            count=len(found),
            message=here.message(),
        )
    )


@router.post("/same/find", dependencies=[Depends(own_form)])
def find(here: Here) -> RedirectResponse:
    """Search for possible doubles."""
    here.services.cases.same.find(utc(here.services.clock()))
    return here.go("/same")


@router.post("/same/judge", dependencies=[Depends(own_form)])
def judge(here: Here, a: Field, b: Field, verdict: Field, reason: Field) -> RedirectResponse:
    """Record whether two records are one person."""
    return _done(here, here.services.cases.same.judge(a, b, verdict, reason))


@router.post("/same/undo", dependencies=[Depends(own_form)])
def undo(here: Here, a: Field, b: Field, reason: Field) -> RedirectResponse:
    """Take the last judgement of a pair back."""
    return _done(here, here.services.cases.same.undo(a, b, reason))


def _done(here: Visit, pair: SamePair) -> RedirectResponse:
    (shown,) = shown_pairs(here.services.store, [pair], here.lang)
    first, second = shown.captions
    state = say(f"same.state.{pair.state}", here.lang)
    said = say("cli.same.now", here.lang, a=first, b=second, state=state)
    return here.go(f"/same?state={quote(pair.state)}", said)
