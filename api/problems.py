"""How errors leave the house by web and GraphQL: a code, a status and advice, and no internals."""

import logging
import traceback
from dataclasses import dataclass

from graph.errors import InputError, NotFoundError, RingleaderError, StoreError
from graph.language import failure_text, say

_LOG = logging.getLogger("ringleader")


@dataclass(frozen=True)
class Problem:
    """What a client is told."""

    code: str
    status: int  # of HTTP
    sentence: str
    advice: str


_KINDS: tuple[tuple[type[RingleaderError], str, int], ...] = (
    (NotFoundError, "NOT_FOUND", 404),
    (InputError, "BAD_INPUT", 400),
    (StoreError, "STORE", 503),
)


def problem(error: BaseException, lang: str) -> Problem:
    """What to tell about an error; one that isn't ours is logged and told without its text."""
    if isinstance(error, RingleaderError):
        for kind, code, status in _KINDS:
            if isinstance(error, kind):
                sentence = failure_text(error, lang)
                return Problem(code, status, sentence, say(f"cli.advice.{code}", lang))
    _log(error)
    code = "INTERNAL"
    return Problem(code, 500, say("cli.problem", lang), say(f"cli.advice.{code}", lang))


def _log(error: BaseException) -> None:
    """Log the kind and place of an error: its text may hold personal data."""
    frames = traceback.extract_tb(error.__traceback__)
    places = " < ".join(f"{f.filename}:{f.lineno}" for f in reversed(frames[-4:]))
    _LOG.error("%s at %s", type(error).__name__, places)
