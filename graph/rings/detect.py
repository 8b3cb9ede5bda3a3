"""Evidence in, candidate rings out: the whole detection on arrays, without a store."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from graph.communities.partition import Community
from graph.measures.pairs import ValidatedPairs, validated_pairs
from graph.projection.evidence import Evidence, Indices
from graph.projection.figures import Figures, figures_of
from graph.projection.holdings import Holdings, holdings
from graph.projection.households import Households, households
from graph.projection.items import Items, build_items
from graph.projection.services import Services, services
from graph.projection.weights import Projection, project
from graph.rings.candidates import Candidate, rank
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
    clients: Mapping[Community, Indices]  # of provider rings: households of the pair's clients

    def person_ids(self, merged: int) -> tuple[str, ...]:
        """Ids of the records of one merged person."""
        records = self.holdings.records.of(np.array([merged]))
        return tuple(self.holdings.person_ids[at] for at in records)


def provider_pairs(served: Services, parameters: RingParameters) -> ValidatedPairs:
    """Pairs of those who serve claims that meet beyond chance."""
    return validated_pairs(
        served.roles,
        served.sold,
        rate=parameters.provider_rate,
        least=parameters.provider_least,
        lift=parameters.provider_lift,
    )


def _silent(step: str, share: float) -> None:
    pass


@dataclass(frozen=True)
class Gathered:
    """What the evidence says before any figure of the whole graph decides about anybody."""

    evidence: Evidence
    holdings: Holdings
    homes: Households
    served: Services
    pairs: ValidatedPairs
    items: Items

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
    pairs = provider_pairs(served, parameters)
    ends = np.stack([pairs.first, pairs.second], axis=1)
    items = build_items(evidence, held, homes, served.served, ends, pairs.lift)
    return Gathered(evidence, held, homes, served, pairs, items)


def group(
    found: Gathered,
    parameters: RingParameters,
    progress: Progress | None = None,
    *,
    epoch: Epoch | None = None,
    memory: Memory | None = None,
) -> Detection:
    """Candidate rings, under the figures of an epoch if one is given."""
    report = progress or _silent
    report("rings.step.projection", 0.25)
    items, pairs, names = found.items, found.pairs, found.served.ids
    if epoch is None:
        figures = found.figures(parameters)
    else:
        figures, pairs = epoch.figures, epoch.pairs_of(pairs, names)
        items = epoch.items_of(items, found.holdings.item_ids, pairs, names)
    projection = project(items, parameters.weights, figures)
    report("rings.step.communities", 0.5)
    whole = whole_of(items, found.homes, projection, figures, parameters)
    judge = Judge(whole, parameters, memory)
    parts = grouped(whole, parameters, memory)
    parts, made = with_provider_rings(parts, items, parameters.weights.provider_crowd, judge)
    judged = [judge(part) for part in parts]
    return Detection(
        evidence=found.evidence,
        holdings=found.holdings,
        homes=found.homes,
        served=found.served,
        items=items,
        figures=figures,
        pairs=pairs,
        projection=projection,
        candidates=tuple(rank([ring for ring in judged if ring is not None])),
        clients=made,
    )


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
    return group(found, parameters, progress, epoch=epoch, memory=memory)
