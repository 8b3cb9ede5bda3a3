"""POST /graphql: one JSON request, of a signed-in page or a client with the API token."""

from typing import Any

from fastapi import APIRouter, Depends, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import JSONResponse

from api.graphql.schema import answer
from api.server.access import Access
from api.server.guard import same_origin
from api.server.refusal import Refused


class GraphQLRequest(BaseModel):
    """One request, as GraphQL over HTTP has it."""

    model_config = ConfigDict(extra="ignore")

    query: str
    variables: dict[str, Any] | None = None
    operation_name: str | None = Field(None, alias="operationName")


def allowed(request: Request) -> None:
    """Let in the API token, or a session whose request only our own page could have sent.

    A foreign page can't send application/json without asking first, and nothing answers yes.
    """
    access: Access = request.app.state.access
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json":
        raise Refused(415, "server.refused.json")
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer" and access.is_api_token(token.strip()):
        return
    if access.session(request.cookies.get(request.app.state.cookie)) is None:
        raise Refused(401, "server.refused.sign_in")
    if not same_origin(request.headers):
        raise Refused(403, "server.refused.origin")


router = APIRouter()


@router.post("/graphql", dependencies=[Depends(allowed)])
def graphql(request: Request, asked: GraphQLRequest) -> JSONResponse:
    """Answer one request; runs in a thread of the pool, as the store blocks."""
    services = request.app.state.services
    response = answer(services, asked.query, asked.variables, asked.operation_name)
    return JSONResponse(response)
