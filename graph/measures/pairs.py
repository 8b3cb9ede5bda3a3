"""Which pairs meet more often than chance: hypergeometric tests over all pairs that could meet.

Statistically validated projection (Tumminello et al. 2011, doi 10.1371/journal.pone.0017994) with
the false-discovery rate of Benjamini and Hochberg (1995). The number of tests is the number of all
possible pairs, also of those never seen together: over seen pairs alone nearly every one passes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray
from scipy import sparse, stats

from graph.projection.evidence import Indices
from graph.projection.false_discovery import benjamini_hochberg


@dataclass(frozen=True)
class ValidatedPairs:
    """Pairs of columns that share rows beyond chance; parallel arrays sorted by (first, second)."""

    first: Indices
    second: Indices
    together: Indices  # rows that both are in
    expected: NDArray[np.float64]  # rows expected by chance
    p_value: NDArray[np.float64]
    tests: int  # all pairs that could have met

    @property
    def lift(self) -> NDArray[np.float64]:
        """Joint rows over the rows expected by chance."""
        return self.together / self.expected

    def __len__(self) -> int:
        return len(self.first)


def _tested(
    first: sparse.csr_array, second: sparse.csr_array, least: int, lift: float
) -> ValidatedPairs:
    """Pairs of columns of two claims x parties matrices that may pass, with their p-values.

    Chance is measured over the claims that have a provider in both roles: in the others the two
    could not have met.
    """
    several = 1 if first is second else 0  # providers that a claim has besides
    tests = len(np.unique(first.indices)) * len(np.unique(second.indices))
    counts = np.diff(first.indptr), np.diff(second.indptr)
    possible = np.flatnonzero((counts[0] > several) & (counts[1] > several))
    one, two = sparse.csr_array(first[possible]), sparse.csr_array(second[possible])
    ours, theirs = (np.asarray(rows.sum(axis=0)).ravel() for rows in (one, two))
    joint = sparse.coo_array(one.T @ two)
    a, b = (axis.astype(np.int64) for axis in joint.coords)
    together = np.rint(joint.data).astype(np.int64)
    expected = ours[a] * theirs[b] / max(len(possible), 1)
    # Pairs that can't pass anyway get no test; to the false-discovery rate they are p = 1.
    maybe = np.flatnonzero(
        (together >= least) & (together >= lift * expected) & (a < b if first is second else a != b)
    )
    a, b, together = (x[maybe] for x in (a, b, together))
    tail = stats.hypergeom.sf(together - 1, len(possible), ours[a], theirs[b])
    ends = np.minimum(a, b), np.maximum(a, b)
    return ValidatedPairs(*ends, together, expected[maybe], np.asarray(tail, np.float64), tests)


def validated_pairs(
    roles: Sequence[sparse.csr_array],
    sellers: sparse.csr_array | None = None,
    *,
    rate: float = 0.01,
    least: int = 5,
    lift: float = 2.0,
) -> ValidatedPairs:
    """Test all pairs of parties that serve claims in two different roles.

    `roles` holds one 0/1 matrix (claims x parties) for each role of providers, such as garage or
    adjuster; `sellers` the agents who sold the policies, in columns of their own. A pair passes
    with at least `least` joint claims, `lift` times the expected number, and a hypergeometric tail
    probability under the false-discovery `rate` over all possible pairs: every provider of a role
    with every one of every other role and with every agent, whether they were seen together or not.
    Where no roles are known (one matrix), all providers are tested against each other.
    """
    met = list(combinations(roles, 2)) if len(roles) > 1 else [(r, r) for r in roles]
    if sellers is not None:
        met += [(role, sellers) for role in roles]
    found = [_tested(first, second, least, lift) for first, second in met]
    none = np.zeros(0, np.int64)
    if not found:
        return ValidatedPairs(none, none, none, np.zeros(0), np.zeros(0), 0)
    tests = sum(pairs.tests for pairs in found)
    one, two, together = (
        np.concatenate([getattr(pairs, name) for pairs in found])
        for name in ("first", "second", "together")
    )
    expected = np.concatenate([pairs.expected for pairs in found])
    tail = np.concatenate([pairs.p_value for pairs in found])
    # Two parties may meet in several pairs of roles: the most surprising one stands for them.
    order = np.lexsort((tail, two, one))
    order = order[benjamini_hochberg(tail, tests, rate)[order]]
    again = (np.diff(one[order]) == 0) & (np.diff(two[order]) == 0)
    keep = np.delete(order, np.flatnonzero(again) + 1)
    return ValidatedPairs(one[keep], two[keep], together[keep], expected[keep], tail[keep], tests)
