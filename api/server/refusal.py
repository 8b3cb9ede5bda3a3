"""Refusals and error answers of the server: a sentence as page or JSON."""

import html

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, JSONResponse, Response

from api.problems import problem
from graph.errors import RingleaderError
from graph.language import say


class Refused(Exception):  # noqa: N818
    """A request that is not allowed; `message` is the id of the sentence that says why."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.message = message


def _lang(request: Request) -> str:
    return str(request.app.state.services.settings.lang)


def told(request: Request, status: int, code: str, sentence: str, advice: str = "") -> Response:
    """The sentence as JSON for /graphql, as fragment for htmx, as page for all others."""
    if request.url.path == "/graphql":
        error = {"message": sentence, "extensions": {"code": code, "advice": advice}}
        return JSONResponse({"errors": [error]}, status)
    lang = _lang(request)
    text = " ".join(part for part in (sentence, advice) if part)
    if request.headers.get("hx-request"):
        return HTMLResponse(f'<p class="error" role="alert">{html.escape(text)}</p>', status)
    home = html.escape(say("server.home", lang))
    return HTMLResponse(
        f'<!doctype html><html lang="{lang}"><meta charset="utf-8">'
        f"<title>Ringleader</title><main><p>{html.escape(text)}</p>"
        f'<p><a href="/">{home}</a></p></main></html>',
        status,
    )


def install(app: FastAPI) -> None:
    """Answer every error with a sentence and no internals."""

    def refused(request: Request, error: Exception) -> Response:
        if not isinstance(error, Refused):
            raise error
        return told(request, error.status, "REFUSED", say(error.message, _lang(request)))

    def failed(request: Request, error: Exception) -> Response:
        what = problem(error, _lang(request))
        return told(request, what.status, what.code, what.sentence, what.advice)

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
    app.add_exception_handler(Exception, failed)
