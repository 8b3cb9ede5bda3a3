"""How the latest analysis was made, as a document: a full one, or on the figures of an earlier."""

from typing import Any

from graph.rings.incremental import full_advised, how_made
from graph.rings.model import RingRun
from graph.rings.words import sentence

Document = dict[str, Any]


def made_document(run: RingRun, lang: str) -> Document:
    """incremental, epoch, frozen_on, drift, drift_bound (shares, null when full), full_advised,
    text."""
    return {
        "incremental": run.incremental,
        "epoch": run.epoch,
        "frozen_on": run.frozen_on or None,
        "drift": run.drift.share if run.drift else None,
        "drift_bound": run.drift.bound if run.drift else None,
        "full_advised": full_advised(run),
        "text": " ".join(sentence(each, lang) for each in how_made(run)),
    }
