"""Logistic regression whose log-odds are sums of contributions; the one door to scikit-learn.

Everything runs on one thread in the order of the rows given, which callers sort by id, so the same
data give the same numbers to the last bit on one machine.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold
from threadpoolctl import threadpool_limits

from graph.learning.table import Labels, Places, Table, Values

STRENGTH = 0.1
"""Inverse of the L2 penalty on standardised features (scikit-learn's C)."""
_DIGITS = 9
_MOST_STEPS = 1000


@dataclass(frozen=True)
class Fitted:
    """Log-odds of a row = intercept + sum of coefficient * (value - mean) / scale."""

    names: tuple[str, ...]
    mean: Values
    scale: Values
    coefficients: Values
    intercept: float

    def contributions(self, table: Table) -> Values:
        """What each feature adds to the log-odds, rows x names; what isn't known adds 0."""
        values = table.only(self.names).values
        added = (values - self.mean) / self.scale * self.coefficients
        return np.nan_to_num(added, nan=0.0, posinf=0.0, neginf=0.0)

    def log_odds(self, table: Table) -> Values:
        """Log-odds of each row."""
        total: Values = self.intercept + self.contributions(table).sum(axis=1)
        return total


def fit(table: Table, truth: Values, strength: float = STRENGTH) -> Fitted:
    """Fit on these rows; `truth` is 1 (fraud) or 0. A feature without spread gets no say."""
    mean, scale = _standard(table.values)
    rows = np.nan_to_num((table.values - mean) / scale, nan=0.0)
    model = LogisticRegression(C=strength, max_iter=_MOST_STEPS, tol=1e-8)
    with threadpool_limits(limits=1):
        model.fit(rows, truth)
    return Fitted(
        table.names,
        _rounded(mean),
        _rounded(scale),
        _rounded(model.coef_[0]),
        float(_rounded(model.intercept_)[0]),
    )


def _standard(values: Values) -> tuple[Values, Values]:
    """Mean and standard deviation of each column over what is known; 0 and 1 where nothing is."""
    seen = ~np.isnan(values)
    count = np.maximum(seen.sum(axis=0), 1)
    mean = np.where(seen, values, 0.0).sum(axis=0) / count
    spread = np.sqrt((np.where(seen, values - mean, 0.0) ** 2).sum(axis=0) / count)
    return mean, np.where(spread > 0, spread, 1.0)


def _rounded(values: Values) -> Values:
    """To nine significant digits: what a model file holds is exactly what predicts."""
    return np.array([float(f"{value:.{_DIGITS}g}") for value in values])


def folds(truth: Values, count: int = 5, seed: int = 0) -> Iterator[tuple[Places, Places]]:
    """Pairs of (rows to learn from, rows to judge), each row judged once, verdicts in proportion"""
    split = StratifiedKFold(count, shuffle=True, random_state=seed)
    for learn, judge in split.split(np.zeros((len(truth), 1)), truth):
        yield np.asarray(learn, np.int64), np.asarray(judge, np.int64)


def out_of_fold(
    features: Callable[[Labels], Table],
    labels: Labels,
    *,
    count: int = 5,
    seed: int = 0,
    strength: float = STRENGTH,
) -> Values:
    """Log-odds of every row with a verdict, by a model that knew no verdict of its fold.

    `features` makes the features of all rows from the verdicts it is given: those of the other
    folds. Neither features nor model of a fold can depend on the fold's own verdicts. Rows without
    a verdict are NaN.
    """
    found = np.full(len(labels.confirmed), np.nan)
    rows = labels.places
    truth = labels.confirmed[rows].astype(np.float64)
    for learn, judge in folds(truth, count, seed):
        table = features(labels.without(rows[judge]))
        model = fit(picked(table, rows[learn]), truth[learn], strength)
        found[rows[judge]] = model.log_odds(picked(table, rows[judge]))
    return found


def picked(table: Table, rows: Places) -> Table:
    """These rows of the table."""
    return Table(table.names, table.values[rows])


def platt(log_odds: Values, truth: Values) -> tuple[float, float]:
    """Slope and offset that turn out-of-fold log-odds into calibrated ones (Platt 1999).

    A straight line keeps contributions adding up. Truth is smoothed as Platt says, so that few
    verdicts don't give certainty.
    """
    good = float(truth.sum())
    bad = float(len(truth) - good)
    high, low = (good + 1) / (good + 2), 1 / (bad + 2)
    rows = np.concatenate([log_odds, log_odds])[:, None]
    target = np.concatenate([np.ones(len(truth)), np.zeros(len(truth))])
    share = np.where(truth > 0, high, low)
    model = LogisticRegression(C=np.inf, max_iter=_MOST_STEPS, tol=1e-8)
    with threadpool_limits(limits=1):
        model.fit(rows, target, sample_weight=np.concatenate([share, 1 - share]))
    slope, offset = _rounded(np.array([model.coef_[0][0], model.intercept_[0]]))
    return float(slope), float(offset)
