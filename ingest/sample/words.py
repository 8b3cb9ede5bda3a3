"""The word lists of words.yaml, read once."""

from functools import cache
from itertools import accumulate
from pathlib import Path

import yaml


@cache
def _all() -> dict[str, dict[str, str]]:
    path = Path(__file__).with_name("words.yaml")
    found: dict[str, dict[str, str]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return found


@cache
def words(kind: str, script: str) -> tuple[str, ...]:
    """The words of one kind in one script ('zh' or 'latin')."""
    return tuple(word.strip() for word in _all()[kind][script].split(","))


@cache
def surnames(script: str) -> tuple[tuple[tuple[str, str], ...], tuple[int, ...]]:
    """Surnames as (written, Latin), and their cumulative weights."""
    names, weights = [], []
    for item in words("surnames", script):
        name, weight = item.rsplit(" ", 1)
        written, latin = name.split(" ") if script == "zh" else (name, name)
        names.append((written, latin))
        weights.append(int(weight))
    return tuple(names), tuple(accumulate(weights))


@cache
def given_signs() -> tuple[tuple[str, str], ...]:
    """Signs of Chinese given names as (sign, spelling)."""
    return tuple((item[0], item[2:]) for item in words("given", "zh"))
