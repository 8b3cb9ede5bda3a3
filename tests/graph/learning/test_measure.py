"""Figures agree with scikit-learn's; intervals and gains are paired; ties count in proportion."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import average_precision_score, roc_auc_score

from graph.learning.measure import Ranking, calibration, compare


@given(st.integers(0, 10_000), st.booleans())
def test_figures_agree_with_scikit_learn_with_ties_and_weights(seed: int, tied: bool) -> None:
    random = np.random.default_rng(seed)
    truth = random.random(60) < 0.3
    truth[:2] = True, False
    score = random.normal(size=60)
    if tied:
        score = score.round(0)
    weights = random.integers(0, 4, 60).astype(float)
    weights[:2] = 1
    found = Ranking(truth, score).figures(weights[None, :], ())
    auc = roc_auc_score(truth, score, sample_weight=weights)
    precision = average_precision_score(truth, score, sample_weight=weights)
    assert found["auc"][0] == pytest.approx(auc)
    assert found["ap"][0] == pytest.approx(precision)


def test_precision_at_the_top() -> None:
    truth = np.array([1, 0, 1, 1, 0, 0], bool)
    ranking = Ranking(truth, np.array([6.0, 5, 4, 3, 2, 1]))
    found = ranking.figures(np.ones((1, 6)), (2, 4))
    assert (found["2"][0], found["4"][0]) == (0.5, 0.75)
    tied = Ranking(truth, np.zeros(6)).figures(np.ones((1, 6)), (2,))
    assert tied["2"][0] == 0.5  # all alike: the base rate


def test_a_gain_is_judged_on_the_same_draws() -> None:
    random = np.random.default_rng(0)
    truth = random.random(400) < 0.2
    good = truth + random.normal(size=400)
    found = compare(truth, {"noise": [random.normal(size=400)], "good": [good]}, tops=(50,))
    assert found.gain["noise"].low > 0
    assert found.measured["good"].auc.low < found.measured["good"].auc.value
    same = compare(truth, {"one": [good], "two": [good]}, tops=(50,))
    assert same.gain["one"].low == same.gain["one"].high == 0


def test_runs_are_averaged_and_draws_are_seeded() -> None:
    random = np.random.default_rng(0)
    truth = random.random(200) < 0.3
    runs = [random.normal(size=200) for _ in range(3)]
    first = compare(truth, {"a": runs}, tops=(10,), draws=50)
    assert first == compare(truth, {"a": runs}, tops=(10,), draws=50)
    mean = np.mean([roc_auc_score(truth, run) for run in runs])
    assert first.measured["a"].auc.value == pytest.approx(mean)


def test_calibration_says_what_came_true() -> None:
    truth = np.array([0] * 90 + [1] * 10 + [1] * 60 + [0] * 40, bool)
    said = np.array([0.1] * 100 + [0.6] * 100)
    low, high = calibration(truth, said, bins=2)
    assert (low.claims, low.true.value) == (100, 0.1)
    assert low.said == pytest.approx(0.1)
    assert high.true.low < 0.6 < high.true.high
    assert low.true.low == pytest.approx(0.0552, abs=1e-4)  # Wilson's interval of 10 in 100
