"""Folds a line of an address to its words, without ever running two numbers into one.

'Flat 1, 12 High St.' is 'flat 1 12 high st', never '112 high st': what stands between two numbers
is a space, or '-' where a dash or stroke was written.
"""

import re
import unicodedata

import pyarrow as pa
import pyarrow.compute as pc

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


def fold_column(texts: pa.Array) -> pa.Array:
    """`fold` of each text that is ASCII on one line; of others anything."""
    column = texts.dictionary_encode()
    words = pc.ascii_lower(pc.replace_substring_regex(column.dictionary, "['`]", ""))
    words = _twice(words, "([0-9]) *[-/~.] *([0-9])", "\\1\x00\\2")
    words = pc.replace_substring_regex(words, "[^a-z0-9\x00]+", " ")
    words = pc.binary_join_element_wise(" ", pc.ascii_trim(words, " "), " ", "")
    words = pc.replace_substring(words, "\x00", "-")
    words = _twice(words, " ([0-9]+) ([a-z]) ", r" \1\2 ")
    words = _twice(words, " ([a-z]{3,})([0-9]+[a-z]?) ", r" \1 \2 ")
    return pc.ascii_trim(words, " ").take(column.indices)


def fold_code_column(postcodes: pa.Array) -> pa.Array:
    """`fold_code` of each postcode that is ASCII on one line; of others anything."""
    return pc.ascii_ltrim(pc.replace_substring(fold_column(postcodes), " ", ""), "0")


def _twice(texts: pa.Array, pattern: str, by: str) -> pa.Array:
    """A replacement of all that matches; neighbours may share their first and last sign."""
    if not pc.any(pc.match_substring_regex(texts, pattern), min_count=0).as_py():
        return texts
    for _ in range(2):
        texts = pc.replace_substring_regex(texts, pattern, by)
    return texts
