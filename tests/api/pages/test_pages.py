"""Pages: everything an investigator needs is there, said in both languages, and nothing runs."""

import re
from collections.abc import Callable

import pytest

from api.pages import Pages
from cases import AuditEntry
from graph.explore import Hit, PathView
from graph.language import LANGUAGES
from graph.rings.model import Sentence
from tests.api.pages.invented import (
    EVIL,
    case,
    dismissed,
    entity,
    neighbours,
    ring,
    sources,
)
from tests.rings_example import example_run, person

Page = Callable[[Pages, str], str]


def _path(pages: Pages, text: str) -> str:
    other = neighbours(text).items[0]
    way = PathView((entity(text), other.other), (other.link,))
    return pages.path(entity(text), other.other, way, sources(text))


def _audit(text: str) -> AuditEntry:
    return AuditEntry(
        seq=1,
        at="2026-03-01T09:30:00Z",
        actor=text,
        act="opened",
        case_number="CASE-0001",
        subjects=(),
        details={},
        previous="",
        hash="",
    )


EVERY: dict[str, Page] = {
    "ring_list": lambda p, t: p.ring_list(
        example_run(ring(1, t), ring(2, t)),
        dismissed={"R-EXAMP2": dismissed(ring(2), True, t)},
        cases={"R-EXAMP1": case(t)},
    ),
    "ring": lambda p, t: p.ring(ring(1, t), dismissed=dismissed(ring(1), reason=t)),
    "entity": lambda p, t: p.entity(
        entity(t), neighbours(t), sources(t), rings=[ring(1, t)], cases=[case(t)]
    ),
    "panel": lambda p, t: p.panel(entity(t), neighbours(t), sources(t)),
    "search": lambda p, t: p.search(t, [Hit(entity(t), "name")]),
    "path": _path,
    "case_list": lambda p, t: p.case_list([case(t)], state="investigating"),
    "case": lambda p, t: p.case(case(t), audit=[_audit(t)], message=t),
    "sign_in": lambda p, t: p.sign_in(t),
    "error": lambda p, t: p.error(t, t, status=404),
}


def pages(lang: str = "en", here: str = "/") -> Pages:
    return Pages(lang, csrf="c-s-r-f", actor="li", engine="ArcadeDB", invented=True, here=here)


def _tags(page: str) -> list[str]:
    return re.findall(r"<(\w+)", page)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", EVERY)
def test_text_from_sources_and_people_never_becomes_markup(name: str, lang: str) -> None:
    plain, evil = EVERY[name](pages(lang), "harmless"), EVERY[name](pages(lang), EVIL)
    assert _tags(plain) == _tags(evil)
    assert EVIL not in evil


@pytest.mark.parametrize("name", EVERY)
def test_no_page_has_inline_code_or_outside_addresses(name: str) -> None:
    page = EVERY[name](pages(), "harmless")
    assert "<style" not in page
    assert not re.search(r"<script(?! src=\"/static/)", page)
    assert not re.search(r"\s(on\w+|style)=", page)
    assert not re.search(r"(src|href|action)=\"(?!/|data:,)", page)
    assert "http" not in page.replace("http-equiv", "")


@pytest.mark.parametrize("name", EVERY)
def test_every_form_that_acts_carries_the_secret(name: str) -> None:
    page = EVERY[name](pages(), "harmless")
    for form in re.findall(r'<form[^>]*method="post".*?</form>', page, re.S):
        assert 'name="csrf" value="c-s-r-f"' in form
    for form in re.findall(r'<form[^>]*method="get".*?</form>', page, re.S):
        assert "c-s-r-f" not in form


@pytest.mark.parametrize("name", [n for n in EVERY if n != "panel"])
def test_invented_data_are_marked_on_every_page(name: str) -> None:
    assert "INVENTED" in EVERY[name](pages("en"), "x")
    assert "虚构数据" in EVERY[name](pages("zh"), "x")


def test_ring_list_is_what_one_triages_by() -> None:
    page = pages().ring_list(example_run(ring()))
    for expected in (
        "0.72",
        "CNY 81,600.50",
        "CNY 50,400.50",
        "CNY 31,200.00",
        "2025-03-04",
        "2025-06-11",
        "陈代理",
        "Against:",
    ):
        assert expected in page


def test_weak_and_dismissed_rings_are_counted_and_shown_on_request() -> None:
    run = example_run(ring(1), ring(2, weak=True), ring(3), ring(4))
    gone = {"R-EXAMP3": dismissed(ring(3)), "R-EXAMP4": dismissed(ring(4), grown=True)}
    page = pages().ring_list(run, dismissed=gone)
    assert re.findall(r">(R-EXAMP\d)<", page) == ["R-EXAMP1", "R-EXAMP4"]
    assert "2 weak or dismissed rings are not listed" in page
    assert "grown since dismissal" in page
    everything = pages().ring_list(run, dismissed=gone, everything=True)
    assert len(re.findall(r">(R-EXAMP\d)<", everything)) == 4


def test_a_run_without_rings_says_so_and_why() -> None:
    note = Sentence(message="web.no_rings")
    run = example_run().model_copy(update={"rings": (), "notes": (note,)})
    page = pages("zh").ring_list(run)
    assert page.count("没有足够强的团伙可列出。") == 2


def test_ring_page_names_claims_with_file_and_row() -> None:
    page = pages().ring(ring())
    for expected in ("C-1001", "2025-03-04", "CNY 18,500.00", "claims.csv:2", "90%", "damped"):
        assert expected in page
    assert 'src="/rings/R-EXAMP1/view?embedded=1"' in page


def test_entity_page_counts_what_is_not_shown() -> None:
    page = pages().entity(entity(), neighbours(), sources())
    assert "Links (1 of 7)" in page
    assert "6 more links of type “involved in” are not shown." in page
    assert "people.csv:4" in page


def test_a_case_without_referral_warns_of_drafts() -> None:
    assert "only a DRAFT" not in pages().case(case())
    assert "only a DRAFT" in pages().case(case().model_copy(update={"referrals": ()}))


def test_no_verdict_and_nobody_is_chosen_beforehand() -> None:
    for name in ("entity", "verdict", "state"):
        asked = pages().case(case()).split(f'<select name="{name}" required', 1)[1]
        assert asked.index('<option value="">') < asked.index("<option value=", asked.index("…"))


def test_closed_case_takes_no_verdict() -> None:
    closed = case().model_copy(update={"state": "closed"})
    assert "/verdict" in pages().case(case())
    assert "/verdict" not in pages().case(closed)


@pytest.mark.parametrize(
    ("here", "switch"),
    [
        ("/", "/?lang=zh"),
        ("/search?q=a%26b&lang=en", "/search?q=a%26b&amp;lang=zh"),
        ("//example.com/x", "/x?lang=zh"),
        ("https://example.com/x", "/x?lang=zh"),
        ("/\\example.com", "/example.com?lang=zh"),
    ],
)
def test_language_switch_stays_on_this_page_and_server(here: str, switch: str) -> None:
    assert f'href="{switch}"' in pages(here=here).error("x")


def test_no_path_is_an_answer() -> None:
    other = neighbours().items[0].other
    assert "No path of at most 8 links" in pages().path(entity(), other, None, {})


def test_ids_in_addresses_are_quoted() -> None:
    assert f'href="/entities/{person("P1")}"' in pages().panel(entity(), neighbours(), sources())
    odd = ring().model_copy(update={"id": 'R?"x'})
    assert "/rings/R%3F%22x/case" in pages().ring(odd)
