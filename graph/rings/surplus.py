"""Surplus: what a ring shares beyond what brought its households together by chance.

In a graph whose links are shuffled, any item still brings its holders together, and chains of
items make groups of any size; but such groups are trees: nobody in them shares anything twice. The
surplus of a group is the surprise of all its sharing, the first holder of each item left out, less
ln C(n, H), the surprise that pure choice of H out of n households has. A tree has none. Households
that add less than they cost are no part of this core, although they may be members of the ring.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.special import gammaln

from graph.projection.chance import Chance
from graph.projection.evidence import Indices

LEAST_CLIENTS = 3  # households of a group that must be clients of a pair for it to explain them


@dataclass(frozen=True)
class Surplus:
    """The surplus of one group and whence it comes; all points add up to `total`."""

    total: float  # 0 when chance explains the group
    items: NDArray[np.float64]  # points of each item asked for
    claims: Indices  # claims in which two or more of the households take part
    claim_points: NDArray[np.float64]
    core: Indices  # households that bear it
    pair: int  # item that is the provider pair out of whose clients they are, -1 for none
    alone: bool  # whether they share beyond chance without any provider pair


def choices(households: int, size: int) -> float:
    """ln C(n, H)."""
    return float(gammaln(households + 1) - gammaln(size + 1) - gammaln(households - size + 1))


def _columns(matrix: sparse.csr_array, households: Indices) -> tuple[Indices, sparse.csr_array]:
    """The columns that two or more of these rows have, and the rows reduced to them."""
    rows = sparse.csr_array(matrix[households])
    columns, counts = np.unique(rows.indices, return_counts=True)
    shared = columns[counts >= 2].astype(np.int64)
    return shared, sparse.csr_array(rows[:, shared])


@dataclass(frozen=True)
class _Told:
    """What each household (row) says about each item or claim (column): entries, and the width."""

    row: Indices
    column: Indices
    weight: NDArray[np.float64]
    width: int

    def without(self, columns: NDArray[np.bool_]) -> "_Told":
        """The same, these columns silent."""
        return replace(self, weight=np.where(columns[self.column], 0.0, self.weight))


@dataclass(frozen=True)
class _Choice:
    """What choosing households costs: out of all, or out of the clients of a provider pair."""

    households: int  # n
    client: NDArray[np.bool_]  # which of the group are clients of the pair
    clients: int = 0  # households that the pair has
    named: float = 0.0  # ln of the number of pairs it was chosen from

    def cost(self, inside: NDArray[np.bool_]) -> float:
        """ln of the number of ways to choose these of the group."""
        ours = int((inside & self.client).sum())
        others = int(inside.sum()) - ours
        return self.named + choices(self.clients, ours) + choices(self.households, others)

    def next_to(self, inside: NDArray[np.bool_]) -> NDArray[np.float64]:
        """What each of the chosen households adds to the cost."""
        ours = int((inside & self.client).sum())
        others = int(inside.sum()) - ours
        one = choices(self.clients, ours) - choices(self.clients, ours - 1) if ours else 0.0
        other = (
            choices(self.households, others) - choices(self.households, others - 1)
            if others
            else 0.0
        )
        return np.where(self.client, one, other)


def _core(told: _Told, choice: _Choice) -> tuple[float, NDArray[np.bool_], NDArray[np.float64]]:
    """Surplus, the households that bear it, and the points of each column before the cost.

    What a household adds only falls as others leave, so the core is the same in any order.
    """
    inside = np.ones(len(choice.client), bool)
    while True:
        left = inside[told.row]
        holders = np.bincount(told.column[left], minlength=told.width)
        shared = np.where(holders[told.column[left]] >= 2, told.weight[left], 0.0)
        adds = np.bincount(told.row[left], shared, len(inside))
        stays = inside & (adds >= choice.next_to(inside))
        if stays.sum() == inside.sum():
            break
        inside = stays
    points = np.bincount(told.column[left], told.weight[left], told.width).astype(np.float64)
    first = np.zeros(told.width)
    np.maximum.at(first, told.column[left], told.weight[left])
    points -= first
    total = float(points.sum()) - choice.cost(inside) if inside.any() else 0.0
    return total, inside, points


def surplus(odds: Chance, households: Indices, items: Indices, crowd: int) -> Surplus:
    """The surplus of these households by these items and by the claims they meet in.

    Where a validated provider pair has three of them as clients, they may also be chosen out of its
    clients: that the pair meets so often then counts for nothing, but the choice costs less. A pair
    of more than `crowd` households points at nobody.
    """
    claims, parts = _columns(odds.claims, households)
    rows = sparse.csr_array(odds.holdings[households])
    coo = sparse.coo_array(sparse.hstack([rows[:, items], parts]))
    row, column = (axis.astype(np.int64) for axis in coo.coords)
    told = _Told(row, column, coo.data, len(items) + len(claims))
    everybody = _Choice(odds.households, np.zeros(len(households), bool))
    total, inside, points = _core(told, everybody)
    best = -1
    pairs, clients = np.unique(rows.indices, return_counts=True)
    usable = (odds.clients[pairs] > 0) & (odds.clients[pairs] <= crowd)
    for pair in pairs[(clients >= LEAST_CLIENTS) & usable].tolist():
        client = np.asarray(rows[:, [pair]].sum(axis=1)).ravel() > 0
        choice = _Choice(
            odds.households, client, int(odds.clients[pair]), float(np.log(max(odds.pairs, 1)))
        )
        own = np.concatenate([items == pair, np.zeros(len(claims), bool)])
        found, bearing, by_column = _core(told.without(own), choice)
        if found > total:
            saved = choices(odds.households, int(bearing.sum())) - choice.cost(bearing)
            by_column[: len(items)] += np.where(items == pair, saved, 0.0)
            total, points, inside, best = found, by_column, bearing, pair
    points = points * (max(total, 0.0) / max(float(points.sum()), 1e-9))
    by_item, by_claim = points[: len(items)], points[len(items) :]
    core = households[inside] if total > 0 else households[:0]
    silent = np.concatenate([odds.clients[items] > 0, np.zeros(len(claims), bool)])
    alone = _core(told.without(silent), everybody)[0] > 0
    return Surplus(max(total, 0.0), by_item, claims, by_claim, core, best, alone)
