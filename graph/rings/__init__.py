"""Rings: groups of people whose sharing is hard to explain, found, explained and kept."""

from datetime import datetime

from graph.provenance import Provenance
from graph.rings.beside import epoch_of, keep_epoch, keep_known, kept_memory
from graph.rings.find import Progress, analyse
from graph.rings.incremental import NO_EPOCH
from graph.rings.keep import load_run, reuse_or_compute, ring_by_id, save_run
from graph.rings.memory import Memory
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
    "analyse",
    "current_run",
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
    incremental: bool | None = None,
) -> RingRun:
    """The latest analysis if evidence and parameters are unchanged, else a new one, saved.

    The new one is a full one. When `incremental` it is made under the epoch of the latest, and
    takes over what no load has touched; False asks for a full one also where the latest, of the
    same evidence, was not.
    """
    chosen = parameters or RingParameters()

    def compute(latest: RingRun | None) -> RingRun:
        epoch = epoch_of(store, latest) if incremental else None
        memory = kept_memory(store) if epoch else Memory()
        found = analyse(
            store,
            provenance,
            parameters=chosen,
            progress=progress,
            today=now.date(),
            epoch=epoch,
            memory=memory,
            earlier=latest,
        )
        keep_epoch(store, found.epoch, memory)
        keep_known(store, found.known)
        if incremental and latest is not None and epoch is None:
            return found.run.model_copy(update={"notes": (NO_EPOCH, *found.run.notes)})
        return found.run

    return reuse_or_compute(store, compute, chosen.as_dict(), now, full=incremental is False)
