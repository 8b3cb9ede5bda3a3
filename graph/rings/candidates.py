"""Candidate rings: communities reduced to the people who hold what the group shares, and scored."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graph.communities.partition import Community
from graph.projection.chance import Chance
from graph.projection.evidence import Indices
from graph.projection.households import Households
from graph.projection.items import RECURRING, Items
from graph.rings.parameters import RingParameters
from graph.rings.score import squash
from graph.rings.surplus import surplus


@dataclass(frozen=True)
class Candidate:
    """A community after the membership rule; positions are households, merged people and items."""

    community: Community  # households before the rule
    households: Indices
    people: Indices
    items: Indices  # that two or more of its households hold, enough of the holders inside
    inside: Indices  # households of the ring that hold each of `items`
    held: int  # how many of `items` somebody holds, no pairs of households or providers
    points: NDArray[np.float64]  # raw score of each of `items`
    claims: Indices  # in which two or more of its households take part
    claim_points: NDArray[np.float64]  # raw score of each of `claims`
    core: Indices  # households that share beyond chance
    alone: bool  # whether they do so without any provider pair
    corroborated: float  # what is left of its surprise when chance has had its part, see surplus.py

    @property
    def raw(self) -> float:
        """Raw score: the sum of the points."""
        return float(self.points.sum() + self.claim_points.sum())

    def is_hint(self, parameters: RingParameters) -> bool:
        """Whether this is no ring by itself, but only where a pattern means it, too.

        Fewer than `least_for_one` households with one thing and nothing beyond chance: a phone
        handed on twice looks the same. Or, below the alarm line, people with nothing that anybody
        holds in common: a family in one car, clients of one hospital.
        """
        if not self.held and squash(self.raw, parameters.half_score) < parameters.alarm:
            return True
        one = len(self.items) + len(self.claims) == 1 and not len(self.core)
        return one and len(self.households) < parameters.least_for_one


def _shared(items: Items, households: Indices, least_share: float) -> tuple[Indices, Indices]:
    """Items that these households share, and how many of them hold each."""
    columns, inside = items.held_by(households)
    keep = (inside >= 2) & (inside >= least_share * items.degree[columns]) & items.links[columns]
    return columns[keep], inside[keep]


def _members(items: Items, homes: Households, households: Indices, shared: Indices) -> Indices:
    """People of these households who hold one of the shared items."""
    people = homes.people.of(households)
    rows = items.held[people]
    holds = np.isin(rows.indices, shared)
    owner = np.repeat(people, np.diff(rows.indptr))
    return np.unique(owner[holds])


def candidate(
    community: Community,
    items: Items,
    homes: Households,
    surprise: NDArray[np.float64],
    odds: Chance,
    parameters: RingParameters,
) -> Candidate | None:
    """The ring inside a community, or None when too few households share anything.

    Points of an item or claim: its part of what the ring shares beyond chance (see surplus.py), and
    a small share of (h - 1) ln(n/d) / H ln H for h of the ring's H households holding the item.
    """
    households = np.array(community, np.int64)
    while True:
        shared, inside = _shared(items, households, parameters.least_share)
        people = _members(items, homes, households, shared)
        left = np.unique(homes.of[people])
        if len(left) == len(households) or len(left) < parameters.least_households:
            break
        households = left
    if len(left) < parameters.least_households:
        return None
    size = len(left)
    beyond = surplus(odds, left, shared, parameters.weights.provider_crowd)
    if beyond.pair >= 0 and beyond.pair not in shared:
        # the pair explains them although most of its clients are elsewhere: so it is shown
        shared = np.sort(np.append(shared, beyond.pair))
        columns, held = items.held_by(left)
        inside = held[np.searchsorted(columns, shared)]
        beyond = surplus(odds, left, shared, parameters.weights.provider_crowd)
    together = (inside - 1) * surprise[shared] / size * np.log(size)
    points = beyond.items + parameters.uncorroborated * together
    total = beyond.total
    return Candidate(
        community,
        left,
        people,
        shared,
        inside,
        int((items.kind[shared] < RECURRING).sum()),
        points,
        beyond.claims,
        beyond.claim_points,
        beyond.core,
        beyond.alone,
        total,
    )


def rank(candidates: list[Candidate]) -> list[Candidate]:
    """Strongest first; equal scores by their first people, so that order is fixed."""
    return sorted(candidates, key=lambda ring: (-ring.raw, tuple(ring.people.tolist())))
