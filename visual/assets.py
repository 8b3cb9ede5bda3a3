"""The view's scripts and styles: ours joined in order, vis-network as published, and their hashes.

In an offline file they stand inline, each allowed by its SHA-256 in the content security policy;
when served they are files under one path, and the page has no inline code at all.
"""

import base64
import hashlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

_HERE = Path(__file__).parent
_SCRIPTS = (
    "state", "theme", "shapes", "labels", "canvas", "details", "cards", "legend", "search",
    "timeline", "saving", "export", "start",
)  # fmt: skip
"""Order matters: each file may use the ones before it."""


@cache
def library() -> str:
    """vis-network 10.1.5, dist/vis-network.min.js, without the pointer to its source map."""
    text = (_HERE / "vendor" / "vis-network.min.js").read_text(encoding="utf-8")
    return text.split("//# sourceMappingURL=")[0].strip()


@cache
def script() -> str:
    """Our scripts as one strict function; they share its scope and nothing outside."""
    parts = [
        (_HERE / "scripts" / f"{name}.js").read_text(encoding="utf-8").strip() for name in _SCRIPTS
    ]
    return '(function () {\n"use strict";\n' + "\n\n".join(parts) + "\n})();"


@cache
def style() -> str:
    """Our style sheet."""
    return (_HERE / "styles" / "case.css").read_text(encoding="utf-8").strip()


def source_hash(text: str) -> str:
    """`text` as a source in a content security policy: 'sha256-…' with its quotes."""
    digest = base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
    return f"'sha256-{digest}'"


@cache
def offline_policy() -> str:
    """Policy of the offline file: its own three inline parts, and no request to anywhere."""
    scripts = f"{source_hash(library())} {source_hash(script())}"
    return (
        f"default-src 'none'; script-src {scripts}; style-src {source_hash(style())}; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def static_files() -> Mapping[str, tuple[str, str]]:
    """Files a served view asks for, as {name: (text, media type)}."""
    return {
        "vis-network.min.js": (library(), "text/javascript; charset=utf-8"),
        "case.js": (script(), "text/javascript; charset=utf-8"),
        "case.css": (style(), "text/css; charset=utf-8"),
    }
