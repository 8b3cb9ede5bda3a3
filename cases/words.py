"""Checks of what a person typed: one clear sentence when it can't be used."""

from collections.abc import Sequence
from typing import TypeVar

from graph.errors import InputError

W = TypeVar("W", bound=str)


def required(text: str, what: str) -> str:
    """`text` without outer blanks; InputError when nothing is left."""
    if not (clean := text.strip()):
        raise InputError(f"{what} is missing; write it in a few words.")
    return clean


def one_of(word: str, known: Sequence[W], what: str) -> W:
    """The known word equal to `word`, read without case, '-' or blanks for '_'."""
    asked = word.strip().lower().replace("-", "_").replace(" ", "_")
    for candidate in known:
        if candidate == asked:
            return candidate
    raise InputError(f"{word!r} is no {what}; choose one of {', '.join(known)}.")
