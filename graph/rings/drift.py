"""Drift: how far the whole graph has moved from the figures that an epoch froze.

An analysis under an epoch says what a full one says only while those figures hold: counts over
everybody, and on which side of the line of false discovery pairs stand. A count of N things is off
by about its square root by chance alone, so a small one may move that far before it says anything.
See docs/decisions/0059-epochs.md.
"""

from dataclasses import dataclass
from math import inf, isfinite, sqrt

from graph.measures.pairs import ValidatedPairs
from graph.projection.figures import Figures
from graph.projection.holdings import ITEM_LABELS
from graph.projection.items import KINDS, Items
from graph.projection.weights import Weights, judged_otherwise, linking, pairs_compared
from graph.rings.detect import Gathered, Projected
from graph.rings.epoch import Epoch
from graph.rings.model import Sentence
from graph.rings.parameters import RingParameters

BOUND = 0.02  # share by which a count over everybody may have moved
PAIRS_BOUND = 0.1  # the same for the number of provider pairs: a score takes ln of it once
_CROWDED = 2  # times the budget of pairs that may be written down before a limit is set anew


@dataclass(frozen=True)
class Drift:
    """How far the count that moved most has moved, as shares of what it was."""

    share: float = 0.0
    bound: float = BOUND  # how far it may: BOUND, or what chance does to a count of few
    why: Sentence | None = None  # why it is too far; None while the epoch holds


def borne(count: int, bound: float = BOUND) -> float:
    """The share by which a count may move: the bound, or what chance does to a count of few."""
    return max(bound, 1 / sqrt(count)) if count else bound


@dataclass(frozen=True)
class _Count:
    """A count over everybody, then and now."""

    what: str
    then: int
    now: int
    bound: float = BOUND
    label: str = ""

    @property
    def share(self) -> float:
        if self.then == self.now:
            return 0.0
        return abs(self.now - self.then) / self.then if self.then else inf

    @property
    def borne(self) -> float:
        return borne(self.then, self.bound)

    @property
    def used(self) -> float:
        """What part of that it has moved."""
        return self.share / self.borne


def _counts(then: Figures, now: Figures) -> list[_Count]:
    kinds = zip(KINDS, then.links, now.links, strict=True)
    return [
        _Count("households", then.households, now.households),
        _Count("parts", then.parts, now.parts),
        *(_Count("links", before, after, label=kind) for kind, before, after in kinds),
        _Count("pairs", then.pairs, now.pairs, PAIRS_BOUND),
    ]


def drift(epoch: Epoch, items: Items, now: Figures, settings: Weights) -> Drift:
    """Compare the epoch with the items and figures as they are now, counted afresh."""
    then = epoch.figures
    most = max(_counts(then, now), key=lambda count: count.used)
    if most.used > 1:
        told = {"percent": percent(most.share), "bound": percent(most.borne)}
        if most.label:
            told["label"] = most.label
        why = Sentence(message=f"rings.drift.{most.what}", parameters=told)
        return Drift(most.share, most.borne, why)
    for label, before, after in zip(ITEM_LABELS, then.lone, now.lone, strict=False):
        if before != after:
            figures = {"label": label, "before": before, "now": after}
            why = Sentence(message="rings.drift.lone", parameters=figures)
            return Drift(most.share, most.borne, why)
    written = pairs_compared(items.degree[linking(items)], then.compared)
    if written > _CROWDED * settings.pair_budget and now.compared < then.compared:
        return Drift(most.share, most.borne, Sentence(message="rings.drift.compared"))
    return Drift(most.share, most.borne)


def pairs_off(
    found: Gathered, linked: Projected, now: Figures, parameters: RingParameters
) -> Sentence | None:
    """Why too many pairs stand on another side of their line than a full analysis puts them.

    `linked` is the projection under the epoch. BOUND of those that a full analysis links may, and
    one always: a single pair on the line is no surer on either side.
    """
    tested = linked.projection.tested
    off, every = judged_otherwise(tested, found.items, now, parameters.weights)
    if off > max(BOUND * every, 1):
        figures = {"pairs": off, "linked": every}
        return Sentence(message="rings.drift.line", parameters=figures)
    then, present = _set(linked.pairs), _set(found.pairs)
    if len(then ^ present) > max(BOUND * len(present), 1):
        figures = {"pairs": len(then ^ present), "linked": len(present)}
        return Sentence(message="rings.drift.provider_line", parameters=figures)
    return None


def _set(pairs: ValidatedPairs) -> set[tuple[int, ...]]:
    return {tuple(ends) for ends in pairs.ends.tolist()}


def percent(share: float) -> float | str:
    """A share in percent, as sentences say it."""
    return round(100 * share, 1) if isfinite(share) else "∞"
