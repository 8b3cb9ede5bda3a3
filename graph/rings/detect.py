"""Evidence in, candidate rings out: the whole detection on arrays, without a store."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from graph.communities.partition import Community
from graph.communities.settled import Ties, settled_communities
from graph.measures.pairs import ValidatedPairs, validated_pairs
from graph.projection.chance import chance
from graph.projection.evidence import Evidence, Indices
from graph.projection.figures import Figures, figures_of
from graph.projection.holdings import Holdings, holdings
from graph.projection.households import Households, households
from graph.projection.items import Items, build_items
from graph.projection.services import Services, services
from graph.projection.weights import Projection, pair_threshold, project
from graph.rings.candidates import Candidate, candidate, rank
from graph.rings.parameters import RingParameters
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


def tied(
    items: Items, projection: Projection, figures: Figures, parameters: RingParameters
) -> Ties:
    """What decides whether parts of a component belong together."""
    least = pair_threshold(figures.households, parameters.weights.odds)
    return Ties(items, projection.surprise, least, figures.households)


def _silent(step: str, share: float) -> None:
    pass


def detect(
    evidence: Evidence,
    parameters: RingParameters | None = None,
    progress: Progress | None = None,
) -> Detection:
    """Find candidate rings; equal evidence gives equal candidates, whatever the order of rows."""
    parameters = parameters or RingParameters()
    report = progress or _silent
    report("rings.step.holdings", 0.0)
    held = holdings(evidence)
    homes = households(evidence, held, parameters.household_people)
    report("rings.step.pairs", 0.15)
    served = services(evidence)
    pairs = provider_pairs(served, parameters)
    report("rings.step.projection", 0.25)
    ends = np.stack([pairs.first, pairs.second], axis=1)
    items = build_items(evidence, held, homes, served.served, ends, pairs.lift)
    figures = figures_of(items, parameters.weights, pairs.tests)
    projection = project(items, parameters.weights, figures)
    report("rings.step.communities", 0.5)
    ties = tied(items, projection, figures, parameters)
    parts = settled_communities(projection.links, ties, seed=parameters.seed)
    told, odds = projection.surprise, chance(items, projection.surprise, figures)

    def judge(part: Community) -> Candidate | None:
        return candidate(part, items, homes, told, odds, parameters)

    parts, made = with_provider_rings(parts, items, parameters.weights.provider_crowd, judge)
    found = [judge(part) for part in parts]
    ranked = rank([ring for ring in found if ring is not None])
    return Detection(
        evidence=evidence,
        holdings=held,
        homes=homes,
        served=served,
        items=items,
        figures=figures,
        pairs=pairs,
        projection=projection,
        candidates=tuple(ranked),
        clients=made,
    )
