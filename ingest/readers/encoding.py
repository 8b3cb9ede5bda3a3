"""Which encoding a file is in: UTF-8 (with or without BOM) or GB18030; anything else is said.

GB18030 accepts nearly every byte, so a file counts as GB18030 only when most of its non-ASCII
characters are among the 6,763 Chinese characters and signs of GB 2312, which real text uses.
"""

import codecs
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import IO, cast

import numpy as np

from graph.errors import InputError
from graph.language import failure
from ingest.readers.opening import Hashed, blocks_of, open_file, readable

_HEAD = 1 << 20
_COMMON_SHARE = 0.9
_NOT_IN_PLACE = ("utf-16", "utf-32", "utf-7", "iso2022", "hz")  # a newline isn't always one byte


@dataclass(frozen=True)
class Scan:
    """What one pass over a file found: its digest (as it lies on disk) and its encoding."""

    sha256: str
    encoding: str  # a Python codec
    head: str  # how it begins, decoded
    bom: int  # bytes before the first character


def scan(path: Path, encoding: str | None = None) -> Scan:
    """Digest and encoding of a file in one pass; `encoding` is the mapping's, which is believed.

    Only a file that has both UTF-8 and other characters is read a second time.
    """
    given = _codec(encoding) if encoding else None
    head, guess = b"", _Guess()
    with readable(path) as file:
        raw = Hashed(file)
        for block in blocks_of(cast(IO[bytes], raw), path):
            head = head if len(head) >= _HEAD else head + block
            if given is None:
                guess.add(block)
        guess.end()
        sha256 = raw.digest()
    if not head.strip(codecs.BOM_UTF8 + b" \t\r\n\0"):
        raise failure(InputError, "ingest.error.empty_file", path=path)
    bom = len(codecs.BOM_UTF8) if head.startswith(codecs.BOM_UTF8) else 0
    found = given or ("utf-8" if guess.utf8 else _other(path, head, guess))
    return Scan(sha256, found, head[bom:].decode(found, "replace"), bom)


def _codec(encoding: str) -> str:
    try:
        name = codecs.lookup(encoding).name
    except LookupError:
        raise failure(InputError, "ingest.error.encoding_unknown", encoding=encoding) from None
    if name.startswith(_NOT_IN_PLACE) or '\n",'.encode(name, "replace") != b'\n",':
        raise failure(InputError, "ingest.error.encoding_unread", encoding=encoding)
    return name.removesuffix("-sig")


class _Guess:
    """Which encodings the blocks of a file fit."""

    def __init__(self) -> None:
        self.utf8, self.unsure = True, False
        self._ascii = True
        self._decoder = codecs.getincrementaldecoder("utf-8")()
        self.chinese: _Chinese | None = None

    def add(self, block: bytes) -> None:
        """See whether the next block fits."""
        if self._ascii and block.isascii():
            return
        if self.utf8:
            try:
                self._decoder.decode(block)
                self._ascii = False
            except UnicodeDecodeError:
                self._switch()
        if self.chinese:
            self.chinese.add(block)

    def end(self) -> None:
        """Say that no block follows."""
        if self.utf8:
            try:
                self._decoder.decode(b"", final=True)
            except UnicodeDecodeError:
                self._switch()
        if self.chinese:
            self.chinese.end()

    def _switch(self) -> None:
        self.utf8 = False
        if self._ascii:  # so far it says nothing about other encodings
            self.chinese = _Chinese()
        else:
            self.unsure = True


class _Chinese:
    """Whether the blocks of a file decode as GB18030 and read as Chinese."""

    def __init__(self) -> None:
        self._decoder = codecs.getincrementaldecoder("gb18030")()
        self._counts = np.zeros(0x110000, np.int64)
        self._fits = True

    def add(self, block: bytes, final: bool = False) -> None:
        """Count the characters of the next block."""
        try:
            text = self._decoder.decode(block, final) if self._fits else ""
        except UnicodeDecodeError:
            self._fits = False
            return
        characters = np.frombuffer(text.encode("utf-32-le"), np.uint32)
        self._counts += np.bincount(characters, minlength=len(self._counts))

    def end(self) -> None:
        """Say that no block follows."""
        self.add(b"", final=True)

    @property
    def likely(self) -> bool:
        """True when nine in ten characters are those of real text."""
        used = np.flatnonzero(self._counts[128:]) + 128
        common = sum(int(self._counts[code]) for code in used.tolist() if _in_gb2312(chr(code)))
        return self._fits and common > 0 and common / self._counts[128:].sum() >= _COMMON_SHARE


def _in_gb2312(character: str) -> bool:
    code = character.encode("gb18030")
    return len(code) == 2 and 0xA1 <= code[0] <= 0xF7 and code[1] >= 0xA1


def _other(path: Path, head: bytes, guess: _Guess) -> str:
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise failure(InputError, "ingest.error.utf16", path=path)
    chinese = _read_as_chinese(open_file(path)) if guess.unsure else guess.chinese
    if chinese and chinese.likely:
        return "gb18030"
    raise failure(InputError, "ingest.error.encoding", path=path)


def _read_as_chinese(blocks: Iterable[bytes]) -> _Chinese:
    found = _Chinese()
    for block in blocks:
        found.add(block)
    found.end()
    return found
