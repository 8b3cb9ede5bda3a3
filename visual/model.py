"""What a network view shows: entities, links, cards and figures, in one language.

A View is plain text and numbers: whoever builds it has said every message, and given every text
that holds personal data a second time, masked, so that the page can switch for a screenshot.
"""

from dataclasses import dataclass
from typing import Literal

NodeRole = Literal["member", "flagged", "centre", "context", "group"]
"""member: in the ring; flagged: a reason rests on it; centre: the entity a view is about; context:
shown to explain; group: stands for several entities that were aggregated."""

CardKind = Literal["reason", "against", "note"]


@dataclass(frozen=True)
class Said:
    """One text, and the same text with personal data masked (equal when it holds none)."""

    text: str
    masked: str

    @classmethod
    def plain(cls, text: str) -> "Said":
        """A text without personal data."""
        return cls(text, text)


@dataclass(frozen=True)
class Fact:
    """One line of a details panel: a property and its value."""

    title: str
    value: Said


@dataclass(frozen=True)
class ViewNode:
    """One entity, or a group of `count` entities."""

    id: str
    label: str  # entity type in graph.schema
    caption: Said
    role: NodeRole = "context"
    facts: tuple[Fact, ...] = ()
    sources: tuple[str, ...] = ()  # file and row, e.g. 'claims.csv:17'
    date: str | None = None  # ISO; claims are counted by month of it
    count: int = 1


@dataclass(frozen=True)
class ViewEdge:
    """One link; `key` when a reason rests on it."""

    id: str
    source: str
    target: str
    title: str  # the link type, said
    key: bool = False
    facts: tuple[Fact, ...] = ()
    sources: tuple[str, ...] = ()
    count: int = 1


@dataclass(frozen=True)
class Card:
    """One reason, or one thing that speaks against; clicking it shows its `nodes`."""

    kind: CardKind
    text: Said
    lines: tuple[Said, ...] = ()  # claims it rests on: number, date, amount, file:row
    nodes: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    points: float | None = None  # part of the score


@dataclass(frozen=True)
class Figure:
    """One number at the top of the panel."""

    title: str
    value: str


@dataclass(frozen=True)
class View:
    """Everything one page shows. Node and edge ids are unique; every edge's ends are nodes."""

    id: str  # ring number or entity id; names saved positions and exported files
    title: Said
    lang: str
    nodes: tuple[ViewNode, ...]
    edges: tuple[ViewEdge, ...]
    cards: tuple[Card, ...] = ()
    figures: tuple[Figure, ...] = ()
    notes: tuple[str, ...] = ()  # what is not shown or aggregated, with counts
    made_from: str = ""  # how the view was made, for the reader who asks
    invented: bool = False
    masked: bool = False  # masked for good: no unmasked text is in the page
