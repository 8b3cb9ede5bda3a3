"""An analysis under an earlier epoch: whether that fits, what it did, what is said of it."""

from dataclasses import dataclass, replace

from graph.rings.detect import Detection, Gathered, Projected, projected
from graph.rings.drift import Drift, drift, pairs_off, percent
from graph.rings.epoch import Epoch, freeze, unfit
from graph.rings.measured import RING
from graph.rings.memory import Memory
from graph.rings.model import Drifted, RingRun, Sentence
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


def frozen_by(detection: Detection, parameters: RingParameters, day: str = "") -> Epoch:
    """The epoch that a full analysis as of a day freezes."""
    ids, names = detection.holdings.item_ids, detection.served.ids
    figures = detection.figures
    return freeze(detection.items, ids, detection.pairs, names, figures, parameters, day)


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
    }
    return (Sentence(message="rings.note.incremental", parameters=figures),)


def drifted(ground: Ground) -> Drifted | None:
    """How far an analysis under an earlier epoch is from it; None for a full one."""
    if ground.epoch is None or ground.moved is None:
        return None
    return Drifted(share=ground.moved.share, bound=ground.moved.bound)


def full_advised(run: RingRun) -> bool:
    """Whether a full analysis should be made when nobody waits for it.

    So it is when over half of what an incremental one bears is used up: another load like those
    since then would make everybody wait for it.
    """
    return run.drift is not None and run.drift.share > run.drift.bound / 2


def how_made(run: RingRun) -> tuple[Sentence, ...]:
    """Whether a run is a full one or stands on an earlier one, and what to do about it."""
    told = {"day": run.frozen_on or None, "epoch": run.epoch[:8]}
    if run.drift is None:
        return (Sentence(message="rings.made.full", parameters=told),)
    moved = {"percent": percent(run.drift.share), "bound": percent(run.drift.bound)}
    found = [Sentence(message="rings.made.incremental", parameters={**told, **moved})]
    if full_advised(run):
        found.append(Sentence(message="rings.made.advised"))
    return tuple(found)
