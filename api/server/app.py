"""The web application: pages and GraphQL over one open store."""

from collections.abc import Collection

from fastapi import FastAPI, Request
from starlette.responses import JSONResponse

from api.server import forms, graphql_route, ingested, pages, refusal, same, session
from api.server.access import Access
from api.server.guard import Guard
from api.server.visit import Pictures
from api.services import Services


def create_app(
    services: Services,
    access: Access,
    *,
    port: int = 8000,
    hosts: Collection[str] = (),
    dev: bool = False,
) -> FastAPI:
    """The application; `port` tells apart the cookies of two servers on one machine.

    `hosts` are names it answers to beside loopback; `dev` adds GraphiQL, which loads its script
    from the network.
    """
    app = FastAPI(title="Ringleader", docs_url=None, redoc_url=None, openapi_url=None)
    app.state.services = services
    app.state.access = access
    app.state.cookie = f"ringleader-{port}"
    app.state.pictures = Pictures()
    for part in (session, graphql_route, pages, ingested, same, forms):
        app.include_router(part.router)
    app.get("/healthz")(healthz)
    if dev:
        from api.server.graphiql import router as graphiql

        app.include_router(graphiql)
    refusal.install(app)
    app.add_middleware(Guard, hosts=hosts, failed=refusal.failed)
    return app


def healthz(request: Request) -> JSONResponse:
    """200 while the store answers, for a container's health check; needs no sign-in."""
    services: Services = request.app.state.services
    services.store.is_empty()
    return JSONResponse({"status": "ok"})
