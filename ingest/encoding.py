"""Which encoding a file is in: UTF-8 (with or without BOM) or GB18030; anything else is said.

GB18030 accepts nearly every byte, so a file counts as GB18030 only when most of its non-ASCII
characters are among the 6,763 Chinese characters and signs of GB 2312, which real text uses.
"""

import codecs
import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from graph.errors import InputError
from graph.provenance.files import unpacked

_BLOCK = 1 << 20
_COMMON_SHARE = 0.9


@dataclass(frozen=True)
class Scan:
    """What one pass over a file found: its digest (as it lies on disk) and its encoding."""

    sha256: str
    encoding: str  # a Python codec
    first: str  # first line, decoded
    bom: int  # bytes before the first character


def open_file(path: Path) -> Iterator[bytes]:
    """The unpacked blocks of a file; InputError when it can't be read or is cut short."""
    try:
        with path.open("rb") as raw:
            head = raw.read(2)
            raw.seek(0)
            stream = unpacked(raw, head)
            while block := stream.read(_BLOCK):
                yield block
    except EOFError:
        raise InputError(
            f"{path} is cut short: the gzip file ends too early; copy or download it again."
        ) from None
    except OSError as error:
        raise unreadable(path, error) from None


def unreadable(path: Path, error: OSError) -> InputError:
    """Why a file can't be read, and what to do."""
    if isinstance(error, FileNotFoundError):
        return InputError(f"There is no file {path}; check the path.")
    if isinstance(error, PermissionError):
        return InputError(f"{path} may not be read by you; ask for read permission.")
    return InputError(f"{path} can't be read ({error}); copy or download it again.")


def _in_gb2312(character: str) -> bool:
    code = character.encode("gb18030")
    return len(code) == 2 and 0xA1 <= code[0] <= 0xF7 and code[1] >= 0xA1


def scan(path: Path, encoding: str | None = None) -> Scan:
    """Digest and encoding of a file; `encoding` is the mapping's, which is believed."""
    head, utf8, decoder = b"", True, codecs.getincrementaldecoder("utf-8")()
    for block in open_file(path):
        head = head if len(head) >= _BLOCK else head + block
        try:
            if utf8:
                decoder.decode(block)
        except UnicodeDecodeError:
            utf8 = False
    if not head.strip(codecs.BOM_UTF8 + b" \t\r\n\0"):
        raise InputError(f"{path} is empty; it needs a line of column names and rows under it.")
    bom = len(codecs.BOM_UTF8) if head.startswith(codecs.BOM_UTF8) else 0
    found = encoding or ("utf-8" if utf8 else _other(path, head))
    first = head.split(b"\n", 1)[0][bom:].decode(found, "replace").rstrip("\r")
    return Scan(file_digest(path), found, first, bom)


def _other(path: Path, head: bytes) -> str:
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise InputError(f"{path} is in UTF-16; save it as 'CSV UTF-8' and ingest it again.")
    if _is_chinese(path):
        return "gb18030"
    raise InputError(
        f"{path} is neither UTF-8 nor GB18030; save it as UTF-8, "
        "or name its encoding in the mapping (encoding: latin-1)."
    )


def _is_chinese(path: Path) -> bool:
    """True when the file decodes as GB18030 and reads as Chinese."""
    decoder, counts = codecs.getincrementaldecoder("gb18030")(), Counter[bool]()
    try:
        for block in open_file(path):
            text = decoder.decode(block)
            counts.update(_in_gb2312(c) for c in text if not c.isascii())
    except UnicodeDecodeError:
        return False
    return counts[True] > 0 and counts[True] / counts.total() >= _COMMON_SHARE


def file_digest(path: Path) -> str:
    """SHA-256 of the file as it lies on disk, as `sha256sum` prints it."""
    with path.open("rb") as raw:
        return hashlib.file_digest(raw, "sha256").hexdigest()
