"""A ring recomputed with a hub counted, as a plain document: what would change, and the limits."""

from typing import Any

from api.documents import said
from graph.language import say
from graph.rings.model import Member, Ring
from graph.rings.restore import MOST_HOUSEHOLDS, Restored
from graph.rings.words import sentence

Document = dict[str, Any]


def _people(members: list[Member]) -> list[Document]:
    return [{"id": member.id, "caption": member.caption} for member in members]


def restored_document(ring: Ring, found: Restored, lang: str) -> Document:
    """ring, hub, hypothetical, limits, score and people as they are and `_restored`, joined, left,
    reasons (that it would have)."""
    then = found.ring.members if found.ring else ()
    before, after = {m.id for m in ring.members}, {m.id for m in then}
    limits = []
    if found.households >= MOST_HOUSEHOLDS:
        near = {"households": found.households, "holders": found.holders}
        limits.append(say("cli.restore.near", lang, **near))
    if found.ring is None:
        limits.append(say("cli.restore.fallen", lang))
    reasons = found.ring.reasons if found.ring else ()
    return {
        "ring": ring.id,
        "hub": {
            **found.hub.model_dump(exclude={"why"}),
            "why": sentence(found.hub.why, lang),
        },
        "hypothetical": say("cli.restore.hypothetical", lang),
        "limits": limits,
        "score": ring.score,
        "score_restored": found.ring.score if found.ring else 0.0,
        "people": len(ring.members),
        "people_restored": len(then),
        "joined": _people([m for m in then if m.id not in before]),
        "left": _people([m for m in ring.members if m.id not in after]),
        "reasons": [{**said(r.sentence, lang), "points": r.points} for r in reasons],
    }
