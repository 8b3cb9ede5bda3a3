"""Settled communities: cut finely, joined again by evidence across the cut, at a stable resolution.

Every component is cut at several resolutions. Parts are then joined again where what they share
across the cut is beyond chance, by the test that links two households; people whom only a pair of
providers ties go to the group that holds most of the pair's clients. Of the resolutions, the one
counts whose communities are most like those of the others: it depends least on the choice.
"""

from dataclasses import dataclass
from itertools import combinations

import networkx as nx
import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from graph.communities.partition import Community, cut, to_networkx
from graph.projection.evidence import Indices
from graph.projection.items import PROVIDER_PAIR, Items

RESOLUTIONS = (0.5, 1.0, 2.0)
WHOLE = 8  # households of a component or part that is not cut
LARGEST = 300  # households that are settled together; larger components are cut in advance
HALF = 0.5


@dataclass(frozen=True)
class Ties:
    """What decides whether parts belong together."""

    items: Items
    surprise: NDArray[np.float64]  # of each item
    threshold: float  # least evidence across a cut that takes it back
    households: int  # number of all households


class _Parts:
    """Parts of one component and the items they hold; joined in place."""

    def __init__(self, ties: Ties, parts: list[Community]) -> None:
        items = ties.items
        self.groups = [set(part) for part in parts]
        nodes = np.array([node for part in parts for node in part], np.int64)
        of = np.repeat(np.arange(len(parts)), [len(part) for part in parts])
        rows = sparse.csr_array(items.by_household[nodes])
        columns, holders = np.unique(rows.indices, return_counts=True)
        kind = items.kind[columns]
        keep = (holders >= 2) & items.links[columns]
        self._columns = columns[keep]
        self._pair = kind[keep] == PROVIDER_PAIR
        self._weight = ties.surprise[self._columns]
        self._degree = items.degree[self._columns]
        one = sparse.csr_array(
            (np.ones(len(nodes)), (of, np.arange(len(nodes)))), shape=(len(parts), len(nodes))
        )
        self.held = (one @ rows[:, self._columns]).toarray()
        self._own = ~self._pair
        self._least = ties.threshold
        self._choice = np.log(max(ties.households, 2))

    def _across(self, at: int) -> NDArray[np.float64]:
        """Evidence that ties a part to each of the others.

        An item counts once for each holder on the side that has fewer, less the surprise that a
        larger group has of its size. With a group that stands by itself a pair of providers
        counts once, however many clients it has: it may serve several groups.
        """
        size = np.array([len(group) for group in self.groups], np.float64)
        fewer = np.minimum(self.held, self.held[at])
        alone = self._alone(size)
        once = np.ix_(alone | alone[at], self._pair)
        fewer[once] = np.minimum(fewer[once], 1.0)
        smaller = np.log(np.maximum(np.minimum(size, size[at]), 1.0))
        weight = np.maximum(self._weight[None, :] - smaller[:, None], 0.0)
        weight[:, self._pair] = self._weight[self._pair]
        across = np.asarray((fewer * weight).sum(axis=1))
        across[at] = 0.0
        return across

    def _alone(self, size: NDArray[np.float64]) -> NDArray[np.bool_]:
        """Which groups share more, without provider pairs, than their choice has surprise."""
        shared = np.maximum(self.held[:, self._own] - 1.0, 0.0)
        return np.asarray(shared @ self._weight[self._own] >= size * self._choice, np.bool_)

    def _join(self, first: int, second: int) -> None:
        self.groups[first] |= self.groups.pop(second)
        self.held[first] += self.held[second]
        self.held = np.delete(self.held, second, axis=0)

    def join_tied(self) -> None:
        """Join the two parts with most evidence across, as long as it is enough."""
        across = np.array([self._across(at) for at in range(len(self.groups))])
        while len(self.groups) > 1:
            first, second = sorted(divmod(int(np.argmax(across)), len(self.groups)))
            if across[first, second] < self._least:
                break
            self._join(first, second)
            across = np.delete(np.delete(across, second, axis=0), second, axis=1)
            across[first] = across[:, first] = self._across(first)

    def join_clients(self) -> None:
        """Parts that only provider pairs hold together go to whom most of the clients belong."""
        at = len(self.groups) - 1
        while at >= 0 and len(self.groups) > 1:
            if not (self.held[at][self._own] >= 2).any():
                shared = self._pair & (self.held[at] > 0)
                most = self.held[:, shared] * (self.held[:, shared] >= HALF * self._degree[shared])
                weight = np.asarray((most * self._weight[shared]).sum(axis=1))
                weight[at] = 0.0
                if weight.any():
                    self._join(*sorted((int(np.argmax(weight)), at)))
            at -= 1

    def settled(self) -> list[Community]:
        """The groups, sorted."""
        return sorted(tuple(sorted(group)) for group in self.groups)


def _likeness(labels: NDArray[np.int64], ends: tuple[Indices, Indices]) -> NDArray[np.float64]:
    """For each labelling (runs x nodes) the share of links on which the others agree with it."""
    together = labels[:, ends[0]] == labels[:, ends[1]]
    alike = np.zeros(len(labels))
    for first, second in combinations(range(len(labels)), 2):
        agree = float((together[first] == together[second]).mean())
        alike[first] += agree
        alike[second] += agree
    return alike


def settled_at(graph: "nx.Graph[int]", ties: Ties, resolution: float, seed: int) -> list[Community]:
    """Communities of one connected graph, cut at this resolution and joined by evidence; sorted.

    Nodes are rows of the items that `ties` has.
    """
    fine = sorted(cut(graph, largest=WHOLE, resolution=resolution, seed=seed))
    if len(fine) < 2:
        return fine
    parts = _Parts(ties, fine)
    parts.join_tied()
    parts.join_clients()
    return parts.settled()


def settle(links: sparse.csr_array, ties: Ties, seed: int) -> list[Community]:
    """Communities of linked nodes, all of the matrix, few enough to be settled together.

    Those of the resolution whose outcome is most like the others'.
    """
    nodes = np.arange(links.shape[0])
    if len(nodes) <= WHOLE:
        return [tuple(nodes.tolist())]
    graph = to_networkx(links, nodes)
    found = [settled_at(graph, ties, resolution, seed) for resolution in RESOLUTIONS]
    if all(one == found[0] for one in found):
        return found[0]
    labels = np.zeros((len(found), len(nodes)), np.int64)
    for run, groups in enumerate(found):
        for number, group in enumerate(groups):
            labels[run, list(group)] = number
    inside = sparse.triu(links, k=1, format="coo")
    first, second = (axis.astype(np.int64) for axis in inside.coords)
    return found[int(np.argmax(_likeness(labels, (first, second))))]


def parts_in_advance(links: sparse.csr_array, seed: int) -> list[Community]:
    """Parts of a component that is too large to be settled at once; all nodes of the matrix."""
    graph = to_networkx(links, np.arange(links.shape[0]))
    return sorted(cut(graph, largest=LARGEST, resolution=1.0, seed=seed))
