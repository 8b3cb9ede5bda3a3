"""Signing in and out, and what a page's route asks of its request: session and CSRF secret."""

import math

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from api.server.access import SESSION_SECONDS, Access, Session, csrf_holds
from api.server.guard import same_origin
from api.server.refusal import Refused

router = APIRouter()


def signed_in(request: Request) -> Session:
    """The session of a request; Refused when there is none."""
    access: Access = request.app.state.access
    session = access.session(request.cookies.get(request.app.state.cookie))
    if session is None:
        raise Refused(401, "server.refused.sign_in")
    request.state.csrf = session.csrf
    return session


async def own_form(request: Request) -> None:
    """Refused unless the form carries its session's secret (field or header) and our origin."""
    session = signed_in(request)
    given = request.headers.get("x-csrf-token")
    if given is None:
        form = await request.form()
        given = str(form.get("csrf", ""))
    if not csrf_holds(session, given) or not same_origin(request.headers):
        raise Refused(403, "server.refused.origin")


@router.get("/login")
def login(request: Request, token: str = "") -> Response:
    """Exchange the one-time token in the printed address for a session cookie."""
    access: Access = request.app.state.access
    secret = access.sign_in(token)
    if secret is None:
        raise Refused(401, "server.refused.token")
    response = RedirectResponse("/", 303)
    response.set_cookie(
        request.app.state.cookie,
        secret,
        max_age=math.ceil(SESSION_SECONDS),
        httponly=True,
        samesite="strict",
        path="/",
    )
    return response


@router.post("/logout")
async def logout(request: Request) -> Response:
    """End the session."""
    await own_form(request)
    access: Access = request.app.state.access
    access.sign_out(request.cookies.get(request.app.state.cookie))
    response = RedirectResponse("/", 303)
    response.delete_cookie(request.app.state.cookie)
    return response
