"""What a measure that stands for a typology gives back: where it fires, and what it left out."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from graph.measures.context import Context

Value = int | float | str | bool
Why = Literal["too_many", "explained"]


@dataclass(frozen=True)
class Found:
    """One place where a pattern stands; all ids sorted.

    `subjects` are the parties it is about, `nodes` every entity and `links` every link it rests
    on; `figures` hold no personal data and fill the typology's sentence; `roles` say who has which
    place in the pattern, e.g. {'seller': (agent,)}.
    """

    subjects: tuple[str, ...]
    nodes: tuple[str, ...]
    links: tuple[str, ...]
    claims: tuple[str, ...]
    figures: Mapping[str, object]
    roles: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class LeftOut:
    """An entity that the pattern's innocent explanations or its size take out."""

    id: str
    label: str
    holders: int
    why: Why


@dataclass(frozen=True)
class Measured:
    """All that one measure found and left out."""

    found: tuple[Found, ...]
    left_out: tuple[LeftOut, ...] = ()


Pattern = Callable[[Context, Mapping[str, Value]], Measured]
"""A measure that stands for a typology: a documented function of graph.measures."""


def sorted_ids(ids: Iterable[str]) -> tuple[str, ...]:
    """Each id once, in order."""
    return tuple(sorted(set(ids)))
