"""An analysis under an earlier epoch: whether that fits, what it did, what the next one may use."""

from dataclasses import dataclass, replace

from graph.rings.detect import Detection, Gathered, Projected, projected
from graph.rings.drift import Drift, drift, pairs_off, percent
from graph.rings.epoch import Epoch, freeze, unfit
from graph.rings.measured import RING
from graph.rings.memory import Memory
from graph.rings.model import Sentence
from graph.rings.parameters import RingParameters
from graph.rings.pieces import GROUP

NO_EPOCH = Sentence(message="rings.drift.none")


@dataclass(frozen=True)
class Ground:
    """What an analysis stands on: an earlier epoch where that fits, else figures of its own."""

    epoch: Epoch | None
    moved: Drift | None  # from the epoch that was asked for
    linked: Projected


def under(found: Gathered, epoch: Epoch | None, parameters: RingParameters) -> Ground:
    """The projection under the epoch if that fits what was gathered, and how far that is off."""
    if epoch is None:
        return Ground(None, None, projected(found, parameters))
    if why := unfit(epoch, parameters):
        return Ground(None, Drift(why=why), projected(found, parameters))
    now = found.figures(parameters)
    moved = drift(epoch, found.items, now, parameters.weights)
    if moved.why is None:
        linked = projected(found, parameters, epoch)
        if (why := pairs_off(found, linked, now, parameters)) is None:
            return Ground(epoch, moved, linked)
        moved = replace(moved, why=why)
    return Ground(None, moved, projected(found, parameters))


def frozen_by(detection: Detection, parameters: RingParameters) -> Epoch:
    """The epoch that a full analysis freezes."""
    ids, names = detection.holdings.item_ids, detection.served.ids
    figures = detection.figures
    return freeze(detection.items, ids, detection.pairs, names, figures, parameters)


def told_of(moved: Drift | None, memory: Memory) -> tuple[Sentence, ...]:
    """What a reader must know of an analysis under an earlier epoch, or why there was none."""
    if moved is None:
        return ()
    if moved.why is not None:
        return (moved.why,)
    groups, rings = memory.work(GROUP), memory.work(RING)
    figures = {
        "groups": groups.anew,
        "all_groups": groups.parts,
        "rings": rings.anew,
        "all_rings": rings.parts,
        "percent": percent(moved.share),
        "bound": percent(moved.bound),
    }
    return (Sentence(message="rings.note.incremental", parameters=figures),)
