"""Values that people write when they have none: they must never link anyone."""

from collections.abc import Iterable
from pathlib import Path

from graph.values.model import BadValue, compact, tidy

_LIST = Path(__file__).with_name("placeholders.txt")
WORDS = frozenset(_LIST.read_text(encoding="utf-8").splitlines())
"""Folded words; a source's own are added in its mapping (`placeholders`)."""

_RUNS = ("0123456789012345678901234567890", "9876543210987654321098765432109")


def is_word(text: str) -> bool:
    """True for 'unknown', 'N/A', '不详' and the like, however written."""
    return tidy(text).casefold() in WORDS


def is_filler(text: str, shortest: int) -> bool:
    """True when the letters and digits of `text` are one repeated, or count up or down.

    '000-000-0000', '11111111', '1234567890'; fewer than `shortest` of them are no filler, except
    zeros, which never mean anything.
    """
    signs = compact(text)
    if not signs or set(signs) == {"0"}:
        return True
    if len(signs) < shortest:
        return False
    return len(set(signs)) == 1 or any(signs in run for run in _RUNS)


def refuse_placeholder(text: str, shortest: int) -> None:
    """Raise BadValue when `text` is a placeholder word or filler."""
    if is_word(text) or is_filler(text, shortest):
        raise BadValue("placeholder")


def dummies(kind: str, texts: Iterable[str], **hints: str) -> frozenset[str]:
    """Keys of a source's dummy values of the value type `kind`: a shared account, a switchboard.

    A reading refuses a value whose key is among them as 'placeholder'. `texts` are as the source
    writes them, cleaned with the source's `hints`; what the type refuses anyhow is left out. An
    account without its bank is meant at every bank: see `is_dummy`.
    """
    from graph.values.registry import value_type  # the types themselves import this module

    reader = value_type(kind)
    keys = set()
    for text in texts:
        try:
            keys.add(reader.key(reader.clean(text, **hints), **hints))
        except BadValue:
            continue
    return frozenset(keys)


def is_dummy(key: str, known: frozenset[str]) -> bool:
    """True when `key` is among `known` dummies, or is 'BANK/NUMBER' and the number alone is."""
    return key in known or ("/" in key and key.rpartition("/")[2] in known)
