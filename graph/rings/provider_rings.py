"""Provider rings: the clients of a validated pair of providers, where they share beyond chance.

A pair that meets beyond chance makes its clients a ring only where most of them share other things,
too: a hospital with doctors of its own, or an agent and the garage of his town, have clients who
share nothing, and make none.
"""

from collections.abc import Callable

import numpy as np
from scipy import sparse

from graph.communities.partition import Community
from graph.projection.evidence import Indices
from graph.projection.items import PROVIDER_PAIR, Items
from graph.rings.candidates import Candidate

HALF = 0.5

Judge = Callable[[Community], Candidate | None]
"""The candidate ring inside a community."""


class _Rings:
    """Communities and the rings in them, changed in place as provider rings take them in."""

    def __init__(self, parts: list[Community], households: int, judge: Judge) -> None:
        self.parts: list[Community | None] = list(parts)
        self._judge = judge
        self.of = np.full(households, -1, np.int64)
        for at, part in enumerate(parts):
            self.of[list(part)] = at

    def ring(self, at: int) -> Candidate | None:
        """The candidate ring in one community."""
        part = self.parts[at]
        return self._judge(part) if part else None

    def around(self, clients: Indices) -> tuple[Community, list[int]]:
        """Clients in no community, with the communities that mostly consist of clients; which.

        Where two of these or more are rings without the pair, they are rings of their own.
        """
        own = np.bincount(self.of[clients][self.of[clients] >= 0], minlength=len(self.parts))
        near = np.flatnonzero(own).tolist()
        taken = [at for at in near if own[at] >= HALF * len(self.parts[at] or ())]
        alone = [at for at in taken if (ring := self.ring(at)) and ring.alone]
        if len(alone) > 1:
            taken = [at for at in taken if at not in alone]
        free = clients[self.of[clients] < 0].tolist()
        inside = {*free, *(home for at in taken for home in self.parts[at] or ())}
        return tuple(sorted(inside)), taken

    def replace(self, taken: list[int], ring: Candidate) -> None:
        """Put the community of one ring in the place of others."""
        for at in taken:
            self.parts[at] = None
        self.of[list(ring.community)] = len(self.parts)
        self.parts.append(ring.community)


def with_provider_rings(
    parts: list[Community], items: Items, crowd: int, judge: Judge
) -> list[Community]:
    """The communities, those of one pair's clients joined where together they are worth more.

    Joined where at least half of the pair's clients then share beyond chance, and the whole has at
    least the raw score of its parts. The pair with the best whole goes first. Pairs of more than
    `crowd` households point at nobody.
    """
    rings = _Rings(parts, items.by_household.shape[0], judge)
    pairs = np.flatnonzero((items.kind == PROVIDER_PAIR) & (items.degree <= crowd))
    columns = sparse.csc_array(items.by_household[:, pairs])
    bounds = zip(columns.indptr[:-1].tolist(), columns.indptr[1:].tolist(), strict=True)
    clients = [np.sort(columns.indices[start:stop]).astype(np.int64) for start, stop in bounds]
    ordered = []
    for at, own in enumerate(clients):
        if found := _judged(rings, own, judge):
            ordered.append((-found[1].raw, at))
    for _, at in sorted(ordered):
        if found := _judged(rings, clients[at], judge):
            rings.replace(*found)
    return sorted(part for part in rings.parts if part)


def _judged(rings: _Rings, clients: Indices, judge: Judge) -> tuple[list[int], Candidate] | None:
    """The communities that a pair's clients would join, and the ring that they would be."""
    community, taken = rings.around(clients)
    if len(taken) == 1 and len(community) == len(rings.parts[taken[0]] or ()):
        return None  # they are that community already
    ring = judge(community)
    own = np.intersect1d(clients, community)
    if ring is None or np.isin(own, ring.core).sum() < HALF * len(own):
        return None
    parts = (rings.ring(at) for at in taken)
    if ring.raw < sum(part.raw for part in parts if part):
        return None
    return taken, ring
