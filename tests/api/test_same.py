"""Possible doubles by command line, GraphQL and page, in both languages, on one store."""

import json
import re
from datetime import UTC, datetime
from typing import Any

import pytest
from typer.testing import CliRunner

from api.cli.main import app
from api.graphql.same import SameState, SameVerdict
from api.graphql.schema import answer
from api.same import shown_pairs, waterfall
from api.server.access import Access
from api.server.app import create_app
from api.services import Services
from cases.same import STATES
from graph.settings import Settings
from graph.store import Store
from ingest.same.judgements import VERDICTS
from tests.api.web import Browser
from tests.ingest.same.persons import TWICE, load_persons, pair, pid

NOW = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)


@pytest.fixture
def office(embedded_store: Store, embedded_settings: Settings) -> Services:
    """Services on a store with doubles that were searched for."""
    load_persons(embedded_store, TWICE)
    settings = embedded_settings.model_copy(update={"actor": "li.wei"})
    made = Services(embedded_store, settings, lambda: NOW)
    made.cases.same.find("2026-03-01T09:00:00Z")
    return made


@pytest.fixture
def reader(office: Services) -> Browser:
    """A signed-in browser."""
    access = Access("token-for-tests")
    made = Browser(create_app(office, access))
    assert made.get(f"/login?token={access.login_token}").status_code == 303
    return made


def _run(settings: Settings, *words: str, status: int = 0) -> str:
    result = CliRunner().invoke(app, [*words, "--data", str(settings.data)])
    assert result.exit_code == status, result.stderr
    return result.stdout if status == 0 else result.stderr


def _csrf(reader: Browser) -> str:
    found = re.search(r'name="csrf" value="([^"]+)"', reader.get("/same").text)
    assert found
    return found[1]


def test_the_command_line_finds_lists_judges_and_takes_back(
    office: Services, embedded_settings: Settings
) -> None:
    digest = office.store.digest()
    found = json.loads(_run(embedded_settings, "same", "find", "--json"))
    assert (found["people"], found["joined"], found["trained"]) == (7, 2, False)
    assert "太少" in _run(embedded_settings, "same", "find", "--lang", "zh")
    listed = json.loads(_run(embedded_settings, "same", "list", "--json"))
    (one,) = [p for p in listed["pairs"] if p["rule"] == "identity_number_contradicted"]
    assert one["weight"] == round(sum(part["weight"] for part in one["parts"]), 2)
    assert {row["title"]: row["same"] for row in one["record"]}["Identity document"]
    shown = _run(embedded_settings, "same", "list", "--state", "all")
    assert "one identity number, but name or birth date against it" in shown
    words = ("same", "judge", pid("P5"), pid("P6"), "different", "--reason", "father, daughter")
    judged = json.loads(_run(embedded_settings, *words, "--json"))
    assert (judged["state"], judged["judgement"]["reason"]) == ("different", "father, daughter")
    assert "P5" not in _run(embedded_settings, "same", "list", "--state", "same")
    _run(embedded_settings, "same", "undo", pid("P5"), pid("P6"), "--reason", "wrong file")
    assert office.store.digest() == digest
    refused = _run(
        embedded_settings, "same", "undo", pid("P5"), pid("P6"), "--reason", "again", status=2
    )
    assert "no" in refused.lower()


def _ask(office: Services, query: str, **variables: Any) -> dict[str, Any]:
    response = answer(office, query, variables)
    assert "errors" not in response, response
    data: dict[str, Any] = response["data"]
    return data


def test_graphql_lists_judges_and_takes_back(office: Services) -> None:
    fields = "a b state stateText(lang: ZH) basis weight probability judgement { verdict author }"
    asked = f"""query($states: [SameState!]) {{ samePairs(states: $states) {{ {fields}
        parts(lang: ZH) {{ title level weight start end }} record {{ title a b same }} }} }}"""
    (joined, _) = _ask(office, asked, states=["JOINED"])["samePairs"]
    assert (joined["state"], joined["stateText"]) == ("JOINED", "已合并，未经判断")
    assert joined["parts"][-1]["end"] == joined["weight"]
    a, b = pair("P1", "P2")
    judge = f"""mutation($a: String!, $b: String!) {{
        judgeSame(a: $a, b: $b, verdict: DIFFERENT, reason: "seen both") {{ {fields} }} }}"""
    done = _ask(office, judge, a=a, b=b)["judgeSame"]
    assert (done["state"], done["judgement"]) == (
        "DIFFERENT",
        {"verdict": "DIFFERENT", "author": "li.wei"},
    )
    assert _ask(office, "{ sameContradictions }")["sameContradictions"] == []
    undo = f"""mutation($a: String!, $b: String!) {{
        undoSame(a: $a, b: $b, reason: "wrong") {{ {fields} }} }}"""
    assert _ask(office, undo, a=a, b=b)["undoSame"]["state"] == "JOINED"
    response = answer(office, undo, {"a": a, "b": b})
    assert response["errors"][0]["extensions"]["code"] == "BAD_INPUT"


def test_choices_are_those_of_the_rooms_below() -> None:
    assert [state.value for state in SameState] == list(STATES)
    assert [verdict.value for verdict in SameVerdict] == list(VERDICTS)


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("state", ["", "?state=joined", "?state=same"])
def test_the_page_is_served_without_inline_code(reader: Browser, state: str, lang: str) -> None:
    page = reader.get(f"/same{state}{'&' if state else '?'}lang={lang}")
    assert page.status_code == 200
    assert not re.search(r"<script(?![^>]*\bsrc=)", page.text)
    assert " style=" not in page.text


def test_the_page_chooses_nothing_beforehand(reader: Browser) -> None:
    page = reader.get("/same").text
    assert "Otto Pell" in page
    assert "Wanda Pell" in page
    assert 'class="fall"' in page
    assert " selected" not in page
    assert " checked" not in page
    chosen = re.findall(r'<select name="verdict" required[^>]*><option value="">', page)
    assert len(chosen) == page.count('<select name="verdict"') > 0


def test_a_pair_is_judged_and_taken_back_by_form(reader: Browser, office: Services) -> None:
    digest = office.store.digest()
    a, b = pair("P5", "P6")
    fields = {"csrf": _csrf(reader), "a": a, "b": b}
    done = reader.post("/same/judge", data={**fields, "verdict": "same", "reason": "<b>id</b>"})
    assert (done.status_code, done.headers["location"]) == (303, "/same?state=same")
    page = reader.get("/same?state=same").text
    assert "&lt;b&gt;id&lt;/b&gt;" in page
    assert "li.wei" in page
    assert reader.post("/same/undo", data={**fields, "reason": "no"}).status_code == 303
    assert office.store.digest() == digest
    assert reader.post("/same/judge", data={**fields, "verdict": "same"}).status_code == 422
    refused = reader.post("/same/judge", data={**fields, "csrf": "x", "verdict": "same"})
    assert refused.status_code == 403
    assert reader.post("/same/find", data={"csrf": fields["csrf"]}).status_code == 303


def test_reading_pairs_is_in_the_audit_trail(reader: Browser, office: Services) -> None:
    reader.get("/same")
    last = office.cases.audit()[-1]
    assert (last.act, last.details["what"]) == ("read", "page same")
    assert set(last.subjects) >= set(pair("P5", "P6"))
    assert office.cases.verify() == ()


def test_the_waterfall_goes_from_bar_to_bar(office: Services) -> None:
    for one in office.cases.same.pairs(STATES):
        bars = waterfall(one, "en")
        assert [bar.start for bar in bars[1:]] == [bar.end for bar in bars[:-1]]
        assert one.candidate is None or bars[-1].end == one.candidate.weight
    (shown,) = shown_pairs(office.store, [office.cases.same.pair(*pair("P1", "P2"))], "zh")
    assert ("出生日期", "1980-05-17", "1980-05-17", True) in shown.rows
