"""One file of a bundle before it is written: where it goes, what it is, its bytes."""

import hashlib
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_PATH = re.compile(r"data/(?:[A-Za-z0-9][A-Za-z0-9._-]*/)*[A-Za-z0-9][A-Za-z0-9._-]*\Z")


@dataclass(frozen=True)
class BundleFile:
    """A payload file; `what` is the message id that says what it is."""

    path: str  # below the bag, e.g. 'data/graph/nodes.csv'; plain ASCII, safe on every system
    media_type: str
    what: str
    content: bytes

    def __post_init__(self) -> None:
        if not _PATH.match(self.path):
            raise ValueError(f"{self.path!r} is no plain path below data/.")

    @property
    def sha256(self) -> str:
        """SHA-256 of the content, hex."""
        return hashlib.sha256(self.content).hexdigest()


def json_bytes(value: object) -> bytes:
    """JSON for people and machines: sorted keys, two blanks, UTF-8, a newline at the end."""
    text = json.dumps(value, sort_keys=True, indent=2, ensure_ascii=False)
    return (text + "\n").encode()


def csv_bytes(header: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """CSV as RFC 4180 says, UTF-8 with a byte-order mark, so that Excel shows Chinese.

    Texts that a spreadsheet would run as a formula get a leading apostrophe.
    """
    lines = [",".join(_cell(value) for value in row) for row in (header, *rows)]
    return ("\ufeff" + "\r\n".join(lines) + "\r\n").encode()


def _cell(value: object) -> str:
    if value is None:
        return ""
    text = str(value)
    if isinstance(value, str) and text[:1] in ("=", "+", "-", "@", "\t", "\r"):
        text = "'" + text
    if any(mark in text for mark in ',"\r\n'):
        text = '"' + text.replace('"', '""') + '"'
    return text


def safe_name(name: str) -> str:
    """A file name in plain ASCII: what isn't becomes '_', at most 60 characters."""
    clean = re.sub(r"[^A-Za-z0-9._-]+", "_", name.rsplit("/", 1)[-1]).lstrip("._-")
    return clean[-60:].lstrip("._-") or "file"
