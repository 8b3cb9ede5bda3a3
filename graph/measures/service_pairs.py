"""Service pairs: two parties who serve the same claims far more often than their size explains.

The chance of a pair counts only claims in which both sides take part at all (a lawyer is in few
claims, but then mostly beside some clinic), so that volume alone never fires: a hypergeometric test
(Tumminello et al. 2011, doi 10.1371/journal.pone.0017994) with Benjamini-Hochberg over every pair
that could meet. Households are dealt, not claims, so that one patient's many visits are one. A pair
is also held against its towns: where both are simply the nearest, what is expected within each
claimant's city explains them, and nothing fires.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from scipy import sparse, stats

from graph.measures.context import Context
from graph.measures.patterns import Found, LeftOut, Measured, Value, sorted_ids
from graph.projection.evidence import Indices, binary, flat
from graph.projection.false_discovery import benjamini_hochberg
from graph.projection.groups import indicator
from graph.projection.items import PARTICIPANTS


@dataclass(frozen=True)
class _Side:
    """Parties of one side; `links` are (link id, claim, column, further links) per service."""

    ids: tuple[str, ...]
    claims: Indices
    columns: Indices
    links: tuple[tuple[str, ...], ...]

    def matrix(self, claims: int) -> sparse.csr_array:
        """Claims x parties, 0/1."""
        return binary(self.claims, self.columns, claims, len(self.ids))


def _sellers(context: Context) -> list[tuple[str, int, str, tuple[str, ...]]]:
    """(agent, claim, service, links) of each claim under a policy that an agent sold."""
    evidence = context.evidence
    under = evidence.table("UNDER", "Claim", "Policy")
    sold = evidence.table("SOLD", "Agent", "Policy")
    agents = evidence.nodes.get("Agent", ())
    by_policy: dict[int, list[int]] = {}
    for at, policy in enumerate(sold.targets.tolist()):
        by_policy.setdefault(policy, []).append(at)
    return [
        (agents[sold.sources[seller]], claim, under.ids[at], (under.ids[at], sold.ids[seller]))
        for at, (claim, policy) in enumerate(
            zip(under.sources.tolist(), under.targets.tolist(), strict=True)
        )
        for seller in by_policy.get(policy, ())
    ]


def _side(context: Context, roles: frozenset[str]) -> _Side:
    """All parties that serve claims in one of these roles; handlers and agents are no providers."""
    evidence = context.evidence
    rows: list[tuple[str, int, tuple[str, ...]]] = []
    table = evidence.table("SERVICED_BY", "Claim", "Provider")
    names = evidence.nodes.get("Provider", ())
    for at, link in enumerate(table.ids):
        if table.value(at) in roles:
            rows.append((names[table.targets[at]], int(table.sources[at]), (link,)))
    if "handler" in roles:
        for label in ("Employee", "Agent"):
            table = evidence.table("HANDLED_BY", "Claim", label)
            names = evidence.nodes.get(label, ())
            rows += [
                (names[table.targets[at]], int(table.sources[at]), (link,))
                for at, link in enumerate(table.ids)
            ]
    if "agent" in roles:
        rows += [(agent, claim, links) for agent, claim, _, links in _sellers(context)]
    ids = tuple(sorted({row[0] for row in rows}))
    place = {i: at for at, i in enumerate(ids)}
    return _Side(
        ids,
        np.array([row[1] for row in rows], np.int64),
        np.array([place[row[0]] for row in rows], np.int64),
        tuple(row[2] for row in rows),
    )


def _local(first: Indices, second: Indices, cities: Indices) -> float:
    """Households that two parties would share if each city's were dealt at random.

    `first` and `second` are the households each serves, `cities` the city of each household.
    """
    width = int(cities.max(initial=0)) + 1
    counts = [
        np.bincount(found[found >= 0], minlength=width)
        for found in (cities, cities[first], cities[second])
    ]
    return float((counts[1] * counts[2] / np.maximum(counts[0], 1)).sum())


def _rows_of(matrix: sparse.csc_array, column: int) -> Indices:
    """The rows of a column's entries, sorted."""
    found = matrix.indices[matrix.indptr[column] : matrix.indptr[column + 1]]
    return np.sort(found).astype(np.int64)


@dataclass(frozen=True)
class _Pair:
    """Two parties (columns) with the rows of the claims that both serve."""

    first: int
    second: int
    claims: Indices
    families: int
    expected: float  # households by chance


def service_pairs(context: Context, parameters: Mapping[str, Value]) -> Measured:
    """Pairs of a `first` and a `second` role (words of SERVICED_BY.role, or handler, agent).

    A pair fires with `min_families` households, `min_lift` times the expected number and a tail
    probability that passes the false-discovery rate `rate`. Left out, as explained: pairs that pass
    so, but don't reach `min_lift` times what their clients' towns explain.
    """
    first = _side(context, frozenset(str(parameters["first"]).split()))
    second = _side(context, frozenset(str(parameters["second"]).split()))
    count = context.evidence.count("Claim")
    one, other = first.matrix(count), second.matrix(count)
    both = np.asarray(one.sum(axis=1)).ravel().astype(bool)
    both &= np.asarray(other.sum(axis=1)).ravel().astype(bool)
    rows = np.flatnonzero(both)
    if not len(rows):
        return Measured(())
    homes = context.claim_homes[rows]
    _, home = np.unique(
        np.where(homes >= 0, homes, context.homes.count + rows), return_inverse=True
    )
    by_claim = sparse.csc_array(one[rows]), sparse.csc_array(other[rows])
    of_home = indicator(home.astype(np.int64))
    by_home = tuple(sparse.csc_array(flat(of_home @ side)) for side in by_claim)
    cities = np.full(by_home[0].shape[0], -1, np.int64)
    cities[home[::-1]] = context.claim_cities[rows][::-1]
    found, left_out = [], []
    for pair in _passing(by_claim, by_home, home.astype(np.int64), parameters):
        a, b = pair.first, pair.second
        served = _rows_of(by_home[0], a), _rows_of(by_home[1], b)
        local = _local(*served, cities)
        if pair.families < float(parameters["min_lift"]) * local:
            for party in (first.ids[a], second.ids[b]):
                label = _label(context, party)
                left_out.append(LeftOut(party, label, len(pair.claims), "explained"))
            continue
        figures: dict[str, object] = {
            "together": len(pair.claims),
            "families": pair.families,
            "expected": round(max(pair.expected, local), 1),
            "share": round(100 * len(pair.claims) / len(_rows_of(by_claim[1], b))),
        }
        found.append(_found(context, (first, a), (second, b), rows[pair.claims], figures))
    unique = {hub.id: hub for hub in left_out}
    return Measured(tuple(found), tuple(unique[i] for i in sorted(unique)))


def _label(context: Context, party: str) -> str:
    """Label of a party by where its id is known."""
    return next(label for label, ids in context.evidence.positions.items() if party in ids)


def _passing(
    by_claim: tuple[sparse.csc_array, ...],
    by_home: tuple[sparse.csc_array, ...],
    home: Indices,
    parameters: Mapping[str, Value],
) -> list[_Pair]:
    """The pairs beyond chance, in order; matrices are claims or households x parties."""
    total = by_home[0].shape[0]
    sizes = [np.asarray(side.sum(axis=0)).ravel() for side in by_home]
    joint = (by_claim[0].T @ by_claim[1]).tocoo()
    least, lift = int(parameters["min_families"]), float(parameters["min_lift"])
    pairs = []
    for at in np.flatnonzero(joint.data >= least).tolist():
        a, b = int(joint.coords[0][at]), int(joint.coords[1][at])
        expected = float(sizes[0][a] * sizes[1][b] / total)
        if joint.data[at] < lift * expected:
            continue
        claims = np.intersect1d(_rows_of(by_claim[0], a), _rows_of(by_claim[1], b))
        families = len(np.unique(home[claims]))
        if families >= least and families >= lift * expected:
            pairs.append(_Pair(a, b, claims, families, expected))
    tails = np.array(
        [
            stats.hypergeom.sf(p.families - 1, total, sizes[0][p.first], sizes[1][p.second])
            for p in pairs
        ],
        np.float64,
    )
    tests = by_claim[0].shape[1] * by_claim[1].shape[1]
    passed = benjamini_hochberg(tails, tests, float(parameters["rate"]))
    kept = [pair for pair, keep in zip(pairs, passed.tolist(), strict=True) if keep]
    return sorted(kept, key=lambda pair: (pair.first, pair.second))


def _found(
    context: Context,
    first: tuple[_Side, int],
    second: tuple[_Side, int],
    claims: Indices,
    figures: Mapping[str, object],
) -> Found:
    """The finding of one pair with the people of the claims that both served."""
    evidence = context.evidence
    wanted = set(claims.tolist())
    links: set[str] = set()
    for side, column in (first, second):
        for at in np.flatnonzero(side.columns == column).tolist():
            if int(side.claims[at]) in wanted:
                links.update(side.links[at])
    table = evidence.table("INVOLVED_IN", "Person", "Claim")
    names, people = evidence.nodes["Claim"], set()
    for at in table.reaching(claims).tolist():
        if table.value(at) in PARTICIPANTS:
            links.add(table.ids[at])
            people.add(evidence.nodes["Person"][table.sources[at]])
    one, other = first[0].ids[first[1]], second[0].ids[second[1]]
    ids = {names[at] for at in wanted}
    return Found(
        subjects=sorted_ids({*people, one, other}),
        nodes=sorted_ids({*people, *ids, one, other}),
        links=sorted_ids(links),
        claims=sorted_ids(ids),
        figures=figures,
        roles={"first": (one,), "second": (other,)},
    )
