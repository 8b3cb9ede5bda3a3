"""Bursts: claims around one agent, provider or shared item that fall within a few days.

A scan test (Kulldorff 1997, doi 10.1080/03610929708831995, with fixed window): an anchor's losses
are held against the days of all other losses of the same kind, so that a storm or a hail day, which
fills everyone's days, is expected and fires nothing. The best window of an anchor pays for all its
windows (Bonferroni), and all anchors share one false-discovery rate (Benjamini, Hochberg 1995).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray
from scipy import sparse, special

from graph.measures.context import CLAIMANTS, NO_DAY, Context, Days, day_text
from graph.measures.patterns import Found, LeftOut, Measured, Value, sorted_ids
from graph.projection.evidence import Evidence, Indices, flat
from graph.projection.false_discovery import benjamini_hochberg
from graph.projection.groups import indicator
from graph.projection.holdings import DECLARED, ITEM_LABELS, claim_roles
from graph.projection.ids import Ids

_LOCAL = 0.01  # chance below which a burst is more than a bad week of its towns


@dataclass(frozen=True)
class _Claims:
    """What a burst is measured by, per claim."""

    days: Days
    kinds: Indices
    cities: Indices
    homes: Indices
    policies: Indices  # a number for the policy, or for the claim itself where none is known
    by_kind: Mapping[int, Days]  # days of all losses of each kind, sorted
    by_city: Mapping[int, Days]


@dataclass(frozen=True)
class _Burst:
    """The most surprising window of an anchor."""

    claims: Indices
    independent: int  # households or policies, whichever are fewer
    expected: float
    p_value: float  # after all windows of the anchor are paid for
    total: int


def _numbers(texts: tuple[str, ...]) -> Indices:
    order = {text: at for at, text in enumerate(sorted(set(texts)))}
    return np.array([order[text] for text in texts], np.int64)


def _claims(context: Context) -> _Claims:
    evidence = context.evidence
    count, policies = evidence.count("Claim"), evidence.count("Policy")
    policy = policies + np.arange(count)
    under = evidence.table("UNDER", "Claim", "Policy")
    policy[under.sources[::-1]] = under.targets[::-1]
    days = context.days("Claim", "loss_date")
    kinds, cities = _numbers(context.texts("Claim", "kind")), context.claim_cities
    by_kind, by_city = _sorted_days(days, kinds), _sorted_days(days, cities)
    return _Claims(days, kinds, cities, context.claim_homes, policy, by_kind, by_city)


def _sorted_days(days: Days, strata: Indices) -> Mapping[int, Days]:
    """The known days of each stratum, sorted."""
    dated = np.flatnonzero(days != NO_DAY)
    order = dated[np.lexsort((days[dated], strata[dated]))]
    values, starts = np.unique(strata[order], return_index=True)
    parts = np.split(days[order], starts[1:])
    return dict(zip(values.tolist(), parts, strict=True)) if len(order) else {}


def _anchors(context: Context) -> list[tuple[str, Callable[[int], str], sparse.csr_array]]:
    """(label, id by row, anchors x claims) of agents, providers and items no company has too."""
    evidence, held = context.evidence, context.holdings
    under = evidence.matrix("UNDER", "Claim", "Policy")
    sold = flat(evidence.matrix("SOLD", "Agent", "Policy") @ under.T)
    served = flat(sparse.csr_array(evidence.matrix("SERVICED_BY", "Claim", "Provider").T))
    claiming = indicator(held.person) @ claim_roles(evidence, CLAIMANTS)
    anchors: list[tuple[str, Callable[[int], str], sparse.csr_array]] = [
        ("Agent", evidence.nodes.get("Agent", ()).__getitem__, sold),
        ("Provider", evidence.nodes.get("Provider", ()).__getitem__, served),
    ]
    for label in ITEM_LABELS:
        columns = held.of_label(label)
        columns = columns[held.owner[columns] < 0]
        item = partial(_item, held.item_ids, columns)
        claims = flat(sparse.csr_array(held.declared[:, columns].T @ claiming))
        anchors.append((label, item, claims))
    return anchors


def _item(ids: Ids, columns: Indices, at: int) -> str:
    return ids[int(columns[at])]


def _tail(count: Indices | int, expected: NDArray[np.float64] | np.float64) -> NDArray[np.float64]:
    """Poisson probability of `count` or more where so many are expected."""
    return np.asarray(special.pdtrc(count - 1, expected), np.float64)


def _expected(
    own: Indices, days: Days, strata: Indices, every: Mapping[int, Days], window: int
) -> NDArray[np.float64]:
    """Losses expected in the window from each own loss on, by other claims of the same stratum.

    Days on which others had no loss are not free: at least an even spread over time is expected.
    """
    expected = np.zeros(len(own), np.float64)
    starts, ends = days[own], days[own] + window
    for stratum in np.unique(strata[own]).tolist():
        mine, others = days[own[strata[own] == stratum]], every[stratum]
        inside = np.searchsorted(others, ends) - np.searchsorted(others, starts)
        inside -= np.searchsorted(mine, ends) - np.searchsorted(mine, starts)
        rest = len(others) - len(mine)
        even = window / (int(others[-1] - others[0]) + window)
        expected += len(mine) * (np.maximum(inside / rest, even) if rest else 1.0)
    return expected


def _independent(claims: _Claims, chosen: Indices) -> int:
    homes = claims.homes[chosen]
    families = len(np.unique(homes[homes >= 0])) + int((homes < 0).sum())
    return min(families, len(np.unique(claims.policies[chosen])))


def _best(claims: _Claims, own: Indices, least: int, window: int) -> _Burst | None:
    """The most surprising window of an anchor's claims, which are sorted by day."""
    days = claims.days
    ends = np.searchsorted(days[own], days[own] + window)
    counts = ends - np.arange(len(own))
    if counts.max() < least:
        return None
    expected = _expected(own, days, claims.kinds, claims.by_kind, window)
    tails = _tail(counts, expected)
    at = int(np.lexsort((np.arange(len(own)), -counts, tails))[0])
    chosen = own[at : ends[at]]
    independent = _independent(claims, chosen)
    if independent < least:
        return None
    tail = float(_tail(independent, expected[at]))
    return _Burst(chosen, independent, float(expected[at]), min(1.0, tail * len(own)), len(own))


def _local(claims: _Claims, own: Indices, burst: _Burst, window: int) -> bool:
    """Whether a bad week of the claimants' own towns explains the burst."""
    start = int(np.flatnonzero(own == burst.claims[0])[0])
    expected = _expected(own, claims.days, claims.cities, claims.by_city, window)[start]
    return float(_tail(burst.independent, expected)) >= _LOCAL


def claims_burst(context: Context, parameters: Mapping[str, Value]) -> Measured:
    """Anchors with `min_families` independent losses or more within `window_days`, beyond chance.

    Losses of one household, or under one policy, are one. An anchor whose burst passes against all
    losses of its kind, but not against those of its claimants' towns, is left out as explained.
    """
    least, window = int(parameters["min_families"]), int(parameters["window_days"])
    claims = _claims(context)
    tried: list[tuple[str, str, Indices, _Burst | None]] = []
    for label, name, matrix in _anchors(context):
        sizes = np.diff(matrix.indptr)
        for at in np.flatnonzero(sizes >= least).tolist():
            own = matrix.indices[matrix.indptr[at] : matrix.indptr[at + 1]].astype(np.int64)
            own = own[claims.days[own] != NO_DAY]
            if len(own) >= least:
                own = own[np.lexsort((own, claims.days[own]))]
                tried.append((label, name(at), own, _best(claims, own, least, window)))
    tails = np.array([1.0 if t[3] is None else t[3].p_value for t in tried], np.float64)
    passed = benjamini_hochberg(tails, len(tried), float(parameters["rate"]))
    found, left_out = [], []
    for (label, anchor, own, burst), keep in zip(tried, passed.tolist(), strict=True):
        if burst is None or not keep:
            continue
        if _local(claims, own, burst, window):
            left_out.append(LeftOut(anchor, label, burst.total, "explained"))
        else:
            found.append(_found(context, label, anchor, burst, claims))
    return Measured(tuple(found), tuple(left_out))


def _ties(
    evidence: Evidence, label: str, anchor: int, claims: Indices
) -> tuple[set[str], set[str]]:
    """(links, people) that tie these claims to the anchor."""
    part = evidence.table("INVOLVED_IN", "Person", "Claim")
    parts = [at for at in part.reaching(claims).tolist() if part.value(at) in CLAIMANTS]
    holders: set[int] | None = None
    links: set[str] = set()
    if label == "Agent":
        under = evidence.table("UNDER", "Claim", "Policy")
        rows = under.leaving(claims)
        sold = evidence.table("SOLD", "Agent", "Policy")
        sales = [
            at for at in sold.reaching(np.unique(under.targets[rows])) if sold.sources[at] == anchor
        ]
        links.update(under.ids[at] for at in rows.tolist())
        links.update(sold.ids[at] for at in sales)
    elif label == "Provider":
        served = evidence.table("SERVICED_BY", "Claim", "Provider")
        links.update(
            served.ids[at] for at in served.leaving(claims) if served.targets[at] == anchor
        )
    else:
        holders = set()
        claimants = {int(part.sources[at]) for at in parts}
        for kind in sorted(kind for kind, to in DECLARED.items() if to == label):
            table = evidence.table(kind, "Person", label)
            for at in table.reaching(np.array([anchor], np.int64)).tolist():
                if int(table.sources[at]) in claimants:
                    holders.add(int(table.sources[at]))
                    links.add(table.ids[at])
    mine = [at for at in parts if holders is None or int(part.sources[at]) in holders]
    links.update(part.ids[at] for at in mine)
    return links, {evidence.nodes["Person"][part.sources[at]] for at in mine}


def _found(context: Context, label: str, anchor: str, burst: _Burst, claims: _Claims) -> Found:
    evidence = context.evidence
    links, people = _ties(evidence, label, evidence.positions[label][anchor], burst.claims)
    ids = {evidence.nodes["Claim"][at] for at in burst.claims.tolist()}
    days = claims.days[burst.claims]
    subjects = {*people, anchor} if label in ("Agent", "Provider") else people
    return Found(
        subjects=sorted_ids(subjects),
        nodes=sorted_ids({*people, *ids, anchor}),
        links=sorted_ids(links),
        claims=sorted_ids(ids),
        figures={
            "label": label,
            "claims": len(ids),
            "independent": burst.independent,
            "days": int(days.max() - days.min()) + 1,
            "first": day_text(int(days.min())),
            "last": day_text(int(days.max())),
            "expected": round(burst.expected, 2),
            "total": burst.total,
        },
        roles={"anchor": (anchor,)},
    )
