"""The claim model and claim scores on the terminal."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from api.calibration import reliability_rows, trial_said
from api.cli.tables import heading, lines, table
from api.scores import calibration_rows, learned, score_rows

if TYPE_CHECKING:
    from rich.console import RenderableType

Document = dict[str, Any]
Say = Callable[..., str]
_PARTS = 4
"""Parts named for one claim of the list; --json and the claim's page have all."""


def model_shown(document: Document, say: Say, lang: str) -> "Iterator[RenderableType]":
    """What was learned, how it does beside plain rankings, and what that doesn't show."""
    yield heading(learned(document, lang))
    for trial in document["trials"]:
        yield lines([""], mark="")
        yield heading(trial["text"])
        head, *rows = score_rows(trial, lang)
        yield table(head, rows)
        yield lines([say("learning.calibration")], mark="")
        head, *rows = calibration_rows(trial, lang)
        yield table(head, rows, right=(0, 1))
    yield lines([""], mark="")
    yield lines(document["notes"])
    files = [document["file"], document["report"], document["scores"]]
    yield lines((say("cli.written", path=path) for path in files), mark="")


def calibration_shown(document: Document, say: Say, lang: str) -> "Iterator[RenderableType]":
    """What ring scores have meant, and how that did on left-out rings."""
    yield lines([""], mark="")
    yield heading(say("learning.rings.title"))
    yield lines([document["text"], *filter(None, [trial_said(document, lang)])], mark="")
    if document["trial"]:
        yield lines([say("learning.rings.reliability")], mark="")
        head, *rows = reliability_rows(document, lang)
        yield table(head, rows, right=(0, 1))
    yield lines(document["notes"])
    yield lines([say("cli.written", path=document["file"])], mark="")


def claims_shown(document: Document, say: Say) -> "Iterator[RenderableType]":
    """A line a claim with its largest parts, then what the number is and isn't."""
    claims = document["claims"]
    yield heading(
        say("cli.claims.found", shown=len(claims), open=document["open"], day=document["as_of"])
    )
    if document["stale"]:
        yield lines([document["stale"]], mark="")
    names = ("rank", "claim", "probability", "why", "id")
    yield table(
        [say(f"cli.column.{name}") for name in names],
        [
            (
                each["rank"] or each["verdict"],
                each["caption"],
                f"{each['probability']:.2f}",
                "\n".join(
                    f"{part['added']:+.2f} {part['text']}" for part in each["parts"][:_PARTS]
                ),
                each["claim"],
            )
            for each in claims
        ],
    )
    if claims:
        yield lines([say("cli.claims.meaning"), document["selection"]])
