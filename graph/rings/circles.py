"""Circles of one ring: rings that share a pair of providers and something else beyond chance.

Two rings may work with one garage and one adjuster and remain two. They are one where people of
both also meet in a claim or hold one thing, and that is too much for chance: if the further places
of everything that the first ring holds, or meets in, fell on households at random, each by how much
it holds, the second ring would get so many of the rarest of them in at most LEVEL of all cases, and
the other way round.
"""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray
from scipy import sparse, special

from graph.communities.partition import Community
from graph.projection.evidence import Indices
from graph.projection.figures import Figures
from graph.projection.items import PROVIDER_PAIR, Items
from graph.projection.weights import kinds_and_degrees
from graph.rings.candidates import Candidate

LEVEL = 0.05  # of pairs of rings with one pair of providers, a third to a half are one ring
HALF = 0.5  # of a ring's households that must be clients of the pair

Judge = Callable[[Community], Candidate | None]
"""The candidate ring inside a community."""


@dataclass(frozen=True)
class _Holding:
    """What one group holds, and the claims in which it meets somebody; `things` are sorted."""

    things: Indices  # items, then claims behind all items
    kind: Indices
    own: Indices  # its households that have each
    degree: Indices  # households that have each
    links: NDArray[np.float64]  # what it has of each kind, claims last


class _Across:
    """Tests whether two groups have something in common beyond chance."""

    def __init__(self, items: Items, figures: Figures) -> None:
        self._items = items
        self._kind, self._degree = kinds_and_degrees(items)
        self._links = np.maximum(np.array([*figures.links, figures.parts], np.float64), 1.0)

    def _held(self, group: Community) -> _Holding:
        rows = np.array(group, np.int64)
        items, own = self._items.held_by(rows)
        told = self._degree[items] > 0
        claims, parts = np.unique(self._items.together[rows].indices, return_counts=True)
        behind = len(self._items.kind) + claims.astype(np.int64)
        things = np.concatenate([items[told], behind])
        own = np.concatenate([own[told], parts]).astype(np.int64)
        kind = self._kind[things]
        links = np.bincount(kind, own, len(self._links)).astype(np.float64)
        return _Holding(things, kind, own, self._degree[things], links)

    def p_value(self, one: Community, other: Community) -> float:
        """Of what the two have in common; 1 when that is nothing."""
        first, second = self._held(one), self._held(other)
        return max(self._directed(first, second), self._directed(second, first))

    def _directed(self, first: _Holding, second: _Holding) -> float:
        """The least over the number of things counted, rarest first, with weights 1/2, 1/4 …"""
        further = first.degree - first.own
        expected = further * second.links[first.kind] / self._links[first.kind]
        shared = np.sort(expected[np.isin(first.things, second.things)])
        every = np.sort(expected)
        before = np.concatenate([[0.0], np.cumsum(every)])
        reached = before[np.searchsorted(every, shared, side="right")]
        number = np.arange(1, len(shared) + 1)
        return float(np.min(special.gammainc(number, reached) * 2.0**number, initial=1.0))


def _beside(
    parts: list[Community], items: Items, crowd: int, judge: Judge
) -> list[tuple[Community, Community]]:
    """Pairs of rings, at least half of each of which are clients of one pair of providers; sorted.

    A pair of more than `crowd` households points at nobody.
    """
    of = np.full(items.by_household.shape[0], -1, np.int64)
    for at, part in enumerate(parts):
        of[list(part)] = at
    pairs = np.flatnonzero((items.kind == PROVIDER_PAIR) & (items.degree <= crowd))
    columns = sparse.csc_array(items.by_household[:, pairs])
    found: set[tuple[Community, Community]] = set()
    for start, stop in zip(columns.indptr[:-1].tolist(), columns.indptr[1:].tolist(), strict=True):
        groups = of[columns.indices[start:stop]]
        near, clients = np.unique(groups[groups >= 0], return_counts=True)
        some = [
            parts[at]
            for at, count in zip(near.tolist(), clients.tolist(), strict=True)
            if count >= HALF * len(parts[at]) and judge(parts[at])
        ]
        found.update(combinations(some, 2))
    return sorted(found)


def with_circles_joined(
    parts: list[Community], items: Items, figures: Figures, crowd: int, judge: Judge
) -> list[Community]:
    """The communities, sorted; circles of one ring joined, those surest to be one first.

    Only where the whole has at least the raw score of its parts.
    """
    across = _Across(items, figures)
    beside = _beside(parts, items, crowd, judge)
    tested = sorted((across.p_value(one, other), one, other) for one, other in beside)
    whole = {part: part for pair in beside for part in pair}
    for p_value, *ends in tested:
        one, other = (whole[end] for end in ends)
        if p_value > LEVEL or one == other:
            continue
        joined = tuple(sorted({*one, *other}))
        apart = [judge(one), judge(other)]
        together = judge(joined)
        if together and together.raw >= sum(ring.raw for ring in apart if ring):
            whole = {part: joined if now in (one, other) else now for part, now in whole.items()}
    return sorted({whole.get(part, part) for part in parts})
