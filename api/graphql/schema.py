"""The GraphQL schema with its limits, and how its errors are told."""

from typing import Any

import strawberry
from graphql import GraphQLError
from strawberry.extensions import MaxAliasesLimiter, MaxTokensLimiter, QueryDepthLimiter
from strawberry.schema.config import StrawberryConfig

from api.graphql.context import MinorUnits, Raw
from api.graphql.mutation import Mutation
from api.graphql.query import Query
from api.problems import problem
from api.services import Services
from graph.language import say

MOST_DEPTH = 8
MOST_TOKENS = 2000
MOST_ALIASES = 20
MOST_PAGE = 100
"""Rings or cases of one page."""


class Schema(strawberry.Schema):
    """Errors are told by answer(), never logged with their text."""

    def process_errors(self, errors: list[GraphQLError], execution_context: object = None) -> None:
        """Keep strawberry from logging errors, whose text may hold personal data."""


def _depth() -> QueryDepthLimiter:
    return QueryDepthLimiter(max_depth=MOST_DEPTH)


def _tokens() -> MaxTokensLimiter:
    return MaxTokensLimiter(max_token_count=MOST_TOKENS)


def _aliases() -> MaxAliasesLimiter:
    return MaxAliasesLimiter(max_alias_count=MOST_ALIASES)


schema = Schema(
    query=Query,
    mutation=Mutation,
    config=StrawberryConfig(
        relay_max_results=MOST_PAGE,
        scalar_map={
            MinorUnits: strawberry.scalar(
                name="MinorUnits",
                description="Amount in minor units (cents, fen), up to 53 bits.",
                serialize=int,
                parse_value=int,
            ),
            Raw: strawberry.scalar(
                name="Raw",
                description="Text, number, truth value, ISO date, or list of texts.",
                serialize=lambda value: value if _is_plain(value) else str(value),
                parse_value=lambda value: value,
            ),
        },
    ),
    extensions=[_depth, _tokens, _aliases],
)


def _is_plain(value: object) -> bool:
    return value is None or isinstance(value, str | int | float | bool | list)


def answer(
    services: Services,
    query: str,
    variables: dict[str, Any] | None = None,
    operation: str | None = None,
) -> dict[str, Any]:
    """The response to one GraphQL request, as the specification has it.

    Errors carry `extensions` with code and advice, and no internals.
    """
    result = schema.execute_sync(
        query, variable_values=variables, operation_name=operation, context_value=services
    )
    response: dict[str, Any] = {"data": result.data}
    if result.errors:
        response["errors"] = [_told(error, services.settings.lang) for error in result.errors]
    return response


def _told(error: GraphQLError, lang: str) -> dict[str, Any]:
    cause = error.original_error
    while isinstance(cause, GraphQLError):  # wrapped once a level
        cause = cause.original_error
    told: dict[str, Any] = {"message": error.message}
    if error.locations:
        told["locations"] = [{"line": at.line, "column": at.column} for at in error.locations]
    if error.path:
        told["path"] = list(error.path)
    if cause is None:
        told["extensions"] = {"code": "BAD_QUERY", "advice": say("cli.advice.BAD_QUERY", lang)}
        return told
    what = problem(cause, lang)
    told["message"] = what.sentence
    told["extensions"] = {"code": what.code, "advice": what.advice}
    return told
