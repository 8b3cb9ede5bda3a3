"""Names by their sound in Latin letters, so that both scripts and both orders compare.

Chinese names are read in Hanyu Pinyin (ISO 7098, by pypinyin), others by anyascii; the family name
and the given name are put in alphabetical order, since offices write either first.
"""

import re
from functools import lru_cache

from anyascii import anyascii

from graph.values.model import compact
from graph.values.registry import value_type

_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")
_NO_LETTER = re.compile(r"[^a-z]")
_COMPOUND = re.compile(
    "欧阳|司徒|上官|诸葛|司马|慕容|尉迟|皇甫|夏侯|东方|令狐|宇文|长孙|公孙|端木|司空|轩辕|南宫"
)
_SURNAMES = {"曾": "zeng", "单": "shan", "解": "xie", "仇": "qiu", "查": "zha", "区": "ou"}
_SURNAMES |= {"朴": "piao", "盖": "ge", "任": "ren", "尉迟": "yuchi"}
"""Signs that are read otherwise as a family name."""


def is_han(text: str) -> bool:
    """Whether the text has a Chinese sign."""
    return bool(_HAN.search(text))


def written(name: str) -> str:
    """The name's letters as written, without what stands between them."""
    return compact(name)


def _pinyin(signs: str) -> str:
    from pypinyin import lazy_pinyin  # its tables take a moment to load: only when needed

    spelt = "".join(lazy_pinyin(signs)).replace("lv", "lu").replace("nv", "nu")
    return _NO_LETTER.sub("", anyascii(spelt).lower())


def _words(name: str) -> list[str]:
    key = value_type("name").key(name)
    if is_han(key):
        family = key[:2] if _COMPOUND.match(key) and len(key) > 2 else key[:1]
        words = [_SURNAMES.get(family) or _pinyin(family), _pinyin(key[len(family) :])]
    else:
        words = [_NO_LETTER.sub("", anyascii(word).lower()) for word in re.split(r"[\s,]+", key)]
    return [word for word in words if word]


@lru_cache(maxsize=200_000)
def sounds(name: str) -> tuple[str, ...]:
    """How a name may sound, the usual form first: ('wang xiaoming',) of 王小明 and Xiaoming Wang.

    A name of three words has forms with two of them joined, as 'Wang Xiao Ming' needs. Empty when
    the name has no letters.
    """
    words = _words(name)
    if not words:
        return ()
    forms = [words]
    if len(words) > 2:
        forms += [[words[0], "".join(words[1:])], [words[-1], "".join(words[:-1])]]
    return tuple(dict.fromkeys(" ".join(sorted(form)) for form in forms))


def all_sounds(*names: object) -> tuple[str, ...]:
    """The sounds of several names of one person, each once; absent names are passed over."""
    found = [sound for name in names if name for sound in sounds(str(name))]
    return tuple(dict.fromkeys(found))
