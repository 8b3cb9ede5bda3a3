"""The view in a real browser: draws, asks for nothing outside, runs nothing from the data."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.visual.chromium import chromium
from tests.visual.test_network import EVIL, evil_view
from tests.visual.views import big, ring_like
from visual.model import View
from visual.network import render

pytestmark = pytest.mark.browser


@dataclass
class Opened:
    """A page that is open, and everything it complained of or asked for."""

    page: Page
    complaints: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


def open_view(browser: Browser, view: View, folder: Path) -> Opened:
    """`view` as an offline file in a new window."""
    file = folder / "view.html"
    file.write_text(render(view), encoding="utf-8")
    opened = Opened(browser.new_page(viewport={"width": 1400, "height": 900}))
    opened.page.on("console", lambda m: opened.complaints.append(m.text))
    opened.page.on("pageerror", lambda e: opened.complaints.append(str(e)))
    opened.page.on("dialog", lambda _: opened.complaints.append("dialog"))
    opened.page.on(
        "request",
        lambda r: None if r.url == file.as_uri() else opened.complaints.append(r.url),
    )
    opened.page.goto(file.as_uri())
    opened.page.wait_for_selector("body[data-drawn]", timeout=10_000)
    return opened


def test_draws_offline_and_asks_for_nothing(browser: Browser, tmp_path: Path) -> None:
    opened = open_view(browser, ring_like(), tmp_path)
    assert [c for c in opened.complaints if not c.startswith("data:,")] == []
    assert opened.page.locator("#counts").inner_text() == "61 entities · 95 links"
    inked = """() => { const c = document.querySelector('#network canvas');
        const d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data;
        let n = 0; for (let i = 3; i < d.length; i += 4) if (d[i]) n++; return n; }"""
    assert opened.page.evaluate(inked) > 10_000


@pytest.mark.parametrize("text", EVIL)
def test_nothing_from_the_data_runs(browser: Browser, tmp_path: Path, text: str) -> None:
    opened = open_view(browser, evil_view(text), tmp_path)
    opened.page.fill("#search", text)
    opened.page.press("#search", "Enter")
    opened.page.wait_for_selector("#details h2")
    assert opened.page.locator("#details h2").first.text_content() == text
    assert opened.page.locator("main img, main a").count() == 0
    assert [c for c in opened.complaints if not c.startswith("data:,")] == []


def test_hide_undo_mask_and_months(browser: Browser, tmp_path: Path) -> None:
    page = open_view(browser, ring_like(), tmp_path).page
    page.fill("#search", "Viktor")
    page.press("#search", "Enter")
    page.locator("#details .acts button").first.click()
    assert "1 hidden" in page.locator("#counts").inner_text()
    page.get_by_role("button", name="Undo").click()
    assert "hidden" not in page.locator("#counts").inner_text()
    page.get_by_role("button", name="Mask names").click()
    assert "Viktor Lasko" not in page.locator("main").inner_text()
    page.locator(".bar").first.click()
    assert "hidden" in page.locator("#counts").inner_text()
    page.locator("#timeline .timehead button").click()
    page.locator("#types input").first.uncheck()
    assert "7 hidden" in page.locator("#counts").inner_text()


def test_picture_is_saved_as_png(browser: Browser, tmp_path: Path) -> None:
    page = open_view(browser, ring_like("zh"), tmp_path).page
    with page.expect_download() as download:
        page.get_by_role("button", name="保存图片").click()
    assert download.value.suggested_filename == "R-7K2MQ4.png"
    assert Path(download.value.path()).read_bytes().startswith(b"\x89PNG")


def test_a_thousand_nodes_are_drawn_at_once(browser: Browser, tmp_path: Path) -> None:
    page = open_view(browser, big(1000), tmp_path).page
    assert int(page.evaluate("document.body.dataset.drawn")) < 5_000  # stock output: 54.7 s
