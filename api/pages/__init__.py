"""The web pages: plain, made on the server, readable without scripts."""

from api.pages.render import Pages
from api.pages.static import STATIC, Asset

__all__ = ["STATIC", "Asset", "Pages"]
