"""What changed about rings, and a ring recomputed with a hub, on the terminal."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from api.cli.tables import heading, lines, table
from graph.language import moment

if TYPE_CHECKING:
    from rich.console import RenderableType

Document = dict[str, Any]
Say = Callable[..., str]


def _score(change: Document) -> str:
    before, now = change["score_before"], change["score"]
    said = [f"{score:.2f}" for score in (before, now) if score is not None]
    return " → ".join(dict.fromkeys(said))


def _who(change: Document, say: Say) -> str:
    return "\n".join(
        say(f"cli.changes.{part}", names=[party["caption"] for party in change[part]])
        for part in ("came", "left")
        if change[part]
    )


def _rings(change: Document, say: Say) -> str:
    return "\n".join(
        say(f"cli.changes.{part}", rings=change[part]) for part in ("of", "into") if change[part]
    )


def _rows(found: list[Document], say: Say, first: str) -> list[tuple[str, ...]]:
    return [
        (
            moment(change[first]) if first == "at" else change[first],
            change["kind_text"],
            _score(change),
            "" if change["kind"] == "new" else _who(change, say),
            _rings(change, say),
            change["why"] or "",
        )
        for change in found
    ]


def changes_shown(document: Document, say: Say) -> "Iterator[RenderableType]":
    """Counts by kind, then a line a ring."""
    yield heading(say("cli.changes.title"))
    counts = document["counts"]
    said = [f"{say(f'rings.change.{kind}')} {count}" for kind, count in counts.items() if count]
    yield lines([", ".join(said) or say("cli.changes.none")], mark="")
    if document["changes"]:
        names = ("ring", "change", "score", "who", "rings", "why")
        yield table(
            [say(f"cli.column.{name}") for name in names], _rows(document["changes"], say, "ring")
        )


def history_shown(found: list[Document], say: Say) -> "Iterator[RenderableType]":
    """A ring's history, oldest first."""
    if found:
        yield heading("\n" + say("cli.history"))
        names = ("at", "change", "score", "who", "rings", "why")
        yield table([say(f"cli.column.{name}") for name in names], _rows(found, say, "at"))


def restored_shown(document: Document, say: Say) -> "Iterator[RenderableType]":
    """What would be with a hub counted, marked as hypothetical."""
    hub = document["hub"]
    yield heading(say("cli.restore.title", ring=document["ring"], hub=hub["caption"]))
    yield lines([document["hypothetical"], *document["limits"]], mark="! ")
    scores = (f"{document['score']:.2f}", f"{document['score_restored']:.2f}")
    said = [
        say("cli.restore.score", before=scores[0], after=scores[1]),
        say("cli.restore.people", before=document["people"], after=document["people_restored"]),
    ]
    for part in ("joined", "left"):
        names = [party["caption"] for party in document[part]]
        said.append(say(f"cli.restore.{part}", names=names or None))
    yield lines(said)
    if document["reasons"]:
        yield heading("\n" + say("cli.restore.reasons"))
        yield lines([f"{each['text']} ({each['points']:.2f})" for each in document["reasons"]])
