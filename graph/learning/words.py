"""Says the parts of a claim's score, and what the score is and isn't."""

import math
from collections.abc import Callable

from graph.language import say
from graph.learning.keep import ClaimScore, Part

_KIND = "kind="


def _times(value: float) -> str:
    return f"{math.exp(value):.3g}"


def _count(value: float) -> str:
    return f"{round(math.expm1(value)):,}"


def _percent(value: float) -> str:
    return f"{value:.1%}"


def _whole(value: float) -> str:
    return f"{round(value):,}"


_SAID: dict[str, Callable[[float], str]] = {
    "amount": _times,
    "premiums": _times,
    "early": _count,
    "reporting": _count,
    "parties": _whole,
    "ways_people": _count,
    "ways_items": _count,
    "ways_providers": _count,
    "ways_agents": _count,
    "ways": _count,
    "confirmed_share": _percent,
    "confirmed_ways": _count,
    "cleared_ways": _count,
}
"""How the stored value, a logarithm or share, is said as the figure that it stands for."""


def together(score: ClaimScore) -> tuple[Part, ...]:
    """Parts as they are shown: the claim's kind is one part; largest effect first, then by name.

    They still add up to the score.
    """
    kinds = [part for part in score.parts if part.feature.startswith(_KIND)]
    shown = [part for part in score.parts if not part.feature.startswith(_KIND)]
    if kinds:
        shown.append(Part("kind", None, round(sum(part.added for part in kinds), 4)))
    return tuple(sorted(shown, key=lambda part: (-abs(part.added), part.feature)))


def part_said(part: Part, kind: str, lang: str) -> str:
    """One part in words, with the claim's own figure."""
    if part.feature == "kind":
        return say("learning.feature.kind", lang, value=kind or None)
    if part.feature == "confirmed_any":
        yes = part.value is not None and part.value > 0
        return say(f"learning.feature.confirmed_any.{'yes' if yes else 'no'}", lang)
    value = None if part.value is None else _SAID[part.feature](part.value)
    return say(f"learning.feature.{part.feature}", lang, value=value)


def meaning(score: ClaimScore, lang: str) -> str:
    """What the number is, and what it isn't."""
    return say("learning.meaning", lang, share=f"{score.probability:.0%}")
