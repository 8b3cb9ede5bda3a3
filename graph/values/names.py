"""The transliteration key of names: '张小明', 'Zhang Xiaoming' and 'Dr Xiao-Ming ZHANG' are one.

Chinese by pypinyin (with the readings that signs have as surnames: 单 is Shan), other scripts by
anyascii; order-free; titles left out. Many people share a key: it finds candidates, and never
links anyone by itself.
"""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import yaml

from graph.values.model import tidy

_LISTS = Path(__file__).with_name("names.yaml")
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff〇]+")
_NOT_A_WORD = re.compile(r"[^a-z0-9]+")
_APOSTROPHES = re.compile("['’‘`´]")
_SYLLABLE = re.compile(
    r"(?:[zcs]h|[bpmfdtnlgkhjqxrzcsyw])?(?:i?ao|i?ang?|i?ong|u?ai|u?ang?|[ei]ng?|[aeu]i|[io]u"
    r"|i[ae]|u[aoen]|yu|er|[aeiou])"
)  # pinyin (ISO 7098), as it is written in passports
_PERSON = 4  # signs; a longer Chinese name is an organisation's or a foreigner's


@cache
def _lists() -> Mapping[str, frozenset[str]]:
    found: dict[str, str] = yaml.safe_load(_LISTS.read_text(encoding="utf-8"))
    return {name: frozenset(words.split()) for name, words in found.items()}


@cache
def _readings() -> dict[str, str]:
    """Readings of surnames that differ from the sign's usual one."""
    return dict(pair.split(":") for pair in _lists()["readings"])


@cache
def _surnames() -> frozenset[str]:
    return _lists()["surnames"] | frozenset(_pinyin(name) for name in _lists()["compound"])


def _pinyin(signs: str) -> str:
    from pypinyin import lazy_pinyin

    # Passports write ü as YU (GB/T 28039): 吕 is LYU; many still write LU or LV.
    return "".join(lazy_pinyin(signs, v_to_u=False)).replace("lv", "lyu").replace("nv", "nyu")


def _surname_length(name: str) -> int:
    return 2 if name[:2] in _lists()["compound"] else 1


def _untitled(name: str) -> str:
    for title in sorted(_lists()["titles_han"], key=lambda title: (-len(title), title)):
        bare = name.removesuffix(title)
        if bare != name and len(bare) > _surname_length(bare):
            return bare
    return name


def _chinese(name: str) -> list[str]:
    """Words of a Chinese name: its surname, and all of its given name as one."""
    name = _untitled(name)
    if not 2 <= len(name) <= _PERSON:
        return [_pinyin(name)]
    size = min(_surname_length(name), len(name) - 1)  # 欧阳 alone is Ou Yang
    surname = name[:size]
    return [_readings().get(surname) or _pinyin(surname), _pinyin(name[size:])]


def _latin(text: str) -> list[str]:
    from anyascii import anyascii

    plain = _APOSTROPHES.sub("", str(anyascii(text))).lower()
    words = [_dashed(word) for word in plain.split()]
    words = [word for part in words for word in _NOT_A_WORD.split(part) if word]
    bare = [word for word in words if word not in _lists()["titles"]]
    return _joined(bare if len(bare) > 1 else words)


def _dashed(word: str) -> str:
    """'xiaoming' of 'xiao-ming'; 'smith-jones' stays two words. LV is written LYU."""
    parts = [re.sub("^([ln])v", r"\1yu", part) for part in word.split("-")]
    chinese = len(parts) == 2 and all(_SYLLABLE.fullmatch(part) for part in parts)
    return ("" if chinese else "-").join(parts)


def _joined(words: list[str]) -> list[str]:
    """A Chinese given name written in two words ('Xiao Ming') as one, on either side."""
    if len(words) == 3 and all(map(_SYLLABLE.fullmatch, words)):
        first, last = words[0] in _surnames(), words[2] in _surnames()
        if first:  # where both could be the surname, it stands first, as in Chinese
            return [words[0], words[1] + words[2]]
        if last:
            return [words[2], words[0] + words[1]]
    return words


def name_key(name: str) -> str:
    """The words of `name` in Latin letters, sorted; the name itself where nothing is left."""
    folded = tidy(tidy(name).casefold())
    han = "".join(_HAN.findall(folded))
    rest = _HAN.sub(" ", folded)
    words = (_chinese(han) if han else []) + (_latin(rest) if rest.strip() else [])
    return " ".join(sorted(words)) or folded
