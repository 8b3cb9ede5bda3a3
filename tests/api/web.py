"""A browser for tests: calls an ASGI application with httpx and keeps its cookies."""

import asyncio
from typing import Any

import httpx
from starlette.types import ASGIApp


class Browser:
    """Requests go straight into the application, at http://127.0.0.1:8000 unless named."""

    def __init__(self, app: ASGIApp, base: str = "http://127.0.0.1:8000") -> None:
        self._app = app
        self.base = base
        self.cookies = httpx.Cookies()

    def request(self, method: str, url: str, **more: Any) -> httpx.Response:
        """One request; redirects are not followed, cookies are kept."""

        async def call() -> httpx.Response:
            transport = httpx.ASGITransport(app=self._app, raise_app_exceptions=False)
            async with httpx.AsyncClient(
                transport=transport, base_url=self.base, cookies=self.cookies
            ) as client:
                response = await client.request(method, url, **more)
                self.cookies = client.cookies
                return response

        return asyncio.run(call())

    def get(self, url: str, **more: Any) -> httpx.Response:
        """GET without an Origin, as a browser sends it."""
        return self.request("GET", url, **more)

    def post(self, url: str, **more: Any) -> httpx.Response:
        """POST with our own Origin, as a browser sends it from our pages."""
        headers = {"origin": self.base, **more.pop("headers", {})}
        return self.request("POST", url, headers=headers, **more)
