"""Evidence in, candidate rings out: the whole detection on arrays, without a store."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import numpy as np

from graph.communities.partition import Community
from graph.communities.settled import Ties
from graph.measures.pairs import PairCounts, PairNull, ValidatedPairs, pair_counts
from graph.projection.evidence import Evidence
from graph.projection.figures import Figures, figures_of
from graph.projection.holdings import Holdings, holdings
from graph.projection.households import Households, households
from graph.projection.items import Items, build_items
from graph.projection.services import Services, services
from graph.projection.weights import Projection, project
from graph.rings.candidates import Candidate, rank
from graph.rings.circles import with_circles_joined
from graph.rings.epoch import Epoch
from graph.rings.memory import Memory
from graph.rings.parameters import RingParameters
from graph.rings.pieces import Judge, grouped, whole_of
from graph.rings.provider_rings import with_provider_rings

Progress = Callable[[str, float], None]
"""Called with the step that begins and the share of the work done before it (0 to 1)."""


@dataclass(frozen=True)
class Detection:
    """Everything between evidence and rings, kept because reasons and pictures need it."""

    evidence: Evidence
    holdings: Holdings
    homes: Households
    served: Services
    items: Items
    figures: Figures
    pairs: ValidatedPairs  # positions in Services.ids
    projection: Projection
    candidates: tuple[Candidate, ...]  # strongest first
    hints: tuple[Candidate, ...]  # that are rings only where a pattern means them
    ties: Ties  # between households, as communities were settled
    circles: Mapping[Community, tuple[Community, ...]]  # of those joined: what they were before

    def person_ids(self, merged: int) -> tuple[str, ...]:
        """Ids of the records of one merged person."""
        records = self.holdings.records.of(np.array([merged]))
        return tuple(self.holdings.person_ids[at] for at in records)


def provider_counts(served: Services, parameters: RingParameters) -> PairCounts:
    """How often those who serve claims met."""
    least = parameters.provider_least
    return pair_counts(served.roles, served.sold, names=served.role_names, least=least)


def provider_pairs(
    counts: PairCounts, parameters: RingParameters, null: PairNull | None = None
) -> ValidatedPairs:
    """Pairs of those who serve claims that meet beyond chance, which may be an earlier one."""
    return counts.validated(parameters.provider_rate, parameters.provider_lift, null)


def _silent(step: str, share: float) -> None:
    pass


@dataclass(frozen=True)
class Gathered:
    """What the evidence says before any figure of the whole graph decides about anybody."""

    evidence: Evidence
    holdings: Holdings
    homes: Households
    served: Services
    counts: PairCounts
    pairs: ValidatedPairs
    items: Items

    def with_pairs(self, pairs: ValidatedPairs) -> Items:
        """The items with other validated pairs."""
        if np.array_equal(pairs.ends, self.pairs.ends):
            return self.items
        return _items(self.evidence, self.holdings, self.homes, self.served, pairs)

    def figures(self, parameters: RingParameters) -> Figures:
        """The figures of the whole graph as it is."""
        return figures_of(self.items, parameters.weights, self.pairs.tests)


def gather(
    evidence: Evidence, parameters: RingParameters, progress: Progress | None = None
) -> Gathered:
    """People, what they hold, households, validated pairs of those who serve claims."""
    report = progress or _silent
    report("rings.step.holdings", 0.0)
    held = holdings(evidence)
    homes = households(evidence, held, parameters.household_people)
    report("rings.step.pairs", 0.15)
    served = services(evidence)
    counts = provider_counts(served, parameters)
    pairs = provider_pairs(counts, parameters)
    items = _items(evidence, held, homes, served, pairs)
    report("rings.step.projection", 0.25)
    return Gathered(evidence, held, homes, served, counts, pairs, items)


def _items(
    evidence: Evidence, held: Holdings, homes: Households, served: Services, pairs: ValidatedPairs
) -> Items:
    return build_items(evidence, held, homes, served.served, pairs.ends, pairs.lift)


@dataclass(frozen=True)
class Projected:
    """Households linked by what they share, by the figures that count for it."""

    items: Items
    pairs: ValidatedPairs
    figures: Figures
    projection: Projection


def projected(found: Gathered, parameters: RingParameters, epoch: Epoch | None = None) -> Projected:
    """The projection by the figures of the whole graph as it is, or by those of an epoch."""
    if epoch is None:
        items, pairs, figures = found.items, found.pairs, found.figures(parameters)
    else:
        ids, names, figures = found.holdings.item_ids, found.served.ids, epoch.figures
        pairs = epoch.pairs_of(provider_pairs(found.counts, parameters, epoch.null), names)
        items = epoch.items_of(found.with_pairs(pairs), ids, pairs, names)
    projection = project(items, parameters.weights, figures)
    return Projected(items, pairs, replace(figures, line=projection.tested.line), projection)


def group(
    found: Gathered,
    linked: Projected,
    parameters: RingParameters,
    progress: Progress | None = None,
    *,
    memory: Memory | None = None,
) -> Detection:
    """Candidate rings among linked households."""
    report = progress or _silent
    report("rings.step.communities", 0.5)
    items, figures, projection = linked.items, linked.figures, linked.projection
    whole = whole_of(items, found.homes, projection, figures, parameters)
    judge = Judge(whole, parameters, memory)
    circles = grouped(whole, parameters, memory)
    crowd = parameters.weights.provider_crowd
    parts = with_circles_joined(circles, items, figures, crowd, judge)
    parts = with_provider_rings(parts, items, crowd, judge)
    ranked = rank([ring for part in parts if (ring := judge(part)) is not None])
    hints = [ring.is_hint(parameters) for ring in ranked]
    return Detection(
        evidence=found.evidence,
        holdings=found.holdings,
        homes=found.homes,
        served=found.served,
        items=items,
        figures=figures,
        pairs=linked.pairs,
        projection=projection,
        candidates=tuple(ring for ring, hint in zip(ranked, hints, strict=True) if not hint),
        hints=tuple(ring for ring, hint in zip(ranked, hints, strict=True) if hint),
        ties=whole.ties,
        circles=_joined(circles, parts),
    )


def _joined(
    circles: list[Community], parts: list[Community]
) -> dict[Community, tuple[Community, ...]]:
    """Of each part that is no circle itself, the circles that it was joined of."""
    of = {household: circle for circle in circles for household in circle}
    return {
        part: tuple(sorted({of[household] for household in part if household in of}))
        for part in parts
        if of.get(part[0]) != part
    }


def detect(
    evidence: Evidence,
    parameters: RingParameters | None = None,
    progress: Progress | None = None,
    *,
    epoch: Epoch | None = None,
    memory: Memory | None = None,
) -> Detection:
    """Find candidate rings; equal evidence gives equal candidates, whatever the order of rows.

    Under an `epoch` its figures of the whole graph count, however far the present ones are off;
    outcomes of pieces that `memory` knows are taken from it.
    """
    parameters = parameters or RingParameters()
    found = gather(evidence, parameters, progress)
    linked = projected(found, parameters, epoch)
    return group(found, linked, parameters, progress, memory=memory)
