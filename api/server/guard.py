"""Checks and headers around every request: Host names, size, content policy, no caching."""

from collections.abc import Callable, Collection
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
MOST_BYTES = 1_000_000
"""Largest request body; forms and GraphQL queries are far below."""

_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; frame-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'self'"
)
"""Content-Security-Policy of every page: files of our own, and nothing inline at all."""


def host_name(host: str) -> str:
    """The name in a Host header, without port and brackets; '' when it is malformed."""
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""


Failed = Callable[[Request, Exception], Response]


def _plain(request: Request, error: Exception) -> Response:
    del request, error
    return PlainTextResponse("Something went wrong inside.\n", 500)


class Guard:
    """ASGI middleware. A foreign Host name is refused: a rebound DNS name would else reach us."""

    def __init__(self, app: ASGIApp, hosts: Collection[str] = (), failed: Failed = _plain) -> None:
        """`hosts`: names answered to beside loopback; `failed` says what went wrong inside."""
        self._app = app
        self._failed = failed
        self._hosts = LOOPBACK | {host.lower() for host in hosts}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request, or refuse it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
                headers.setdefault("Content-Security-Policy", POLICY)
                headers.setdefault("Cache-Control", "no-store")
            await send(message)

        refusal = self._refusal(Headers(scope=scope))
        try:
            await (refusal or self._app)(scope, receive, guarded)
        except Exception as error:  # the server's own log would hold its text: personal data
            await self._failed(Request(scope), error)(scope, receive, guarded)

    def _refusal(self, headers: Headers) -> PlainTextResponse | None:
        if host_name(headers.get("host", "")) not in self._hosts:
            return PlainTextResponse(
                "This server answers only to the address it printed when it started.\n", 421
            )
        if "transfer-encoding" in headers:
            return PlainTextResponse("Send the request with a Content-Length.\n", 411)
        length = headers.get("content-length", "0")
        if not length.isdigit() or int(length) > MOST_BYTES:
            return PlainTextResponse("The request is too big.\n", 413)
        return None


def same_origin(headers: Headers) -> bool:
    """Whether a browser's request comes from our own pages.

    Browsers send Origin with every POST; one that is absent comes from no browser page.
    """
    if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return False
    origin = headers.get("origin")
    return origin is None or urlsplit(origin).netloc == headers.get("host")
