"""How well a score ranks and how true its probabilities are, with bootstrap intervals.

Intervals are percentiles over resampled claims; several scores are resampled together (paired), so
that a gain is judged on the same claims. AUC and average precision agree with scikit-learn's.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graph.learning.table import Flags, Values

DRAWS = 1000
_CHUNK = 100
_Z = 1.959963984540054  # 95% of a normal distribution lie within


@dataclass(frozen=True)
class Estimate:
    """A figure with the bounds of its 95% interval."""

    value: float
    low: float
    high: float


class Ranking:
    """Rows by falling score; rows of equal score share a rank and can't be told apart."""

    def __init__(self, truth: Flags, score: Values) -> None:
        self._order = np.argsort(-score, kind="stable")
        ranked = score[self._order]
        self._ends = np.append(np.flatnonzero(np.diff(ranked) != 0), len(ranked) - 1)
        self._truth = truth[self._order].astype(np.float64)

    def figures(self, weights: Values, tops: Sequence[int]) -> dict[str, Values]:
        """'auc', 'ap' and, as text, each of `tops`: one figure a draw of weights (draws x rows)."""
        drawn = weights[:, self._order]
        found = np.cumsum(drawn * self._truth, axis=1)[:, self._ends]  # frauds so far
        rows = np.cumsum(drawn, axis=1)[:, self._ends]
        return {
            "auc": _auc(found, rows - found),
            "ap": _average_precision(found, rows),
            **{str(top): _precision_at(top, found, rows) for top in tops},
        }


def _auc(found: Values, honest: Values) -> Values:
    """Area under the ROC curve: how often a fraud ranks before an honest one."""
    before = np.concatenate([np.zeros((len(found), 1)), found[:, :-1]], axis=1)
    step = np.diff(honest, axis=1, prepend=0.0)
    area = (step * (before + found) / 2).sum(axis=1)
    return _over(area, found[:, -1] * honest[:, -1])


def _average_precision(found: Values, rows: Values) -> Values:
    """Mean over the frauds of the precision at their rank."""
    gained = np.diff(found, axis=1, prepend=0.0)
    return _over((gained * _over(found, rows)).sum(axis=1), found[:, -1])


def _precision_at(top: int, found: Values, rows: Values) -> Values:
    """Share of frauds among the first `top` rows; rows of one rank count in proportion."""
    result = np.empty(len(found))
    for draw, (frauds, total) in enumerate(zip(found, rows, strict=True)):
        at = min(int(np.searchsorted(total, top, side="left")), len(total) - 1)
        had, seen = (frauds[at - 1], total[at - 1]) if at else (0.0, 0.0)
        gained, width = frauds[at] - had, total[at] - seen
        result[draw] = (had + (gained * min(top - seen, width) / width if width else 0.0)) / top
    return result


def _over(above: Values, below: Values) -> Values:
    result: Values = np.divide(above, below, out=np.zeros_like(above), where=below > 0)
    return result


@dataclass(frozen=True)
class Measured:
    """How one score ranks."""

    auc: Estimate
    average_precision: Estimate
    precision_at: Mapping[int, Estimate]


@dataclass(frozen=True)
class Comparison:
    """Scores measured on the same rows and the same draws."""

    rows: int
    base_rate: float
    measured: Mapping[str, Measured]
    gain: Mapping[str, Estimate]  # in average precision, of the last score over each other


def compare(
    truth: Flags,
    scores: Mapping[str, Sequence[Values]],
    *,
    tops: Sequence[int] = (50, 100, 200),
    draws: int = DRAWS,
    seed: int = 0,
) -> Comparison:
    """Measure scores, each given as one or several runs (fold seeds) whose figures are averaged.

    `truth` and every run have one entry a row. The gain is that of the score named last.
    """
    figures: dict[str, dict[str, list[Values]]] = {name: {} for name in scores}
    ranked = {name: [Ranking(truth, run) for run in runs] for name, runs in scores.items()}
    for weights in _draws(len(truth), draws, seed):
        for name, runs in ranked.items():
            parts = [run.figures(weights, tops) for run in runs]
            for key in parts[0]:
                mean = np.mean([part[key] for part in parts], axis=0)
                figures[name].setdefault(key, []).append(mean)
    every = {n: {k: np.concatenate(v) for k, v in by.items()} for n, by in figures.items()}
    last = list(scores)[-1]
    return Comparison(
        rows=len(truth),
        base_rate=float(truth.mean()) if len(truth) else 0.0,
        measured={
            name: Measured(
                _estimate(by["auc"]),
                _estimate(by["ap"]),
                {top: _estimate(by[str(top)]) for top in tops},
            )
            for name, by in every.items()
        },
        gain={n: _estimate(every[last]["ap"] - by["ap"]) for n, by in every.items() if n != last},
    )


def _draws(rows: int, draws: int, seed: int) -> list[NDArray[np.float64]]:
    """How often each row is drawn, in chunks; the very first draw is the data as they are."""
    random = np.random.default_rng(seed)
    found = [np.ones((1, rows))]
    for start in range(0, draws, _CHUNK):
        size = min(_CHUNK, draws - start)
        drawn = random.integers(0, max(rows, 1), (size, rows))
        counts = np.stack([np.bincount(one, minlength=rows) for one in drawn])
        found.append(counts.astype(np.float64))
    return found


def _estimate(values: Values) -> Estimate:
    """The first value is that of the data; the others are draws."""
    if len(values) == 1:
        return Estimate(float(values[0]), float(values[0]), float(values[0]))
    low, high = np.percentile(values[1:], [2.5, 97.5])
    return Estimate(float(values[0]), float(low), float(high))


@dataclass(frozen=True)
class Bin:
    """Claims of similar probability: what was said, and what came true."""

    claims: int
    said: float  # mean probability
    true: Estimate  # share of frauds, Wilson's interval


def calibration(truth: Flags, probability: Values, bins: int = 5) -> tuple[Bin, ...]:
    """Equal-sized bins by rising probability."""
    order = np.argsort(probability, kind="stable")
    found = []
    for part in np.array_split(order, min(bins, max(len(order), 1))):
        if len(part):
            share = _wilson(int(truth[part].sum()), len(part))
            found.append(Bin(len(part), float(probability[part].mean()), share))
    return tuple(found)


def _wilson(hits: int, rows: int) -> Estimate:
    """A share with Wilson's 95% interval (1927), which holds for few rows and for 0 and 1."""
    share = hits / rows
    middle = (share + _Z**2 / (2 * rows)) / (1 + _Z**2 / rows)
    half = _Z * np.sqrt(share * (1 - share) / rows + _Z**2 / (4 * rows**2)) / (1 + _Z**2 / rows)
    return Estimate(share, max(0.0, float(middle - half)), min(1.0, float(middle + half)))
