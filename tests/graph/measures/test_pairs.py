"""Validated pairs: hypergeometric tests over all pairs that could meet."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse, stats

from graph.measures.pairs import benjamini_hochberg, validated_pairs


def claims(*services: tuple[int, ...], providers: int) -> sparse.csr_array:
    """Claims x providers."""
    matrix = np.zeros((len(services), providers))
    for row, served in enumerate(services):
        matrix[row, list(served)] = 1
    return sparse.csr_array(matrix)


def test_a_pair_that_always_meets_is_found_with_its_figures() -> None:
    rows = claims(*[(0, 1)] * 6, *[(2,)] * 40, *[(3, 4)] * 3, *[(2, 5)] * 20, providers=6)
    pairs = validated_pairs(rows)
    assert list(zip(pairs.first.tolist(), pairs.second.tolist(), strict=True)) == [(0, 1)]
    assert pairs.together.tolist() == [6]
    assert pairs.expected[0] == pytest.approx(36 / 69)
    assert pairs.p_value[0] == pytest.approx(stats.hypergeom.sf(5, 69, 6, 6))
    assert pairs.lift[0] == pytest.approx(69 / 6)


def test_busy_providers_meet_by_chance() -> None:
    random = np.random.default_rng(3)
    rows = (random.random((500, 30)) < 0.3).astype(float)
    assert len(validated_pairs(sparse.csr_array(rows))) == 0


def test_no_claims_or_no_providers() -> None:
    assert len(validated_pairs(sparse.csr_array((0, 5)))) == 0
    assert len(validated_pairs(sparse.csr_array((5, 0)))) == 0


@given(st.lists(st.floats(0, 1), max_size=30), st.integers(0, 50))
def test_benjamini_hochberg_matches_its_definition(values: list[float], more: int) -> None:
    p_values, tests = np.array(values, float), len(values) + more
    passed = benjamini_hochberg(p_values, tests, 0.05)
    ordered = sorted(values)
    line = max((p for i, p in enumerate(ordered, 1) if p <= 0.05 * i / tests), default=-1.0)
    assert passed.tolist() == [p <= line for p in values]
