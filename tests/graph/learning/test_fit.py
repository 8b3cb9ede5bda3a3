"""The model: no verdict of a fold enters what is said of it; contributions add up; same bytes."""

import numpy as np
import pytest
from sklearn.calibration import _SigmoidCalibration

from graph.learning.fit import fit, folds, out_of_fold, picked, platt
from graph.learning.network import known, structure
from graph.learning.table import Labels, Table, joined
from tests.graph.learning.invented import invented


def test_flipping_the_labels_of_a_fold_changes_nothing_of_that_fold() -> None:
    net, own, labels = invented()
    rows = labels.places
    truth = labels.confirmed[rows].astype(float)
    for learn, judge in folds(truth):
        seen = []
        for flip in (False, True):
            confirmed, cleared = labels.confirmed.copy(), labels.cleared.copy()
            if flip:
                confirmed[rows[judge]] = ~confirmed[rows[judge]]
                cleared[rows[judge]] = ~cleared[rows[judge]]
            given = Labels(confirmed, cleared).without(rows[judge])
            table = joined(own, structure(net), known(net, given))
            model = fit(picked(table, rows[learn]), confirmed[rows[learn]].astype(float))
            judged = picked(table, rows[judge])
            seen.append((judged.values.tobytes(), model.log_odds(judged).tobytes()))
        assert seen[0] == seen[1]


def test_out_of_fold_never_gives_a_fold_its_own_verdicts() -> None:
    net, own, labels = invented()
    given: list[Labels] = []

    def features(known_then: Labels) -> Table:
        given.append(known_then)
        return joined(own, known(net, known_then))

    found = out_of_fold(features, labels)
    hidden = [set(labels.places) - set(then.places) for then in given]
    assert len(given) == 5
    assert set.union(*hidden) == set(labels.places)
    assert sum(map(len, hidden)) == len(labels.places)
    assert np.isnan(found[~labels.known]).all()
    assert not np.isnan(found[labels.known]).any()


def test_known_fraud_helps_and_a_leak_would_show() -> None:
    """Were a claim's own verdict among its features, the score would be perfect."""
    net, own, labels = invented()
    rows = labels.places
    truth = labels.confirmed[rows]

    def auc(features: Table) -> float:
        score = out_of_fold(lambda _: features, labels)[rows]
        return float((score[truth][:, None] > score[~truth]).mean())

    plain = auc(own)
    honest = out_of_fold(lambda then: joined(own, known(net, then)), labels)[rows]
    network = float((honest[truth][:, None] > honest[~truth]).mean())
    leaked = auc(joined(own, Table(("own",), labels.confirmed[:, None].astype(float))))
    assert plain + 0.05 < network < 0.99
    assert leaked == 1.0


def test_contributions_add_up_and_the_unknown_adds_nothing() -> None:
    random = np.random.default_rng(1)
    table = Table(("a", "b", "flat"), np.c_[random.normal(size=(80, 2)), np.ones(80)])
    table.values[3, 0] = np.nan
    model = fit(table, (table.values[:, 1] > 0).astype(float))
    parts = model.contributions(table)
    assert parts[3, 0] == 0
    assert not parts[:, 2].any()
    assert np.allclose(model.intercept + parts.sum(axis=1), model.log_odds(table))
    without = Table(("b",), table.values[:, [1]])  # a feature that the data no longer have
    assert np.allclose(model.log_odds(without), model.intercept + parts[:, 1])


def test_the_same_rows_give_the_same_bits() -> None:
    net, own, labels = invented()
    rows = labels.places
    table = picked(joined(own, structure(net), known(net, labels)), rows)
    truth = labels.confirmed[rows].astype(float)
    first, second = fit(table, truth), fit(table, truth)
    assert first.coefficients.tobytes() == second.coefficients.tobytes()
    assert first.intercept == second.intercept


def test_calibration_agrees_with_scikit_learn() -> None:
    random = np.random.default_rng(2)
    score = random.normal(size=300) * 2
    truth = (random.random(300) < 1 / (1 + np.exp(-0.5 * score + 1))).astype(float)
    slope, offset = platt(score, truth)
    theirs = _SigmoidCalibration().fit(score, truth)
    assert slope == pytest.approx(-theirs.a_, abs=2e-3)
    assert offset == pytest.approx(-theirs.b_, abs=2e-3)
