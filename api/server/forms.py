"""What the pages' forms do: acts on cases and rings, each only from a form of our own."""

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Depends, Form
from starlette.responses import RedirectResponse

from api.server.session import own_form
from api.server.visit import Visit, visit
from cases import Case
from graph.language import say

router = APIRouter(dependencies=[Depends(own_form)])
Here = Annotated[Visit, Depends(visit)]
Field = Annotated[str, Form()]


def _to(here: Visit, case: Case, message: str = "") -> RedirectResponse:
    return here.go(f"/cases/{quote(case.number)}", message)


@router.post("/cases")
def open_case(here: Here, subject: Field) -> RedirectResponse:
    """Open a case on an entity."""
    return _to(here, here.services.open_case(subject))


@router.post("/rings")
def analyse_all(here: Here) -> RedirectResponse:
    """Analyse everything, where the latest analysis was an incremental one."""
    here.services.run(incremental=False)
    return here.go("/")


@router.post("/rings/{number}/case")
def open_on_ring(here: Here, number: str) -> RedirectResponse:
    """Open a case on a ring."""
    return _to(here, here.services.open_case(here.services.ring(number).id))


@router.post("/rings/{number}/dismiss")
def dismiss(here: Here, number: str, reason: Field) -> RedirectResponse:
    """Dismiss a ring as it is."""
    here.services.cases.dismiss_ring(here.services.ring(number), reason)
    return here.go("/")


@router.post("/cases/{number}/note")
def note(here: Here, number: str, text: Field) -> RedirectResponse:
    """Put a remark on a case."""
    return _to(here, here.services.cases.note(number, text))


@router.post("/cases/{number}/decide")
def decide(here: Here, number: str, state: Field, basis: Field) -> RedirectResponse:
    """Move a case to another state."""
    return _to(here, here.services.cases.decide(number, state=state, basis=basis))


@router.post("/cases/{number}/assign")
def assign(here: Here, number: str, to: Field) -> RedirectResponse:
    """Give a case to someone."""
    return _to(here, here.services.cases.assign(number, to))


@router.post("/cases/{number}/verdict")
def verdict(
    here: Here, number: str, entity: Field, verdict: Field, basis: Field
) -> RedirectResponse:
    """Record a verdict."""
    return _to(here, here.services.cases.verdict(number, entity, verdict, basis))


@router.post("/cases/{number}/refer")
def refer(
    here: Here, number: str, to: Field, reference: Field, request: Field = ""
) -> RedirectResponse:
    """Record a referral or request."""
    return _to(here, here.services.cases.refer(number, to, reference, request))


@router.post("/cases/{number}/bundle")
def bundle(here: Here, number: str) -> RedirectResponse:
    """Write the case's bundle below the data directory."""
    case = here.services.cases.get(number)
    directory = here.services.settings.data / "bundles"
    report = here.services.write_bundle(case, directory, here.lang)
    said = say("cli.written", here.lang, path=str(report.path))
    if report.draft:
        said = f"{said} · {say('cli.bundle.draft', here.lang)}"
    return _to(here, case, said)
