"""Names as they sound and as they are written, so that both scripts and both orders compare."""

import re
from functools import lru_cache

from graph.values.model import compact
from graph.values.registry import value_type

_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")
_NO_LETTER = re.compile(r"[^a-z]")


def is_han(text: str) -> bool:
    """Whether the text has a Chinese sign."""
    return bool(_HAN.search(text))


def written(name: str) -> str:
    """The name's letters as written, without what stands between them."""
    return compact(name)


@lru_cache(maxsize=200_000)
def sound(name: str) -> str:
    """The key of a name in plain letters: 'wang xiaoming' of 王小明 and of Xiaoming Wang.

    Passports write 吕 LYU, many others LU or LÜ: all are 'lu' here. Empty without letters.
    """
    words = (_NO_LETTER.sub("", word) for word in value_type("name").key(name).split())
    return " ".join(re.sub("^([ln])yu", r"\1u", word) for word in words if word)


def all_sounds(*names: object) -> tuple[str, ...]:
    """The sounds of several names of one person, each once; absent names are passed over."""
    found = [heard for name in names if name and (heard := sound(str(name)))]
    return tuple(dict.fromkeys(found))
