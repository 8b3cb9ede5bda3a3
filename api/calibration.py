"""The calibration of ring scores as a plain document, and as lines of the validation report."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from graph.language import say
from graph.rings.calibration import Calibration, calibrated_sentence
from graph.rings.model import Ring, Sentence
from graph.rings.words import sentence

Document = dict[str, Any]


def calibration_document(found: Calibration, path: Path, lang: str) -> Document:
    """as_of, confirmed, cleared, curve, trial (null when not judged), digest, text, notes, file."""
    document = found.model_dump(mode="json", exclude={"why_not", "format"})
    return {
        **document,
        "text": sentence(found.why_not or _learned(found), lang),
        "notes": [say("learning.rings.how", lang)],
        "file": str(path),
    }


def _learned(found: Calibration) -> Sentence:
    parameters = {
        "rings": found.confirmed + found.cleared,
        "confirmed": found.confirmed,
        "day": found.as_of.isoformat(),
    }
    return Sentence(message="learning.rings.learned", parameters=parameters)


def trial_said(document: Document, lang: str) -> str:
    """How predictions for left-out rings did, in one sentence; '' when there was no trial."""
    if (trial := document["trial"]) is None:
        return ""
    gain, low, high = (f"{figure:+.3f}" for figure in trial["gain"])
    return say(
        "learning.rings.trial",
        lang,
        brier=f"{trial['brier']:.3f}",
        base=f"{trial['brier_base']:.3f}",
        gain=gain,
        low=low,
        high=high,
        auc=trial["auc"],
    )


def reliability_rows(document: Document, lang: str) -> list[list[str]]:
    """Head and rows: rings, said, share confirmed with its interval."""
    head = [say(f"learning.column.{name}", lang) for name in ("rings", "said", "true")]
    lines = document["trial"]["reliability"] if document["trial"] else ()
    return [
        head,
        *(
            [
                str(line["rings"]),
                f"{line['said']:.2f}",
                f"{line['true']:.2f} ({line['true_low']:.2f}–{line['true_high']:.2f})",
            ]
            for line in lines
        ),
    ]


def calibration_lines(document: Document, lang: str) -> Iterable[str]:
    """The calibration's part of the validation report, as Markdown."""
    yield from ("", f"## {say('learning.rings.title', lang)}", "", document["text"], "")
    if said := trial_said(document, lang):
        yield from (said, "", say("learning.rings.reliability", lang), "")
        yield from markdown(reliability_rows(document, lang))
        yield ""
    for note in document["notes"]:
        yield f"- {note}"


def ring_calibrated(ring: Ring, lang: str) -> Document | None:
    """share, low, high (0 to 1), rings, as_of, text, short; None where nothing is calibrated."""
    said = calibrated_sentence(ring)
    if ring.calibrated is None or said is None:
        return None
    short = say("rings.calibrated.short", lang, **said.parameters)
    return {**ring.calibrated.model_dump(), "text": sentence(said, lang), "short": short}


def markdown(rows: list[list[str]]) -> Iterable[str]:
    """A table, its headers first, as Markdown."""
    head, *others = rows
    yield f"| {' | '.join(head)} |"
    yield f"|{'---|' * len(head)}"
    for row in others:
        yield f"| {' | '.join(row)} |"
