"""Every file a page asks for, held in memory: ours, the view's, and htmx as published."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from visual.assets import static_files

_HERE = Path(__file__).parent
_TYPES = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8"}


@dataclass(frozen=True)
class Asset:
    """One file: its bytes, media type, and an ETag over its bytes."""

    body: bytes
    media_type: str
    etag: str


def _asset(body: bytes, media_type: str) -> Asset:
    return Asset(body, media_type, f'"{hashlib.sha256(body).hexdigest()[:32]}"')


@cache
def _assets() -> Mapping[str, Asset]:
    found = {
        name: _asset(text.encode("utf-8"), media_type)
        for name, (text, media_type) in static_files().items()
    }
    for path in (*(_HERE / "static").iterdir(), *(_HERE / "vendor").glob("*.js")):
        found[path.name] = _asset(path.read_bytes(), _TYPES[path.suffix])
    return MappingProxyType(dict(sorted(found.items())))


STATIC = _assets()
"""Served under /static/<name>; a name that isn't in it is a 404."""
