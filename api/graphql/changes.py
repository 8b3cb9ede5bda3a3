"""GraphQL types of what changed about rings, of link analysis, and of a ring with a hub counted."""

from collections.abc import Iterable
from typing import Any

import strawberry

from api.graphql.context import described


@described
class Party:
    """Somebody who came to a ring or left it, or lies in a link analysis."""

    id: strawberry.ID
    caption: str


@described
class RingChange:
    """What became of a ring from one analysis to the next."""

    ring: str
    kind: str = strawberry.field(
        description="new, grown, shrunk, merged, split, gone or unchanged."
    )
    kind_text: str
    came: list[Party]
    left: list[Party]
    of: list[str] = strawberry.field(description="Rings that it merged, or split from.")
    into: list[str] = strawberry.field(description="Rings that have its people now, or some.")
    score_before: float | None
    score: float | None
    listed: bool = strawberry.field(description="It is above the alarm line, or was.")
    why: str | None
    at: str | None = strawberry.field(description="UTC ISO time, in a ring's history.")


@described
class Pair:
    """Two parties without a link who have much in common."""

    a: Party
    b: Party
    index: float = strawberry.field(description="Adamic-Adar.")


@described
class Between:
    """An entity on the way between others."""

    id: strawberry.ID
    caption: str
    betweenness: float


@described
class LinkAnalysis:
    """Link analysis of a ring or of an entity's surroundings."""

    entities: int
    links: int
    not_followed: int = strawberry.field(description="Links of busy entities left out.")
    sampled: bool = strawberry.field(description="Betweenness is estimated.")
    core: int = strawberry.field(description="Each of coreMembers is linked to so many others.")
    core_members: list[Party]
    between: list[Between]
    articulation: list[Party] = strawberry.field(description="Without each it falls apart.")
    bridges: list[list[Party]] = strawberry.field(description="Links without which it does.")
    pairs: list[Pair]
    paths: list[list[Party]] = strawberry.field(description="Shortest ways to the other entity.")


@described
class Restored:
    """A ring recomputed as if something left out of it counted: hypothetical, never kept."""

    ring: str
    hub: Party
    hypothetical: str
    limits: list[str]
    score: float
    score_restored: float
    people: int
    people_restored: int
    joined: list[Party]
    left: list[Party]
    reasons: list[str]


def _party(found: dict[str, Any]) -> Party:
    return Party(id=strawberry.ID(found["id"]), caption=found["caption"])


def _parties(found: Iterable[dict[str, Any]]) -> list[Party]:
    return [_party(each) for each in found]


def make_change(found: dict[str, Any]) -> RingChange:
    """A change, as api.changes has it."""
    return RingChange(
        ring=found["ring"],
        kind=found["kind"],
        kind_text=found["kind_text"],
        came=_parties(found["came"]),
        left=_parties(found["left"]),
        of=list(found["of"]),
        into=list(found["into"]),
        score_before=found["score_before"],
        score=found["score"],
        listed=found["listed"],
        why=found["why"],
        at=found.get("at"),
    )


def make_analysis(found: dict[str, Any]) -> LinkAnalysis:
    """A link analysis, as api.analysis has it."""
    return LinkAnalysis(
        entities=found["entities"],
        links=found["links"],
        not_followed=found["not_followed"],
        sampled=found["sampled"],
        core=found["core"],
        core_members=_parties(found["core_members"]),
        between=[
            Between(id=strawberry.ID(e["id"]), caption=e["caption"], betweenness=e["betweenness"])
            for e in found["between"]
        ],
        articulation=_parties(found["articulation"]),
        bridges=[_parties(pair) for pair in found["bridges"]],
        pairs=[Pair(a=_party(p["a"]), b=_party(p["b"]), index=p["index"]) for p in found["pairs"]],
        paths=[_parties(way) for way in found["paths"]],
    )


def make_restored(found: dict[str, Any]) -> Restored:
    """A ring with a hub counted, as api.restored has it."""
    return Restored(
        ring=found["ring"],
        hub=_party(found["hub"]),
        hypothetical=found["hypothetical"],
        limits=found["limits"],
        score=found["score"],
        score_restored=found["score_restored"],
        people=found["people"],
        people_restored=found["people_restored"],
        joined=_parties(found["joined"]),
        left=_parties(found["left"]),
        reasons=[each["text"] for each in found["reasons"]],
    )
