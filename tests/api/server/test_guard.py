"""The guard around every request: Host names, sizes, headers, and where a request comes from."""

import pytest
from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from api.server.guard import MOST_BYTES, Guard, host_name, same_origin
from tests.api.web import Browser


def _answer(request: Request) -> PlainTextResponse:
    return PlainTextResponse("answered")


def _client(host: str = "127.0.0.1:8000", hosts: tuple[str, ...] = ()) -> Browser:
    app = Starlette(routes=[Route("/", _answer, methods=["GET", "POST"])])
    return Browser(Guard(app, hosts), f"http://{host}")


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost:1", "[::1]:8000"])
def test_loopback_names_are_answered(host: str) -> None:
    assert _client().get("/", headers={"host": host}).status_code == 200


@pytest.mark.parametrize("host", ["rebound.example.com", "127.0.0.1.example.com:8000", "", "[::"])
def test_a_rebound_name_is_refused(host: str) -> None:
    answer = _client().get("/", headers={"host": host})
    assert answer.status_code == 421
    assert "only to the address it printed" in answer.text


def test_a_named_host_is_answered() -> None:
    assert _client("siu.example.org", ("SIU.example.org",)).get("/").status_code == 200


def test_the_content_policy_allows_own_files_and_nothing_inline() -> None:
    first = _client().get("/")
    policy = first.headers["content-security-policy"]
    assert "default-src 'none'; script-src 'self'; style-src 'self'" in policy
    assert "unsafe" not in policy
    assert first.headers["x-content-type-options"] == "nosniff"
    assert first.headers["cache-control"] == "no-store"


def test_big_or_unmeasured_bodies_are_refused() -> None:
    assert _client().post("/", content=b"x" * (MOST_BYTES + 1)).status_code == 413
    assert _client().post("/", headers={"transfer-encoding": "chunked"}).status_code == 411
    assert _client().post("/", content=b"x").status_code == 200


@pytest.mark.parametrize(
    ("headers", "same"),
    [
        ({"host": "127.0.0.1:8000", "origin": "http://127.0.0.1:8000"}, True),
        ({"host": "127.0.0.1:8000"}, True),
        ({"host": "127.0.0.1:8000", "origin": "http://127.0.0.1:9000"}, False),
        ({"host": "127.0.0.1:8000", "origin": "null"}, False),
        ({"host": "127.0.0.1:8000", "sec-fetch-site": "cross-site"}, False),
        ({"host": "127.0.0.1:8000", "sec-fetch-site": "same-site"}, False),
    ],
)
def test_requests_of_other_origins_are_known(headers: dict[str, str], same: bool) -> None:
    assert same_origin(Headers(headers)) is same


def test_a_malformed_host_has_no_name() -> None:
    assert host_name("[::") == ""
