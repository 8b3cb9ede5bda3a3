"""Validated pairs: hypergeometric tests over all pairs that could meet."""

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse, stats

from graph.measures.pairs import PairNull, ValidatedPairs, pair_counts
from graph.projection.false_discovery import benjamini_hochberg


def in_roles(*services: tuple[int, int], providers: int) -> list[sparse.csr_array]:
    """Claims x providers by role: the first of each claim in one role, the second in another."""
    found = np.zeros((2, len(services), providers))
    for row, served in enumerate(services):
        for role, provider in enumerate(served):
            if provider >= 0:
                found[role, row, provider] = 1
    return [sparse.csr_array(matrix) for matrix in found]


def claims(*services: tuple[int, ...], providers: int) -> sparse.csr_array:
    """Claims x providers."""
    matrix = np.zeros((len(services), providers))
    for row, served in enumerate(services):
        matrix[row, list(served)] = 1
    return sparse.csr_array(matrix)


def validated_pairs(
    roles: Sequence[sparse.csr_array], sellers: sparse.csr_array | None = None
) -> ValidatedPairs:
    """Of pairs met five times or more, those twice as often as expected, with 1% false ones."""
    return pair_counts(roles, sellers).validated(rate=0.01, lift=2.0)


def test_a_pair_that_always_meets_is_found_with_its_figures() -> None:
    rows = claims(*[(0, 1)] * 6, *[(2,)] * 40, *[(3, 4)] * 3, *[(2, 5)] * 20, providers=6)
    pairs = validated_pairs([rows])
    assert list(zip(pairs.first.tolist(), pairs.second.tolist(), strict=True)) == [(0, 1)]
    assert pairs.together.tolist() == [6]
    # 40 claims have one provider only: nobody could have met there.
    assert pairs.expected[0] == pytest.approx(36 / 29)
    assert pairs.p_value[0] == pytest.approx(stats.hypergeom.sf(5, 29, 6, 6))
    assert pairs.lift[0] == pytest.approx(29 / 6)


def test_claims_without_one_of_the_roles_are_no_chance_to_meet() -> None:
    garages_only = [(9, -1)] * 400
    pairs = validated_pairs(
        in_roles(*[(0, 5)] * 6, *[(1, 6)] * 20, *[(2, 7)] * 10, *garages_only, providers=10)
    )
    assert pairs.expected[pairs.first == 0].tolist() == pytest.approx([36 / 36])
    alone = validated_pairs(in_roles(*[(0, 5)] * 6, *garages_only, providers=10))
    assert len(alone) == 0  # they meet in every claim in which anybody could


def test_busy_providers_meet_by_chance() -> None:
    random = np.random.default_rng(3)
    rows = (random.random((500, 30)) < 0.3).astype(float)
    assert len(validated_pairs([sparse.csr_array(rows)])) == 0


def test_no_claims_or_no_providers() -> None:
    assert len(validated_pairs([sparse.csr_array((0, 5))])) == 0
    assert len(validated_pairs([sparse.csr_array((5, 0))])) == 0


@given(st.lists(st.floats(0, 1), max_size=30), st.integers(0, 50))
def test_benjamini_hochberg_matches_its_definition(values: list[float], more: int) -> None:
    p_values, tests = np.array(values, float), len(values) + more
    passed = benjamini_hochberg(p_values, tests, 0.05)
    ordered = sorted(values)
    line = max((p for i, p in enumerate(ordered, 1) if p <= 0.05 * i / tests), default=-1.0)
    assert passed.tolist() == [p <= line for p in values]


def test_an_agent_and_a_garage_that_meet_beyond_chance_are_a_pair() -> None:
    served = in_roles(*[(0, 5)] * 8, *[(1, 6)] * 30, *[(2, 7)] * 30, providers=12)
    sold = np.zeros((68, 12))
    sold[:8, 10] = 1  # the agent in column 10 sold all policies of garage 0's claims
    sold[8:, 11] = 1
    pairs = validated_pairs(served, sparse.csr_array(sold))
    found = list(zip(pairs.first.tolist(), pairs.second.tolist(), strict=True))
    assert (0, 10) in found
    assert (1, 11) not in found  # the other agent sold what everybody else repaired, too
    assert pairs.tests == 3 * 3 + 2 * 3 * 2
    without = validated_pairs(served)
    assert all(second < 10 for second in without.second.tolist())
    assert without.tests == 3 * 3


def test_by_a_null_of_an_earlier_time_only_the_pairs_own_counts_decide() -> None:
    def counted(more: int) -> list[sparse.csr_array]:
        return in_roles(*[(0, 5)] * 6, *[(0, 6)] * 2, *[(1, 6)] * (30 + more), providers=9)

    before = pair_counts(counted(0), names=("garage", "adjuster")).validated(0.01, 2.0)
    assert before.null.possible == {"garage+adjuster": 38}
    later = pair_counts(counted(40), names=("garage", "adjuster"))
    frozen = later.validated(0.01, 2.0, before.null)
    at, was = (pairs.first.tolist().index(0) for pairs in (frozen, before))
    assert frozen.expected[at] == before.expected[was]
    assert frozen.p_value[at] == before.p_value[was]
    assert later.validated(0.01, 2.0).p_value[0] < before.p_value[was]
    strict = PairNull(before.null.possible, before.p_value[was] / 2)
    assert 0 not in later.validated(0.01, 2.0, strict).first


def test_more_claims_than_an_earlier_null_knew_are_no_bad_numbers() -> None:
    counts = pair_counts(in_roles(*[(0, 5)] * 60, *[(1, 6)] * 30, providers=9))
    found = counts.validated(0.01, 1.0, PairNull({"0+1": 10}, 1.0))
    assert not np.isnan(found.p_value).any()
    assert found.expected[0] == pytest.approx(60)
