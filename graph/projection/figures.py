"""Figures of the whole graph that decide about every household; an epoch freezes them."""

from dataclasses import dataclass

import numpy as np

from graph.projection.items import KINDS, PROVIDER_PAIR, RECURRING, Items
from graph.projection.pair_tests import Crowding, crowding
from graph.projection.weights import (
    CLAIM,
    LONE_KINDS,
    Weights,
    kinds_and_degrees,
    linking,
    lone_holders,
    most_compared,
)


@dataclass(frozen=True)
class Figures:
    """Counts over everybody, and the limits that follow from them; parallel to KINDS by kind."""

    households: int
    links: tuple[int, ...]  # between households and items that can link, by kind
    parts: int  # of households in claims that several have a part in
    lone: tuple[int, ...]  # fewest holders of a kind's item that links by itself, 0 for never
    compared: int  # most holders of an item that is compared pair by pair
    pairs: int  # of providers, and of agents and providers, that could have met in a claim
    crowding: Crowding  # of what households can share, claims included: the null of their pairs
    line: float | None = None  # p-value up to which pairs are linked; None: found with the pairs


def figures_of(items: Items, settings: Weights, pairs: int) -> Figures:
    """The figures of these items; `pairs` is the number of provider pairs that were tested."""
    kind, degree = items.kind, items.degree
    real = items.links & (kind != RECURRING) & (kind != PROVIDER_PAIR)
    links = np.bincount(kind[real], degree[real], len(KINDS)).astype(np.int64)
    lone = [0] * len(KINDS)
    for each in LONE_KINDS:
        lone[each] = lone_holders(degree[items.links & (kind == each)], settings)
    return Figures(
        households=int(items.by_household.shape[0]),
        links=tuple(links.tolist()),
        parts=int(items.together.nnz),
        lone=tuple(lone),
        compared=most_compared(degree[linking(items)], settings.pair_budget),
        pairs=pairs,
        crowding=crowding(*kinds_and_degrees(items), CLAIM + 1),
    )
