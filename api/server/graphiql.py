"""GET /graphql with --dev: the GraphiQL page of strawberry, which loads its scripts from a CDN."""

from pathlib import Path

import strawberry
from fastapi import APIRouter, Depends
from starlette.responses import HTMLResponse

from api.server.session import signed_in

_PAGE = Path(strawberry.__file__).parent / "static" / "graphiql.html"
_POLICY = (
    "default-src 'none'; script-src 'unsafe-inline' https:; style-src 'unsafe-inline' https:; "
    "connect-src 'self'; img-src 'self' data:; font-src data: https:; worker-src 'self' blob:; "
    "base-uri 'none'"
)

router = APIRouter()


@router.get("/graphql", dependencies=[Depends(signed_in)])
def graphiql() -> HTMLResponse:
    """The page."""
    text = _PAGE.read_text(encoding="utf-8").replace("{{ SUBSCRIPTION_ENABLED }}", "false")
    return HTMLResponse(text, headers={"Content-Security-Policy": _POLICY})
