"""The GraphQL schema: its file is current, types follow the registry, limits hold."""

from enum import Enum
from typing import get_args

import pytest

from api.graphql.cases import CaseState, VerdictWord
from api.graphql.context import Language
from api.graphql.export import SDL, sdl
from api.graphql.schema import MOST_ALIASES, MOST_TOKENS, answer
from api.services import Services
from cases.model import State
from cases.model import VerdictWord as Word
from graph.language import LANGUAGES
from graph.schema.registry import REGISTRY


def test_the_schema_file_is_current() -> None:
    assert SDL.read_text(encoding="utf-8") == sdl(), "run: python -m api.graphql.export"


@pytest.mark.parametrize(
    ("exposed", "known"),
    [(CaseState, get_args(State)), (VerdictWord, get_args(Word)), (Language, LANGUAGES)],
)
def test_choices_are_those_of_the_rooms_below(exposed: type[Enum], known: tuple[str, ...]) -> None:
    assert sorted(each.value for each in exposed) == sorted(known)


def test_every_evidence_type_of_the_registry_is_exposed(services: Services) -> None:
    query = "{ entityTypes { label title(lang: ZH) properties { name personal } } }"
    data = answer(services, query)["data"]
    kinds = {kind["label"]: kind for kind in data["entityTypes"]}
    assert set(kinds) == {kind.label for kind in REGISTRY if kind.role != "work"}
    for label, kind in kinds.items():
        assert kind["title"] == REGISTRY.entity(label).title.zh
        personal = {p["name"] for p in kind["properties"] if p["personal"]}
        declared = {p.name for p in REGISTRY.entity(label).properties if p.personal}
        assert personal == declared - {"search"}


def _code(services: Services, query: str) -> str:
    response = answer(services, query)
    code = response["errors"][0]["extensions"]["code"]
    assert response["errors"][0]["extensions"]["advice"]
    return str(code)


def test_deep_long_and_much_aliased_queries_are_refused(services: Services) -> None:
    deep = "{ rings { edges { node { reasons { claims { number } } } } } }"
    assert "errors" not in answer(services, deep)
    spread = "{ a: cases { edges { node { ring { reasons { sentence { text } } } } } } }"
    assert "errors" not in answer(services, spread)
    types = "fields { name type " + "{ ofType " * 12 + "{ name }" + " }" * 12 + " }"
    assert _code(services, '{ x: node(id: "x") { ... on Ring { ' + types + " } } }") == "BAD_QUERY"
    aliases = " ".join(f"a{n}: invented" for n in range(MOST_ALIASES + 1))
    assert _code(services, f"{{ {aliases} }}") == "BAD_QUERY"
    assert _code(services, "{ " + "invented " * (MOST_TOKENS + 1) + "}") == "BAD_QUERY"


def test_errors_carry_code_and_advice_and_no_internals(
    services: Services, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    assert _code(services, '{ ring(number: "R-NONE") { rank } }') == "NOT_FOUND"
    assert _code(services, '{ search(text: "x", limit: 0) { matched } }') == "BAD_INPUT"
    assert _code(services, '{ neighbours(id: "x", types: ["HOLDS) //"]) { total } }') == "BAD_INPUT"
    assert _code(services, "{ nothing }") == "BAD_QUERY"
    monkeypatch.setattr(services, "run", lambda: 1 / 0)
    response = answer(services, '{ ring(number: "R-EXAMPL") { rank } }')
    assert response["errors"][0]["extensions"]["code"] == "INTERNAL"
    assert "division" not in str(response)
    assert "ZeroDivisionError at " in caplog.text
    assert "division by zero" not in caplog.text
