"""Which pairs meet more often than chance: hypergeometric tests over all pairs that could meet.

Statistically validated projection (Tumminello et al. 2011, doi 10.1371/journal.pone.0017994) with
the false-discovery rate of Benjamini and Hochberg (1995). The number of tests is the number of all
possible pairs, also of those never seen together: over seen pairs alone nearly every one passes.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse, stats

from graph.projection.evidence import Indices


@dataclass(frozen=True)
class ValidatedPairs:
    """Pairs of columns that share rows beyond chance; parallel arrays sorted by (first, second)."""

    first: Indices
    second: Indices
    together: Indices  # rows that both are in
    expected: NDArray[np.float64]  # rows expected by chance
    p_value: NDArray[np.float64]

    @property
    def lift(self) -> NDArray[np.float64]:
        """Joint rows over the rows expected by chance."""
        return self.together / self.expected

    def __len__(self) -> int:
        return len(self.first)


def benjamini_hochberg(p_values: NDArray[np.float64], tests: int, rate: float) -> NDArray[np.bool_]:
    """Which of these pass at false-discovery `rate` when `tests` were made; others had p = 1."""
    order = np.argsort(p_values, kind="stable")
    allowed = rate * np.arange(1, len(p_values) + 1) / max(tests, 1)
    below = np.flatnonzero(p_values[order] <= allowed)
    passed = np.zeros(len(p_values), bool)
    if len(below):
        passed[order[: below[-1] + 1]] = True
    return passed


def validated_pairs(
    rows: sparse.csr_array, *, rate: float = 0.01, least: int = 5, lift: float = 2.0
) -> ValidatedPairs:
    """Test all pairs of columns of a 0/1 matrix (claims x providers).

    A pair passes with at least `least` joint rows, `lift` times the expected number, and a
    hypergeometric tail probability under the false-discovery `rate` over all C(columns, 2) pairs.
    """
    total, columns = rows.shape
    degree = np.asarray(rows.sum(axis=0)).ravel()
    joint = sparse.triu(rows.T @ rows, k=1, format="coo")
    first, second = (axis.astype(np.int64) for axis in joint.coords)
    together = np.rint(joint.data).astype(np.int64)
    expected = degree[first] * degree[second] / max(total, 1)
    # Pairs that can't pass anyway get no test; to the false-discovery rate they are p = 1.
    maybe = np.flatnonzero((together >= least) & (together >= lift * expected))
    first, second, together, expected = (x[maybe] for x in (first, second, together, expected))
    tail = stats.hypergeom.sf(together - 1, total, degree[first], degree[second])
    passed = benjamini_hochberg(tail, columns * (columns - 1) // 2, rate)
    keep = np.flatnonzero(passed)
    keep = keep[np.lexsort((second[keep], first[keep]))]
    return ValidatedPairs(first[keep], second[keep], together[keep], expected[keep], tail[keep])
