"""Static files: all that pages and served views ask for, and nothing that reaches outside."""

import re

from api.pages import STATIC, Pages
from tests.visual.views import ring_like
from visual.network import render


def test_everything_asked_for_is_there() -> None:
    asked = set()
    for page in (
        Pages("en").error("x"),
        Pages("en").sign_in(),
        render(ring_like(), static="/static"),
    ):
        asked |= set(re.findall(r'"/static/([^"]+)"', page))
    assert asked | {"htmx.min.js", "pages.js"} <= set(STATIC)


def test_styles_ask_for_nothing() -> None:
    for name, asset in STATIC.items():
        if name.endswith(".css"):
            assert b"@import" not in asset.body
            assert b"url(" not in asset.body


def test_etags_change_with_the_bytes() -> None:
    assert len({asset.etag for asset in STATIC.values()}) == len(STATIC)
    assert all(re.fullmatch(r'"[0-9a-f]{32}"', asset.etag) for asset in STATIC.values())
