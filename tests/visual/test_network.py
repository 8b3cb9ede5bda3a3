"""The page of a view: safe whatever the data say, offline, equal to the byte."""

import base64
import hashlib
import json
import re
from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
import pytest

from graph.language import LANGUAGES
from tests.visual.views import big, ring_like
from visual.model import Card, Fact, Said, View, ViewEdge, ViewNode
from visual.network import CaseNetwork, render

EVIL = (
    "<img src=x onerror=alert(1)>",
    "</script><script>alert(2)</script>",
    '"><a href="https://example.com/">href</a>',
    "<!--<script>",
    "{{ 7*7 }} \u2028 \u2029 \\u003c",
)


def evil_view(text: str) -> View:
    """A view with `text` wherever a source could put it."""
    said = Said.plain(text)
    nodes = tuple(
        ViewNode(i, "Person", said, "member", (Fact(text, said),), (text,), text)
        for i in (text, "b")
    )
    edge = ViewEdge(text, text, "b", text, True, (Fact(text, said),), (text,))
    card = Card("reason", said, (said,), (text,), (text,), 0.5)
    return View(text, said, "en", nodes, (edge,), (card,), (), (text,), text)


def data_of(page: str) -> dict[str, Any]:
    """The data block, as a browser's JSON.parse would read it."""
    found = re.search(r'<script id="case-data" type="application/json">(.*?)</script>', page, re.S)
    assert found
    data: dict[str, Any] = json.loads(found.group(1))
    return data


@pytest.mark.parametrize("text", EVIL)
def test_text_from_sources_never_becomes_markup(text: str) -> None:
    plain, page = render(evil_view("harmless")), render(evil_view(text))
    tags = re.compile(r"<[a-zA-Z/!][^>]*")
    without_title = [
        [t for t in tags.findall(re.sub(r"\{.*?\}", "", p)) if "harmless" not in t]
        for p in (plain, page)
    ]
    assert len(tags.findall(plain)) == len(tags.findall(page)), without_title
    assert data_of(page)["nodes"][0]["label"] == text
    assert text not in page or text.startswith("{{")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_equal_views_are_equal_to_the_byte(lang: str) -> None:
    assert render(ring_like(lang)) == render(ring_like(lang))


def test_order_of_nodes_and_edges_moves_nothing() -> None:
    view = ring_like()
    turned = replace(view, nodes=view.nodes[::-1], edges=view.edges[::-1])
    places = [{n["id"]: (n["x"], n["y"]) for n in CaseNetwork(v).nodes} for v in (view, turned)]
    assert places[0] == places[1]


def test_policy_allows_exactly_the_inline_parts() -> None:
    page = render(ring_like())
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    assert policy
    allowed = policy.group(1).replace("&#39;", "'")
    inline = re.findall(r"<script>(.*?)</script>", page, re.S)
    styles = re.findall(r"<style>(.*?)</style>", page, re.S)
    assert len(inline) == 2
    assert len(styles) == 1
    for part in (*inline, *styles):
        digest = base64.b64encode(hashlib.sha256(part.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in allowed
    assert allowed.startswith("default-src 'none'; ")
    assert "unsafe" not in allowed
    assert "\r" not in page  # a browser would turn it into a line feed, and the hash would fail


def test_served_page_has_no_inline_code() -> None:
    page = render(ring_like(), static="/static", embedded=True)
    assert re.findall(r"<script(?![^>]*(?:src|application/json))", page) == []
    assert "<style" not in page
    assert 'src="/static/vis-network.min.js"' in page
    assert not re.search(r"\son\w+=", page)


def test_page_names_no_outside_address() -> None:
    page = render(ring_like())
    ours = page.replace(re.findall(r"<script>(.*?)</script>", page, re.S)[0], "")
    assert "http://" not in ours
    assert "https://" not in ours
    assert "//cdn" not in page


def test_never_more_than_a_thousand_nodes_and_it_says_so() -> None:
    network = CaseNetwork(big(1_500))
    assert len(network.nodes) <= 1000
    assert sum(node["count"] for node in network.nodes) == 1_500
    assert "1,500" in network.view.notes[-1]
    assert "1,000" in network.view.notes[-1]


def test_parallel_links_bend_apart_and_large_views_stay_straight() -> None:
    a, b = (ViewNode(i, "Person", Said.plain(i)) for i in "ab")
    links = tuple(ViewEdge(f"l{i}", "a", "b", "paid to") for i in range(3))
    view = View("R-1", Said.plain("r"), "en", (a, b), links)
    assert len({edge["bend"] for edge in CaseNetwork(view).edges}) == 3
    assert {edge["bend"] for edge in CaseNetwork(big(400)).edges} == {0}


def test_odd_values_become_json() -> None:
    said = Said.plain("x")
    node = ViewNode(
        "a",
        "Claim",
        Said("", ""),
        facts=(Fact("n", said),),
        sources=(np.str_("claims.csv:2"),),
        count=np.int64(1),  # type: ignore[arg-type]
        date=date(2025, 1, 2).isoformat(),
    )
    data = data_of(render(View("R-1", said, "en", (node,), ())))
    assert data["nodes"][0]["label"] == "—"
    assert data["nodes"][0]["sources"] == ["claims.csv:2"]
    assert data["nodes"][0]["month"] == "2025-01"


def test_empty_view_is_a_page() -> None:
    assert data_of(render(View("R-0", Said.plain("empty"), "zh", (), ())))["nodes"] == []


def test_wrong_language_is_refused() -> None:
    with pytest.raises(ValueError, match="'en'"):
        render(ring_like("en"), "zh")


def test_invented_data_are_marked() -> None:
    assert "INVENTED" in render(ring_like("en"))
    assert "虚构数据" in render(ring_like("zh"))
    real = render(replace(ring_like("en"), invented=False))
    assert 'class="invented" role="note"' not in real
