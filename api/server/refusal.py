"""Refusals and error answers of the server: a sentence as page or JSON."""

import html

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, JSONResponse, Response

from api.pages import Pages
from api.problems import problem
from api.server.access import Access
from graph.errors import RingleaderError
from graph.language import say


class Refused(Exception):  # noqa: N818
    """A request that is not allowed; `message` is the id of the sentence that says why."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.message = message


def _lang(request: Request) -> str:
    """The reader's language: of the session, or the server's."""
    access: Access = request.app.state.access
    session = access.session(request.cookies.get(request.app.state.cookie))
    chosen = session.lang if session else None
    return chosen or str(request.app.state.services.settings.lang)


def told(request: Request, status: int, code: str, sentence: str, advice: str = "") -> Response:
    """The sentence as JSON for /graphql, as fragment for htmx, as page for all others."""
    if request.url.path == "/graphql":
        error = {"message": sentence, "extensions": {"code": code, "advice": advice}}
        return JSONResponse({"errors": [error]}, status)
    lang = _lang(request)
    if request.headers.get("hx-request"):
        text = html.escape(f"{sentence} {advice}".strip())
        return HTMLResponse(f'<p class="warning" role="alert">{text}</p>', status)
    pages = Pages(lang, here=request.url.path)
    if status == 401:
        return HTMLResponse(pages.sign_in(sentence), status)
    return HTMLResponse(pages.error(sentence, advice, status=status), status)


def failed(request: Request, error: Exception) -> Response:
    """The answer to an error of the rooms below; one that isn't ours is told without its text."""
    what = problem(error, _lang(request))
    return told(request, what.status, what.code, what.sentence, what.advice)


def install(app: FastAPI) -> None:
    """Answer every error with a sentence and no internals."""

    def refused(request: Request, error: Exception) -> Response:
        if not isinstance(error, Refused):
            raise error
        return told(request, error.status, "REFUSED", say(error.message, _lang(request)))

    def missing(request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else 404
        message = "server.refused.page" if status == 404 else "server.refused.request"
        return told(request, status, "REFUSED", say(message, _lang(request)))

    def unreadable(request: Request, error: Exception) -> Response:
        del error  # repeats what was sent
        return told(request, 422, "BAD_INPUT", say("server.refused.fields", _lang(request)))

    app.add_exception_handler(Refused, refused)
    app.add_exception_handler(RingleaderError, failed)
    app.add_exception_handler(HTTPException, missing)
    app.add_exception_handler(RequestValidationError, unreadable)
