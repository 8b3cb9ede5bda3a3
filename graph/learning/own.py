"""Features of a claim by itself: what was reported, never what came of it.

Status and payments are left out on purpose: a claim is declined and its payment stopped because
fraud was found, so they would tell the answer.
"""

import datetime
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from graph.learning.table import Table, Values, columned
from graph.projection.evidence import Evidence
from graph.store import Store, Value

_LEAST_SHARE = 0.05
"""A kind of claim with a smaller share of the claims has no feature of its own."""
_MOST_KINDS = 12
_CLAIM = ("kind", "loss_date", "report_date", "claimed", "currency")
_POLICY = ("start_date", "premium", "currency")


@dataclass(frozen=True)
class OwnFeatures:
    """Features of each claim, its kind, and the day it came up (ordinal; NaN: not known)."""

    table: Table
    kinds: tuple[str, ...]  # one a claim, '' where not known
    days: Values


Columns = Mapping[str, Sequence[Value]]


def own_features(store: Store, evidence: Evidence) -> OwnFeatures:
    """Read what the claims and their policies say."""
    claims = evidence.nodes.get("Claim", ())
    policies = evidence.nodes.get("Policy", ())
    under = evidence.table("UNDER", "Claim", "Policy")
    policy = np.full(len(claims), -1, np.int64)
    policy[under.sources[::-1]] = under.targets[::-1]  # of several, the one with the first id
    return features_of(
        _columns(store, "Claim", _CLAIM, claims),
        _columns(store, "Policy", _POLICY, policies),
        policy.tolist(),
    )


def _columns(store: Store, label: str, names: tuple[str, ...], ids: Sequence[str]) -> Columns:
    """The properties of these ids, in their order."""
    found = store.nodes(label, list(names))
    place = {identifier: at for at, identifier in enumerate(found["id"])}
    rows = [place[identifier] for identifier in ids]
    return {name: [found[name][row] for row in rows] for name in names}


def features_of(claims: Columns, policies: Columns, policy_of: Sequence[int]) -> OwnFeatures:
    """Features from columns; `policy_of` is the place of each claim's policy, -1 for none.

    amount: ln of the amount claimed over the median claim in that currency; premiums: ln of the
    amount over the policy's premium; early: ln(1 + days from inception to loss); reporting:
    ln(1 + days from loss to report); kind=...: 1 for claims of that kind.
    """
    start = [policies["start_date"][at] if at >= 0 else None for at in policy_of]
    premium = [
        policies["premium"][at]
        if at >= 0 and policies["currency"][at] == claims["currency"][row]
        else None
        for row, at in enumerate(policy_of)
    ]
    loss, report = _days(claims["loss_date"]), _days(claims["report_date"])
    amount, inception = _logarithms(claims["claimed"]), _days(start)
    kinds = tuple(str(kind or "") for kind in claims["kind"])
    columns: dict[str, Values] = {
        "amount": amount - _usual(amount, claims["currency"]),
        "premiums": amount - _logarithms(premium),
        "early": np.log1p(np.maximum(loss - inception, 0)),
        "reporting": np.log1p(np.maximum(report - loss, 0)),
    }
    for kind in _common(kinds):
        columns[f"kind={kind}"] = np.array([one == kind for one in kinds], np.float64)
    table = Table(tuple(columns), columned(list(columns.values()), len(kinds)))
    return OwnFeatures(table, kinds, np.where(np.isnan(report), loss, report))


def _days(dates: Sequence[Value]) -> Values:
    return np.array(
        [one.toordinal() if isinstance(one, datetime.date) else np.nan for one in dates]
        or np.zeros(0)
    )


def _logarithms(amounts: Sequence[Value]) -> Values:
    """ln of positive amounts; the others aren't known."""
    numbers = np.array(
        [float(one) if isinstance(one, int) and one > 0 else np.nan for one in amounts]
        or np.zeros(0)
    )
    return np.asarray(np.log(numbers), np.float64)


def _usual(amounts: Values, currencies: Sequence[Value]) -> Values:
    """The median of each row's currency."""
    given = np.array([str(one) for one in currencies], object)
    result = np.full(len(amounts), np.nan)
    for currency in sorted(set(given)):
        rows = given == currency
        known = amounts[rows & ~np.isnan(amounts)]
        if len(known):
            result[rows] = np.median(known)
    return result


def _common(kinds: tuple[str, ...]) -> list[str]:
    """Kinds frequent enough, by name; of too many, the most frequent."""
    counts = Counter(kind for kind in kinds if kind)
    often = [(-n, kind) for kind, n in counts.items() if n >= _LEAST_SHARE * len(kinds)]
    return sorted(kind for _, kind in sorted(often)[:_MOST_KINDS])
