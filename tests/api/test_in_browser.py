"""The main job in a real browser, on a server started by the real command."""

import re
import signal

import pytest
from playwright.sync_api import Page

from tests.api.conftest import Drill
from tests.api.serving import serving
from tests.visual.chromium import chromium

pytestmark = pytest.mark.browser


def test_sign_in_look_open_a_case_and_note(drill: Drill) -> None:
    complaints: list[str] = []
    with chromium() as browser, serving(drill.data) as (server, address):
        page = browser.new_page(viewport={"width": 1400, "height": 1000})
        page.on("console", lambda m: complaints.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(address)
        assert "INVENTED" in page.locator("body").inner_text()
        assert "token" not in page.url
        page.locator("tbody a[href^='/rings/']").nth(2).click()  # other tests work on the first two
        page.wait_for_url(re.compile(r"/rings/R-"))
        frame = page.frame_locator("iframe.view")
        frame.locator("body[data-drawn]").wait_for(timeout=20_000)
        page.locator("tbody a[href^='/entities/']").first.wait_for()
        _click_a_node(page)
        page.locator("#panel a.button").wait_for(timeout=10_000)
        page.get_by_role("button", name="Open a case").click()
        page.wait_for_url(re.compile(r"/cases/CASE-"))
        page.locator("form[action$='/note'] textarea").fill("<script>alert(1)</script> called")
        page.get_by_role("button", name="Add note").click()
        page.get_by_text("<script>alert(1)</script> called").wait_for()
        assert complaints == []
        server.send_signal(signal.SIGTERM)
        assert server.wait(timeout=20) == 0


def _click_a_node(page: Page) -> None:
    """Click over the picture until a node is hit, which the picture tells its page."""
    page.evaluate(
        """() => window.addEventListener("message", (event) => {
            if (event.data && event.data.id) window.chosen = event.data.id; })"""
    )
    box = page.locator("iframe.view").bounding_box()
    assert box
    for part in range(1, 400):
        across, down = (part * 0.381966) % 1, (part * 0.618034 * 0.381966) % 1
        page.mouse.click(
            box["x"] + box["width"] * (0.15 + 0.7 * across),
            box["y"] + box["height"] * (0.15 + 0.7 * down),
        )
        if page.evaluate("window.chosen"):
            return
    raise AssertionError("No node was hit.")
