"""The claim model and claim scores as plain documents, for command line, GraphQL and pages."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from api.calibration import markdown
from graph.errors import NotFoundError
from graph.explore.entities import entities
from graph.language import say
from graph.learning.keep import ClaimScore, Scores
from graph.learning.model import ClaimModel, Figure, Trial
from graph.learning.words import meaning, part_said, together
from graph.rings.keep import evidence_stamp
from graph.store import Store

Document = dict[str, Any]


def score_document(score: ClaimScore, lang: str) -> Document:
    """One claim's score.

    Keys: claim, rank (0 with a verdict), verdict, probability (0 to 1), log_odds, base, parts
    (feature, value, added, text; base + added = log_odds), text (what the number means).
    """
    return {
        "claim": score.claim,
        "rank": score.rank,
        "verdict": score.verdict,
        "probability": score.probability,
        "log_odds": score.log_odds,
        "base": score.base,
        "parts": [
            {
                "feature": part.feature,
                "value": part.value,
                "added": part.added,
                "text": part_said(part, score.kind, lang),
            }
            for part in together(score)
        ],
        "text": meaning(score, lang),
    }


def kept_score(store: Store, identifier: str, lang: str) -> Document | None:
    """The kept score of a claim with `as_of`, `stale` and `open`, or None where there is none."""
    try:
        scores = Scores(store.data)
    except NotFoundError:
        return None
    found = scores.of([identifier])
    return {**score_document(found[0], lang), **about(store, scores, lang)} if found else None


def about(store: Store, scores: Scores, lang: str) -> Document:
    """Of which day and model the scores are, and, when they are out of date, that they are."""
    info = scores.info
    stale = info.stamp != evidence_stamp(store, info.as_of)
    return {
        "as_of": info.as_of.isoformat(),
        "model": info.model,
        "open": info.open,
        "stale": say("learning.stale", lang) if stale else None,
        "selection": say("learning.selection", lang),
    }


def top_scores(store: Store, limit: int, lang: str, *, decided: bool = False) -> Document:
    """The highest scores: claims (each with `caption`), as_of, model, open, stale, selection."""
    scores = Scores(store.data)
    found = scores.top(limit, decided=decided)
    views = entities(store, {one.claim for one in found})
    claims = [
        {**score_document(one, lang), "caption": views[one.claim].caption}
        for one in found
        if one.claim in views
    ]
    return {"claims": claims, **about(store, scores, lang)}


def model_document(model: ClaimModel, path: Path, lang: str) -> Document:
    """The model with how it did, and in `notes` what that doesn't show."""
    notes = ["selection", "not_shown", "people"]
    said = [model.missing_trial] if model.missing_trial else []
    return {
        **model.model_dump(mode="json"),
        "file": str(path),
        "trials": [_trial(trial, lang) for trial in model.trials],
        "notes": [say(m, lang) for m in (*said, *(f"learning.{note}" for note in notes))],
    }


def _trial(trial: Trial, lang: str) -> Document:
    said = say(
        f"learning.trial.{trial.way}",
        lang,
        day=trial.learned_until,
        claims=trial.claims,
        confirmed=trial.confirmed,
        rate=f"{trial.confirmed / trial.claims:.1%}",
    )
    document = trial.model_dump(mode="json")
    for line in document["scores"]:
        line["text"] = say(f"learning.score.{line['score']}", lang)
    return {**document, "text": said}


def interval(found: Document | Figure | None) -> str:
    """'0.87 (0.85-0.88)'."""
    if found is None:
        return ""
    one = found if isinstance(found, Figure) else Figure(**found)
    return f"{one.value:.2f} ({one.low:.2f}–{one.high:.2f})"


def report_lines(document: Document, lang: str) -> Iterable[str]:
    """The validation report as Markdown."""
    yield f"# {say('cli.train.title', lang)}"
    yield ""
    yield learned(document, lang)
    for trial in document["trials"]:
        yield from ("", f"## {trial['text']}", "")
        rows = score_rows(trial, lang)
        yield from markdown(rows)
        yield from ("", say("learning.calibration", lang), "")
        yield from markdown(calibration_rows(trial, lang))
    yield ""
    for note in document["notes"]:
        yield f"- {note}"


def learned(document: Document, lang: str) -> str:
    """From how many verdicts, of which day, the model was made."""
    return say(
        "cli.train.learned",
        lang,
        confirmed=document["confirmed"],
        cleared=document["cleared"],
        day=document["as_of"],
        digest=document["digest"][:16],
    )


def score_rows(trial: Document, lang: str) -> list[list[str]]:
    """The table of one trial, headers first."""
    tops = list(trial["scores"][0]["precision_at"])
    head = [say("learning.column.score", lang), "AUC", "AP", *(f"P@{top}" for top in tops)]
    rows = [[*head, say("learning.column.gain", lang)]]
    for line in trial["scores"]:
        at = [interval(line["precision_at"][top]) for top in tops]
        auc, precision = interval(line["auc"]), interval(line["average_precision"])
        rows.append([line["text"], auc, precision, *at, interval(line["gain"])])
    return rows


def calibration_rows(trial: Document, lang: str) -> list[list[str]]:
    """The calibration table of one trial, headers first."""
    rows = [[say(f"learning.column.{name}", lang) for name in ("claims", "said", "true")]]
    for line in trial["calibration"]:
        rows.append([f"{line['claims']:,}", f"{line['said']:.2f}", interval(line["true"])])
    return rows
