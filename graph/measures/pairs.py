"""Which pairs meet more often than chance: hypergeometric tests over all pairs that could meet.

Statistically validated projection (Tumminello et al. 2011, doi 10.1371/journal.pone.0017994) with
the false-discovery rate of Benjamini and Hochberg (1995). The number of tests is the number of all
possible pairs, also of those never seen together: over seen pairs alone nearly every one passes.
What chance is measured over, and the line that the rate draws, may be those of an earlier time:
then a pair is tested by its own counts and by nothing else.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray
from scipy import sparse, stats

from graph.projection.evidence import Indices
from graph.projection.false_discovery import discovery_line


@dataclass(frozen=True)
class PairNull:
    """What decides about every pair: `possible` rows by the two roles, and the `line` that passes.

    Rows are possible where both roles have a party; the line is a p-value.
    """

    possible: Mapping[str, int]
    line: float


@dataclass(frozen=True)
class ValidatedPairs:
    """Pairs of columns that share rows beyond chance; parallel arrays sorted by (first, second)."""

    first: Indices
    second: Indices
    together: Indices  # rows that both are in
    expected: NDArray[np.float64]  # rows expected by chance
    p_value: NDArray[np.float64]
    tests: int  # all pairs that could have met
    null: PairNull

    @property
    def lift(self) -> NDArray[np.float64]:
        """Joint rows over the rows expected by chance."""
        return self.together / self.expected

    @property
    def ends(self) -> NDArray[np.int64]:
        """Pairs x 2 columns."""
        return np.stack([self.first, self.second], axis=1)

    def __len__(self) -> int:
        return len(self.first)


@dataclass(frozen=True)
class PairCounts:
    """Who met how often, before any test: pairs of columns, as parallel arrays.

    A pair of columns may stand here several times, once for each two roles in which it met.
    """

    first: Indices
    second: Indices
    roles: Indices  # position in `met`
    together: Indices  # rows that both are in
    ours: Indices  # rows of the first in which one of the other role is, too
    theirs: Indices
    met: tuple[str, ...]  # names of two roles
    possible: tuple[int, ...]  # of each two roles, rows in which both have a party
    tests: int  # all pairs that could have met

    def validated(self, rate: float, lift: float, null: PairNull | None = None) -> ValidatedPairs:
        """Pairs with `lift` times the expected rows, and a probability up to the line.

        The line follows from the false-discovery `rate` over all possible pairs, and chance from
        the counts; a `null` of an earlier time gives both instead.
        """
        known = null.possible if null else {}
        rows = [known.get(name, own) for name, own in zip(self.met, self.possible, strict=True)]
        apart = self.ours + self.theirs - self.together  # fewer rows than these there can't be
        possible = np.maximum(np.array(rows, np.int64)[self.roles], apart)
        expected = self.ours * self.theirs / np.maximum(possible, 1)
        # Pairs that can't pass anyway get no test; to the false-discovery rate they are p = 1.
        maybe = np.flatnonzero(self.together >= lift * expected)
        counts = (possible, self.ours, self.theirs)
        tail = stats.hypergeom.sf(self.together[maybe] - 1, *(each[maybe] for each in counts))
        p_value = np.asarray(tail, np.float64)
        line = null.line if null else discovery_line(p_value, self.tests, rate)
        one, two = self.first[maybe], self.second[maybe]
        # Two parties may meet in several pairs of roles: the most surprising one stands for them.
        order = np.lexsort((p_value, two, one))
        order = order[p_value[order] <= line]
        again = (np.diff(one[order]) == 0) & (np.diff(two[order]) == 0)
        keep = np.delete(order, np.flatnonzero(again) + 1)
        return ValidatedPairs(
            one[keep],
            two[keep],
            self.together[maybe[keep]],
            expected[maybe[keep]],
            p_value[keep],
            self.tests,
            PairNull(dict(zip(self.met, rows, strict=True)), line),
        )


_None = np.zeros(0, np.int64)
NOBODY_MET = PairCounts(_None, _None, _None, _None, _None, _None, (), (), 0)


def _counted(
    name: str, first: sparse.csr_array, second: sparse.csr_array, least: int
) -> PairCounts:
    """Pairs of columns of two claims x parties matrices with `least` joint claims or more.

    Chance is measured over the claims that have a provider in both roles: in the others the two
    could not have met.
    """
    several = 1 if first is second else 0  # providers that a claim has besides
    tests = len(np.unique(first.indices)) * len(np.unique(second.indices))
    counts = np.diff(first.indptr), np.diff(second.indptr)
    possible = np.flatnonzero((counts[0] > several) & (counts[1] > several))
    one, two = sparse.csr_array(first[possible]), sparse.csr_array(second[possible])
    ours, theirs = (
        np.rint(np.asarray(rows.sum(axis=0)).ravel()).astype(np.int64) for rows in (one, two)
    )
    joint = sparse.coo_array(one.T @ two)
    a, b = (axis.astype(np.int64) for axis in joint.coords)
    together = np.rint(joint.data).astype(np.int64)
    some = np.flatnonzero((together >= least) & (a < b if first is second else a != b))
    a, b = a[some], b[some]
    return PairCounts(
        np.minimum(a, b),
        np.maximum(a, b),
        np.zeros(len(some), np.int64),
        together[some],
        ours[a],
        theirs[b],
        (name,),
        (len(possible),),
        tests,
    )


def pair_counts(
    roles: Sequence[sparse.csr_array],
    sellers: sparse.csr_array | None = None,
    *,
    names: Sequence[str] = (),
    least: int = 5,
) -> PairCounts:
    """Count how often all pairs of parties that serve claims in two different roles met.

    `roles` holds one 0/1 matrix (claims x parties) for each role of providers, such as garage or
    adjuster; `sellers` the agents who sold the policies, in columns of their own. Possible are
    every provider of a role with every one of every other role and with every agent, whether they
    were seen together or not; counted are those with `least` joint claims or more. Where no roles
    are known (one matrix), all providers are held against each other. `names` are those of the
    roles, by which a null of an earlier time finds them.
    """
    named = list(zip(names or [str(at) for at in range(len(roles))], roles, strict=True))
    met = list(combinations(named, 2)) if len(named) > 1 else [(role, role) for role in named]
    if sellers is not None:
        met += [(role, ("Agent", sellers)) for role in named]
    found = [_counted(f"{one}+{other}", a, b, least) for (one, a), (other, b) in met]
    if not found:
        return NOBODY_MET
    columns = [
        np.concatenate([getattr(counts, column) for counts in found])
        for column in ("first", "second", "together", "ours", "theirs")
    ]
    first, second, together, ours, theirs = columns
    return PairCounts(
        first,
        second,
        np.repeat(np.arange(len(found)), [len(counts.first) for counts in found]),
        together,
        ours,
        theirs,
        tuple(name for counts in found for name in counts.met),
        tuple(rows for counts in found for rows in counts.possible),
        sum(counts.tests for counts in found),
    )
