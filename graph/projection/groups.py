"""Grouping by shared keys: union of everything that has a key in common, in linear time."""

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse import csgraph

from graph.projection.evidence import Indices, ranges


class Elements:
    """The elements of each group, found without looking at all elements again."""

    def __init__(self, groups: Indices) -> None:
        """`groups` is the group number of each element."""
        self._order = np.argsort(groups, kind="stable")
        self._starts = np.concatenate([[0], np.cumsum(np.bincount(groups))]).astype(np.int64)

    def of(self, groups: Indices) -> Indices:
        """All elements of these groups, each group named once; sorted."""
        return np.sort(self._order[ranges(self._starts[groups], self._starts[groups + 1])])


def canonical(labels: NDArray[np.int32] | Indices) -> Indices:
    """The same grouping with groups numbered by their first element, so that order is stable."""
    _, first, inverse = np.unique(labels, return_index=True, return_inverse=True)
    rank = np.empty(len(first), np.int64)
    rank[np.argsort(first, kind="stable")] = np.arange(len(first))
    return rank[inverse]


def union(count: int, members: Indices, keys: Indices) -> Indices:
    """Group number of 0..count-1 when members with an equal key belong together.

    `members` and `keys` are parallel; keys are any non-negative integers.
    """
    if count == 0:
        return np.zeros(0, np.int64)
    _, compact = np.unique(keys, return_inverse=True)
    total = count + (int(compact.max()) + 1 if len(compact) else 0)
    graph = sparse.csr_array(
        (np.ones(len(members), np.int8), (members, count + compact)), shape=(total, total)
    )
    _, labels = csgraph.connected_components(graph, directed=False)
    return canonical(labels[:count])


def indicator(groups: Indices) -> sparse.csr_array:
    """A 0/1 matrix (groups x elements) that sums rows of elements into rows of groups."""
    count = int(groups.max()) + 1 if len(groups) else 0
    ones = np.ones(len(groups), np.float64)
    return sparse.csr_array((ones, (groups, np.arange(len(groups)))), shape=(count, len(groups)))
