"""What changed about rings, as plain documents: since the analysis before, and over all of them."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from cases import DismissedRing
from cases.dismissals import sentence as dismissal_sentence
from graph.language import say
from graph.rings.history import Recorded
from graph.rings.model import RingChange, RingRun
from graph.rings.words import sentence

Document = dict[str, Any]
ORDER = ("new", "grown", "merged", "split", "shrunk", "gone", "unchanged")


def change_document(
    change: RingChange, lang: str, dismissed: DismissedRing | None = None
) -> Document:
    """ring, kind, kind_text, came, left, of, into, score_before, score, listed, why."""
    why = [sentence(change.why, lang)] if change.why else []
    if said := dismissal_sentence(dismissed) if dismissed else None:
        why.append(sentence(said, lang))
    return {
        **change.model_dump(exclude={"why"}),
        "kind_text": say(f"rings.change.{change.kind}", lang),
        "why": " ".join(why) or None,
    }


def changes_document(
    run: RingRun, dismissed: Mapping[str, DismissedRing], lang: str, *, every: bool = False
) -> Document:
    """counts and changes by kind: those of the list; `every` adds weak and unchanged ones."""
    counts = dict.fromkeys(ORDER, 0)
    shown = []
    for change in run.changes:
        if every or change.listed:
            counts[change.kind] += 1
            if every or change.kind != "unchanged":
                shown.append(change)
    shown.sort(key=lambda change: ORDER.index(change.kind))
    lines = [change_document(change, lang, dismissed.get(change.ring)) for change in shown]
    return {"counts": counts, "changes": lines}


def history_documents(found: Iterable[Recorded], lang: str) -> list[Document]:
    """Changes with `at` and `analysis`, oldest first; analyses that changed nothing left out."""
    return [
        {"analysis": one.number, "at": one.at, **change_document(one.change, lang)}
        for one in found
        if one.change.kind != "unchanged"
    ]


def kinds(changes: Sequence[RingChange]) -> Mapping[str, str]:
    """What the last analysis changed, by ring number: for a mark in the list."""
    return {change.ring: change.kind for change in changes if change.kind != "unchanged"}
