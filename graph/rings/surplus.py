"""Surplus: what a ring shares beyond what brought its households together by chance.

In a graph whose links are shuffled, any item still brings its holders together, and chains of
items make groups of any size; but such groups are trees: nobody in them shares anything twice. The
surplus of a group is the surprise of all its sharing, the first holder of each item left out, less
ln C(n, H), the surprise that pure choice of H out of n households has. A tree has none. Households
that add less than they cost are no part of this core, although they may be members of the ring.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.special import gammaln

from graph.projection.chance import Chance
from graph.projection.evidence import Indices


@dataclass(frozen=True)
class Surplus:
    """The surplus of one group and whence it comes; all points add up to `total`."""

    total: float  # 0 when chance explains the group
    items: NDArray[np.float64]  # points of each item asked for
    claims: Indices  # claims in which two or more of the households take part
    claim_points: NDArray[np.float64]


def choices(households: int, size: int) -> float:
    """ln C(n, H)."""
    return float(gammaln(households + 1) - gammaln(size + 1) - gammaln(households - size + 1))


def _columns(matrix: sparse.csr_array, households: Indices) -> tuple[Indices, sparse.csr_array]:
    """The columns that two or more of these rows have, and the rows reduced to them."""
    rows = sparse.csr_array(matrix[households])
    columns, counts = np.unique(rows.indices, return_counts=True)
    shared = columns[counts >= 2].astype(np.int64)
    return shared, sparse.csr_array(rows[:, shared])


def surplus(odds: Chance, households: Indices, items: Indices) -> Surplus:
    """The surplus of these households by these items and by the claims they meet in.

    What a household adds only falls as others leave, so the core is the same in any order.
    """
    claims, parts = _columns(odds.claims, households)
    held = sparse.csr_array(odds.holdings[households][:, items])
    told = sparse.coo_array(sparse.hstack([held, parts]))
    row, column = (axis.astype(np.int64) for axis in told.coords)
    weight, width = told.data, len(items) + len(claims)
    inside = np.ones(len(households), bool)
    while True:
        left = inside[row]
        holders = np.bincount(column[left], minlength=width)
        adds = np.bincount(
            row[left], np.where(holders[column[left]] >= 2, weight[left], 0.0), len(households)
        )
        size = int(inside.sum())
        if size == 0:
            break
        cost = choices(odds.households, size) - choices(odds.households, size - 1)
        stays = inside & (adds >= cost)
        if stays.sum() == size:
            break
        inside = stays
    points = np.bincount(column[left], weight[left], width).astype(np.float64)
    first = np.zeros(width)
    np.maximum.at(first, column[left], weight[left])
    points -= first
    total = float(points.sum()) - choices(odds.households, size)
    points *= max(total, 0.0) / max(float(points.sum()), 1e-9)
    return Surplus(max(total, 0.0), points[: len(items)], claims, points[len(items) :])
