"""The server: sign-in, sessions, forms with their secret, GraphQL's doors, errors in a sentence."""

import re
from urllib.parse import quote

import pytest

from api.server.access import Access
from api.services import Services
from graph.errors import StoreError
from tests.api.conftest import API_TOKEN
from tests.api.web import Browser
from tests.rings_example import account, person

PAGES = [
    *("/", "/?all=1", "/rings/R-EXAMPL", "/rings/R-EXAMPL/view", "/cases", "/search?q=C-1001"),
    "/same",
    f"/entities/{account}",
    f"/entities/{account}/panel",
    f"/entities/{person('P1')}/view?embedded=1",
    f"/path?a={person('P1')}&b={person('P4')}",
]


def _csrf(browser: Browser) -> str:
    page = browser.get(f"/entities/{person('P1')}").text
    found = re.search(r'name="csrf" value="([^"]+)"', page)
    assert found
    return found[1]


@pytest.mark.parametrize("page", PAGES)
def test_without_a_session_every_page_asks_to_sign_in(visitor: Browser, page: str) -> None:
    answer = visitor.get(page)
    assert answer.status_code == 401
    assert "ringleader serve" in answer.text


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("page", PAGES)
def test_every_page_is_served_in_both_languages_without_inline_code(
    browser: Browser, page: str, lang: str
) -> None:
    joint = "&" if "?" in page else "?"
    answer = browser.get(f"{page}{joint}lang={lang}")
    assert answer.status_code == 200
    assert not re.search(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)", answer.text)
    assert " style=" not in answer.text
    assert "unsafe" not in answer.headers["content-security-policy"]


def test_the_printed_address_signs_in_once(visitor: Browser, access: Access) -> None:
    address = f"/login?token={access.login_token}"
    first = visitor.get(address)
    assert first.headers["location"] == "/"
    cookie = first.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    assert visitor.get("/").status_code == 200
    assert Browser(visitor._app).get(address).status_code == 401
    assert visitor.get("/login?token=wrong").status_code == 401


def test_the_language_chosen_stays(browser: Browser) -> None:
    browser.get("/?lang=zh")
    assert 'lang="zh-CN"' in browser.get("/cases").text
    assert 'lang="zh-CN"' in browser.get("/rings/R-NONE").text


def test_a_case_is_worked_on_with_forms(browser: Browser) -> None:
    csrf = _csrf(browser)
    opened = browser.post("/rings/R-EXAMPL/case", data={"csrf": csrf})
    assert (opened.status_code, opened.headers["location"]) == (303, "/cases/CASE-0001")
    for act, fields in {
        "note": {"text": "<b>called</b>"},
        "assign": {"to": "ann"},
        "decide": {"state": "investigating", "basis": "tip holds"},
        "verdict": {"entity": person("P1"), "verdict": "unknown", "basis": "asked"},
        "refer": {"to": "City police", "reference": "2026-1", "request": ""},
    }.items():
        answer = browser.post(f"/cases/CASE-0001/{act}", data={"csrf": csrf, **fields})
        assert answer.status_code == 303, (act, answer.text)
    page = browser.get("/cases/CASE-0001").text
    assert "&lt;b&gt;called&lt;/b&gt;" in page
    assert "City police" in page
    again = browser.post("/rings/R-EXAMPL/case", data={"csrf": csrf})
    assert again.status_code == 400
    assert "already open" in again.text


@pytest.mark.parametrize(
    ("headers", "csrf"),
    [
        ({}, ""),
        ({}, "wrong"),
        ({"origin": "http://evil.example.com"}, None),
        ({"sec-fetch-site": "cross-site"}, None),
    ],
)
def test_a_form_of_another_page_is_refused(
    browser: Browser, services: Services, headers: dict[str, str], csrf: str | None
) -> None:
    held = _csrf(browser) if csrf is None else csrf
    answer = browser.post("/rings/R-EXAMPL/case", data={"csrf": held}, headers=headers)
    assert answer.status_code == 403
    assert services.cases.list() == ()


def test_a_missing_field_is_told_without_repeating_what_was_sent(browser: Browser) -> None:
    browser.post("/rings/R-EXAMPL/case", data={"csrf": _csrf(browser)})
    answer = browser.post("/cases/CASE-0001/decide", data={"csrf": _csrf(browser), "state": "x-y"})
    assert answer.status_code == 422
    assert "x-y" not in answer.text


def test_a_bundle_says_where_it_is(browser: Browser) -> None:
    csrf = _csrf(browser)
    browser.post("/rings/R-EXAMPL/case", data={"csrf": csrf})
    assert browser.post("/cases/CASE-0001/bundle", data={"csrf": csrf}).status_code == 303
    assert "DRAFT" in browser.get("/cases/CASE-0001").text
    assert 'class="message"' not in browser.get("/cases/CASE-0001").text


def test_graphql_takes_json_of_a_session_or_the_api_token(
    browser: Browser, visitor: Browser
) -> None:
    query = {"query": "{ invented }"}
    assert browser.post("/graphql", json=query).json() == {"data": {"invented": False}}
    bearer = {"authorization": f"Bearer {API_TOKEN}"}
    stranger = Browser(visitor._app)
    assert stranger.post("/graphql", json=query, headers=bearer).status_code == 200
    assert stranger.post("/graphql", json=query).status_code == 401
    wrong = {"authorization": "Bearer guess"}
    assert stranger.post("/graphql", json=query, headers=wrong).status_code == 401


def test_graphql_refuses_what_a_foreign_page_could_send(browser: Browser) -> None:
    form = browser.post("/graphql", data={"query": "{ invented }"})
    assert form.status_code == 415
    assert form.json()["errors"][0]["extensions"]["code"] == "REFUSED"
    foreign = {"origin": "http://evil.example.com"}
    query = {"query": "{ invented }"}
    assert browser.post("/graphql", json=query, headers=foreign).status_code == 403
    assert browser.get("/graphql?query={invented}").status_code == 405


def test_a_dns_name_rebound_to_us_is_refused(browser: Browser) -> None:
    assert browser.get("/", headers={"host": "rebound.example.com"}).status_code == 421


def test_health_needs_no_sign_in_and_says_nothing_else(
    visitor: Browser, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert visitor.get("/healthz").json() == {"status": "ok"}

    def gone() -> bool:
        raise StoreError("The store at bolt://x doesn't answer; start it.")

    monkeypatch.setattr(services.store, "is_empty", gone)
    assert visitor.get("/healthz").status_code == 503


@pytest.mark.parametrize("page", ["/rings/R-NONE", "/entities/person-none", "/cases/CASE-9", "/x"])
def test_what_is_not_there_is_a_404_in_a_sentence(browser: Browser, page: str) -> None:
    answer = browser.get(page)
    assert answer.status_code == 404
    assert "Traceback" not in answer.text


def test_what_fails_inside_is_told_without_its_text(
    browser: Browser, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> None:
        raise ValueError("王秀英")

    monkeypatch.setattr(services, "run", fail)
    answer = browser.get("/")
    assert answer.status_code == 500
    assert "王秀英" not in answer.text
    assert answer.headers["content-security-policy"]


def test_static_files_are_served_with_their_tag_and_nothing_else_is(visitor: Browser) -> None:
    first = visitor.get("/static/htmx.min.js")
    assert first.headers["content-type"].startswith("text/javascript")
    tag = {"if-none-match": first.headers["etag"]}
    assert visitor.get("/static/htmx.min.js", headers=tag).status_code == 304
    assert visitor.get(f"/static/{quote('../render.py', safe='')}").status_code == 404


def test_there_is_no_graphiql_and_no_api_description(browser: Browser) -> None:
    for page in ("/graphql", "/docs", "/openapi.json"):
        assert browser.get(page).status_code in (404, 405)


def test_an_html_fragment_gets_its_error_as_fragment(browser: Browser) -> None:
    answer = browser.get("/entities/person-none/panel", headers={"hx-request": "true"})
    assert answer.text.startswith('<p class="warning"')
