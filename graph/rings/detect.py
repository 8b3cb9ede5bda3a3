"""Evidence in, candidate rings out: the whole detection on arrays, without a store."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from graph.communities.settled import Ties, settled_communities
from graph.measures.pairs import ValidatedPairs, validated_pairs
from graph.projection.chance import chance
from graph.projection.evidence import Evidence, binary
from graph.projection.figures import Figures, figures_of
from graph.projection.holdings import Holdings, holdings
from graph.projection.households import Households, households
from graph.projection.items import Items, build_items
from graph.projection.weights import Projection, pair_threshold, project
from graph.rings.candidates import Candidate, candidate, rank
from graph.rings.parameters import RingParameters

Progress = Callable[[str, float], None]
"""Called with the step that begins and the share of the work done before it (0 to 1)."""


@dataclass(frozen=True)
class Detection:
    """Everything between evidence and rings, kept because reasons and pictures need it."""

    evidence: Evidence
    holdings: Holdings
    homes: Households
    items: Items
    figures: Figures
    pairs: ValidatedPairs  # positions in Evidence.nodes['Provider']
    projection: Projection
    candidates: tuple[Candidate, ...]  # strongest first

    def person_ids(self, merged: int) -> tuple[str, ...]:
        """Ids of the records of one merged person."""
        records = self.holdings.records.of(np.array([merged]))
        return tuple(self.holdings.person_ids[at] for at in records)


def services(evidence: Evidence) -> list[sparse.csr_array]:
    """Claims x providers (0/1) for each role, sorted; links without a role have one together."""
    table = evidence.table("SERVICED_BY", "Claim", "Provider")
    shape = evidence.count("Claim"), evidence.count("Provider")
    if table.values is None:
        return [binary(table.sources, table.targets, *shape)]
    roles = sorted(table.values.kinds(), key=str)
    return [binary(*table.where([role]), *shape) for role in roles]


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
    pairs = validated_pairs(
        services(evidence),
        rate=parameters.provider_rate,
        least=parameters.provider_least,
        lift=parameters.provider_lift,
    )
    report("rings.step.projection", 0.25)
    ends = np.stack([pairs.first, pairs.second], axis=1)
    items = build_items(evidence, held, homes, ends, pairs.lift)
    figures = figures_of(items, parameters.weights)
    projection = project(items, parameters.weights, figures)
    report("rings.step.communities", 0.5)
    ties = tied(items, projection, figures, parameters)
    parts = settled_communities(projection.links, ties, seed=parameters.seed)
    told, odds = projection.surprise, chance(items, projection.surprise, figures)
    found = [candidate(part, items, homes, told, odds, parameters) for part in parts]
    ranked = rank([ring for ring in found if ring is not None])
    return Detection(evidence, held, homes, items, figures, pairs, projection, tuple(ranked))
