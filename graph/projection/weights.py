"""Links between households and their weights: how much of their sharing chance can't explain.

Method and numbers: docs/analysis.md. An item that d of n households hold says ln(n/d).
"""

from dataclasses import dataclass
from math import isqrt
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from graph.projection.evidence import Indices
from graph.projection.items import KINDS, PROVIDER_PAIR, RECURRING, Items
from graph.projection.pair_tests import Things, pair_line, pair_p_values

if TYPE_CHECKING:  # figures are made with what is here
    from graph.projection.figures import Figures

CLAIM = len(KINDS)  # the kind of claims among the things that pairs share
LONE_KINDS = tuple(KINDS.index(k) for k in ("Account", "Device", "Email", "Phone", "Vehicle"))


@dataclass(frozen=True)
class Weights:
    """What the projection takes as given; every number is explained in docs/analysis.md."""

    pair_rate: float = 0.01  # false-discovery rate of linked pairs, over all possible ones
    odds: float = 1000.0  # parts joined again must be this many times likelier than chance allows
    lone_least_holders: int = 3  # fewest households that a single item may link by itself
    lone_most_holders: int = 10  # a kind that isn't rare enough by then never links alone
    lone_false_share: float = 0.05  # of such items that honest reuse may explain
    lone_damping: float = 8.0  # holders at which a lone item has lost half its weight
    lone_least_weight: float = 0.5  # weaker lone links are dropped
    provider_share: float = 0.5  # weight of a validated provider pair, as a share of ln(n/d)
    provider_crowd: int = 200  # a pair with more client households points at nobody
    paired_share: float = 1.0  # weight of a claim that a validated pair serves, of ln(n/d)
    pair_budget: int = 4_000_000  # most household pairs written down at once


@dataclass(frozen=True)
class TestedPairs:
    """Pairs of households that share two things or more, and which of them pass their test."""

    first: Indices
    second: Indices
    linked: NDArray[np.bool_]
    line: float  # the p-value up to which they pass


@dataclass(frozen=True)
class Projection:
    """Households linked by what they share; `links` is symmetric, without a diagonal."""

    links: sparse.csr_array
    surprise: NDArray[np.float64]  # weight of each item, see surprise()
    alone: NDArray[np.float64]  # weight with which each item links by itself, 0 when damped
    cut: Indices  # items with too many holders to be compared pair by pair
    tested: TestedPairs


def surprise(items: Items, households: int, provider_share: float) -> NDArray[np.float64]:
    """ln(n/d) of each item; of a provider pair a share of it, and never above ln(lift)."""
    rare = np.log(max(households, 1) / np.maximum(items.degree, 1))
    pair = np.minimum(provider_share * rare, np.log(items.lift))
    return np.where(items.kind == PROVIDER_PAIR, pair, rare)


def pair_threshold(households: int, odds: float) -> float:
    """Least sum of ln(n/d) across a cut that takes it back: (ln C(n,2) + ln odds) / 2."""
    pairs = max(households * (households - 1) / 2, 1.0)
    return float((np.log(pairs) + np.log(odds)) / 2)


def _weighted(items: sparse.csr_array, weights: NDArray[np.float64]) -> sparse.csr_array:
    """Upper triangle of H diag(w) H': the weights two households share, summed."""
    scaled = items @ sparse.diags_array(weights)
    return sparse.csr_array(sparse.triu(scaled @ items.T, k=1, format="csr"))


def linking(items: Items) -> Indices:
    """Columns of the items that can be one of two that link a pair."""
    return np.flatnonzero(items.links & (items.degree >= 2) & (items.kind != PROVIDER_PAIR))


def pairs_compared(degree: Indices, compared: int) -> int:
    """Pairs of holders of the items with at most `compared` holders."""
    some = degree[degree <= compared].astype(np.int64)
    return int((some * (some - 1) // 2).sum())


def most_compared(degree: Indices, budget: int) -> int:
    """Most holders with which items are compared pair by pair, so that their pairs fit the budget.

    Items of two holders always are: their pairs are no more than the items.
    """
    sizes, counts = np.unique(degree[degree >= 2], return_counts=True)
    pairs = np.cumsum(counts * (sizes * (sizes - 1) // 2))
    fits = int(np.searchsorted(pairs, budget, side="right"))
    if fits == len(sizes):
        return isqrt(2 * budget)
    return max(int(sizes[fits]) - 1, 2)


def _told(items: Items) -> NDArray[np.bool_]:
    """Items that pairs are tested for: of the derived ones, recurring pairs are told by their
    claims, provider pairs by nobody."""
    return np.asarray(items.links & (items.kind < RECURRING))


def kinds_and_degrees(items: Items) -> tuple[Indices, Indices]:
    """Kind and households of everything that pairs are tested for: items, then claims.

    What pairs aren't tested for has no households.
    """
    met = np.rint(np.asarray(items.together.sum(axis=0)).ravel()).astype(np.int64)
    kind = np.concatenate([items.kind, np.full(len(met), CLAIM)])
    return kind, np.concatenate([np.where(_told(items), items.degree, 0), met])


def things_of(items: Items) -> Things:
    """Everything that pairs are tested for: linking items, and claims of several households."""
    silent = sparse.diags_array(_told(items).astype(np.float64))
    held = sparse.csr_array(sparse.hstack([items.by_household @ silent, items.together]))
    held.eliminate_zeros()
    kind, degree = kinds_and_degrees(items)
    return Things(held=held, kind=kind, degree=degree, kinds=CLAIM + 1)


def evidence_pairs(
    items: Items, weight: NDArray[np.float64], settings: Weights, figures: "Figures"
) -> tuple[sparse.csr_array, Indices, TestedPairs]:
    """Pairs that share two or more different things beyond chance, by the ln(n/d) of these.

    Also told: the items with too many holders to be compared pair by pair, which count where others
    make a pair; and the tests.
    """
    things = things_of(items)
    columns = np.flatnonzero(things.degree >= 2)
    few = things.degree[columns] <= figures.compared
    anchors, hubs = columns[few], columns[~few]
    parts = np.maximum(things.degree[len(weight) :], 1)
    told = np.concatenate([weight, np.log(max(figures.households, 1) / parts)])
    some = sparse.csr_array(things.held[:, anchors])
    total = _weighted(some, told[anchors]).tocoo()
    shared = _weighted(some, np.ones(len(anchors))).tocoo()
    first, second = (axis.astype(np.int64) for axis in total.coords)
    value, count = total.data.copy(), shared.data.copy()
    if len(hubs):
        crowd = sparse.csr_array(things.held[:, hubs])
        for start in range(0, len(first), 200_000):
            part = slice(start, start + 200_000)
            both = sparse.csr_array(crowd[first[part]].multiply(crowd[second[part]]))
            value[part] += both @ told[hubs]
            count[part] += np.asarray(both.sum(axis=1)).ravel()
    several = count > 1.5
    first, second, value = first[several], second[several], value[several]
    p_values = pair_p_values(things, figures.crowding, first, second)
    line = figures.line
    if line is None:
        line = pair_line(p_values, figures.households, settings.pair_rate)
    keep = p_values <= line
    shape = (len(items.by_household.indptr) - 1,) * 2
    links = sparse.csr_array((value[keep], (first[keep], second[keep])), shape=shape)
    return links, hubs[hubs < len(weight)], TestedPairs(first, second, keep, line)


def judged_otherwise(
    tested: TestedPairs, items: Items, figures: "Figures", settings: Weights
) -> tuple[int, int]:
    """How many of the tested pairs other figures and items judge otherwise; and how many these
    link."""
    things = things_of(items)
    p_values = pair_p_values(things, figures.crowding, tested.first, tested.second)
    linked = p_values <= pair_line(p_values, figures.households, settings.pair_rate)
    return int((linked != tested.linked).sum()), int(linked.sum())


def lone_holders(degree: Indices, settings: Weights) -> int:
    """Fewest households at which an item of this kind links by itself; 0 for never.

    If a share p of the kind's items passes honestly from one household to a second, and again from
    the second to a third, then N p^(k-1) of N items have k holders or more. The answer is the least
    k where that is at most `lone_false_share` of the items seen with k holders or more.
    """
    used = degree[degree >= 1]
    passed_on = float((used >= 2).mean()) if len(used) else 0.0
    for holders in range(settings.lone_least_holders, settings.lone_most_holders + 1):
        seen = int((used >= holders).sum())
        if len(used) * passed_on ** (holders - 1) <= settings.lone_false_share * seen:
            return holders if seen else 0
    return 0


def lone_weight(
    degree: Indices, weight: NDArray[np.float64], settings: Weights
) -> NDArray[np.float64]:
    """Weight of items that link their holders by themselves, falling with holders; 0 when weak."""
    damped = weight / (1.0 + (degree / settings.lone_damping) ** 2)
    return np.where(damped >= settings.lone_least_weight, damped, 0.0)


def _lone(
    items: Items, weight: NDArray[np.float64], settings: Weights, figures: "Figures"
) -> NDArray[np.float64]:
    """For each item, the weight with which it links by itself."""
    alone = np.zeros(len(weight))
    for kind in LONE_KINDS:
        some = np.flatnonzero(items.links & (items.kind == kind))
        if least := figures.lone[kind]:
            some = some[items.degree[some] >= least]
            alone[some] = lone_weight(items.degree[some], weight[some], settings)
    return alone


def _met(items: Items, settings: Weights, households: int) -> sparse.csr_array:
    """Links of those who meet in a claim that a validated pair serves; elsewhere one is no link."""
    claims = sparse.csr_array(items.together[:, items.paired])
    parts = np.maximum(np.asarray(claims.sum(axis=0)).ravel(), 1.0)
    return _weighted(claims, settings.paired_share * np.log(max(households, 1) / parts))


def project(items: Items, settings: Weights, figures: "Figures") -> Projection:
    """Households x households: pair links, lone items and validated provider pairs, summed.

    `figures` are those of these items, or of the time at which they were frozen.
    """
    weight = surprise(items, figures.households, settings.provider_share)
    pairs, cut, tested = evidence_pairs(items, weight, settings, figures)
    alone = _lone(items, weight, settings, figures)
    provider = (items.kind == PROVIDER_PAIR) & (items.degree <= settings.provider_crowd)
    alone[provider] = weight[provider]
    columns = np.flatnonzero(alone > 0)
    upper = pairs + _weighted(sparse.csr_array(items.by_household[:, columns]), alone[columns])
    upper = upper + _met(items, settings, figures.households)
    return Projection(sparse.csr_array(upper + upper.T), weight, alone, cut, tested)
