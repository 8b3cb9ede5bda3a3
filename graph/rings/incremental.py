"""An analysis under an earlier epoch: whether that fits, what it did, what the next one may use."""

from graph.rings.detect import Detection, Gathered
from graph.rings.epoch import BOUND, Drift, Epoch, drift, freeze, percent, unfit
from graph.rings.measured import RING
from graph.rings.memory import Memory
from graph.rings.model import Sentence
from graph.rings.parameters import RingParameters
from graph.rings.pieces import GROUP

NO_EPOCH = Sentence(message="rings.drift.none")


def under(
    found: Gathered, epoch: Epoch | None, parameters: RingParameters
) -> tuple[Epoch | None, Drift | None]:
    """The epoch if it fits what was gathered, and how far that has drifted from it."""
    if epoch is None:
        return None, None
    if why := unfit(epoch, parameters):
        return None, Drift(0.0, why)
    moved = drift(epoch, found.items, found.figures(parameters), parameters.weights)
    return (None if moved.why else epoch), moved


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
        "bound": percent(BOUND),
    }
    return (Sentence(message="rings.note.incremental", parameters=figures),)
