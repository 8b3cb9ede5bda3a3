"""Checks of what a person typed: one clear sentence when it can't be used."""

from collections.abc import Sequence
from typing import TypeVar

from graph.errors import InputError
from graph.language import Said, failure

W = TypeVar("W", bound=str)


def required(text: str, what: str) -> str:
    """`text` without outer blanks; InputError when nothing is left.

    `what` is that of a message cases.needed.WHAT.
    """
    if not (clean := text.strip()):
        raise failure(InputError, "cases.error.missing", what=Said(f"cases.needed.{what}"))
    return clean


def one_of(word: str, known: Sequence[W], what: str) -> W:
    """The known word equal to `word`, read without case, '-' or blanks for '_'.

    `what` is that of a message cases.word.WHAT.
    """
    asked = word.strip().lower().replace("-", "_").replace(" ", "_")
    for candidate in known:
        if candidate == asked:
            return candidate
    kind = Said(f"cases.word.{what}")
    raise failure(InputError, "cases.error.no_word", word=word, what=kind, names=list(known))
