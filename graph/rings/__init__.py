"""Rings: groups of people whose sharing is hard to explain, found, explained and kept."""

from datetime import datetime

from graph.provenance import Provenance
from graph.rings.find import Progress, find_rings
from graph.rings.keep import load_run, reuse_or_compute, ring_by_id, save_run
from graph.rings.model import Ring, RingRun, Sentence
from graph.rings.parameters import RingParameters
from graph.rings.words import sentence
from graph.store import Store

__all__ = [
    "Progress",
    "Ring",
    "RingParameters",
    "RingRun",
    "Sentence",
    "current_run",
    "find_rings",
    "load_run",
    "ring_by_id",
    "save_run",
    "sentence",
]


def current_run(
    store: Store,
    provenance: Provenance,
    *,
    now: datetime,
    parameters: RingParameters | None = None,
    progress: Progress | None = None,
) -> RingRun:
    """The latest analysis if evidence and parameters are unchanged, else a new one, saved."""
    chosen = parameters or RingParameters()
    return reuse_or_compute(
        store,
        lambda: find_rings(
            store, provenance, parameters=chosen, progress=progress, today=now.date()
        ),
        chosen.as_dict(),
        now,
    )
