"""Pages about what came in: runs, a run's report, the rows behind a fact, quality of a source."""

from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query
from starlette.responses import HTMLResponse

from api.explain import ROWS, explain, explained_document, read_ids
from api.pages.ingested import explained_page, quality_page, run_page, runs_page
from api.quality import measured, quality_document
from api.server.visit import Visit, visit
from ingest.measure import delivered_sources
from ingest.runs import find_run, past_runs

router = APIRouter()
Here = Annotated[Visit, Depends(visit)]
Flag = Annotated[Literal["0", "1"], Query()]


@router.get("/runs")
def runs(here: Here, source: str | None = None) -> HTMLResponse:
    """Past runs, or those of one source."""
    every = past_runs(here.services.store)
    known = sorted({run.source for run in every})
    shown = [run for run in every if source in (None, "", run.source)]
    return here.page(runs_page(here.pages, shown, source or None, known))


@router.get("/runs/{identifier}")
def run(here: Here, identifier: str) -> HTMLResponse:
    """One run's report."""
    found = find_run(here.services.store, identifier)
    return here.page(run_page(here.pages, found.report, found))


@router.get("/explain/{fact}")
def explained(here: Here, fact: str, all: Flag = "0") -> HTMLResponse:
    """The rows behind an entity or link."""
    found = explain(here.services, fact, limit=None if all == "1" else ROWS)
    here.log("page explain", read_ids(found))
    return here.page(
        explained_page(here.pages, [explained_document(each, here.lang) for each in found])
    )


@router.get("/quality")
def quality(here: Here) -> HTMLResponse:
    """What the columns of all sources hold; measured now when that isn't kept."""
    names = delivered_sources(here.services.provenance.place)
    found = [measured(here.services, name, _silent) for name in names]
    return here.page(
        quality_page(here.pages, [quality_document(each, here.lang) for each in found])
    )


def _silent(step: str, done: int, total: int | None) -> None:
    """Progress that nobody watches."""
