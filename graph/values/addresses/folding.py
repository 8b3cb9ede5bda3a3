"""Folds a line of an address to its words, without ever running two numbers into one.

'Flat 1, 12 High St.' is 'flat 1 12 high st', never '112 high st': what stands between two numbers
is a space, or '-' where a dash or stroke was written.
"""

import re
import unicodedata

from graph.values.model import tidy

_HAN = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af々〇"
_ANY_HAN = re.compile(f"[{_HAN}]")
_APOSTROPHES = re.compile("['’‘`´]")
_DASH = re.compile(r"(?<=\d)\s*[-/⁄‐‑‒–—―~.]\s*(?=\d)")
_BESIDE_HAN = re.compile(f"(?<=[{_HAN}]) | (?=[{_HAN}])")
_LETTER = re.compile(r"(?<!\S)(\d+) ([a-z])(?!\S)", re.ASCII)  # '12 A' is '12A'
_GLUED = re.compile(r"(?<!\S)([a-z]{3,})(\d+[a-z]?)(?!\S)", re.ASCII)  # 'Apt4' is 'Apt 4'


def is_han(text: str) -> bool:
    """True when `text` has a Chinese character and no Japanese kana."""
    return bool(_ANY_HAN.search(text)) and not re.search("[\u3041-\u30ff]", text)


def _separates(sign: str) -> bool:
    return unicodedata.category(sign)[0] in "ZPSC"


def fold(text: str) -> str:
    """Lower-case words (Unicode NFKC, UAX 15) with one space between them.

    There is none beside a Chinese character. Vowel marks stay: they tell words of Indic scripts
    and of Thai apart.
    """
    if text.isascii() and (text.isalpha() or text.isdigit()):  # nothing to fold: a word of a line
        return text.lower()
    text = _DASH.sub("\x00", _APOSTROPHES.sub("", tidy(text).casefold()))
    plain = "".join("-" if s == "\x00" else " " if _separates(s) else s for s in text)
    text = _BESIDE_HAN.sub("", " ".join(plain.split()))
    return _GLUED.sub(r"\1 \2", _LETTER.sub(r"\1\2", text))


def fold_code(postcode: str) -> str:
    """A postcode without spaces; leading zeros, lost in spreadsheets, don't count."""
    return fold(postcode).replace(" ", "").lstrip("0")
