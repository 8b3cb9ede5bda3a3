"""Judges the claim model on verdicts that it did not know: later ones, and left-out ones."""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from graph.learning.fit import STRENGTH, Fitted, fit, out_of_fold, picked, platt
from graph.learning.measure import calibration, compare
from graph.learning.model import Trial, calibration_lines, probability, score_lines
from graph.learning.network import known, structure
from graph.learning.read import Claims, confirmed_and_cleared
from graph.learning.table import Labels, Places, Table, Values, joined
from graph.measures.birank import birank

LATER = 0.3
"""Share of the verdicts, the latest, that the trial by time judges on."""
LEAST_LEARNED = 20
LEAST_JUDGED = 10
"""Confirmed and cleared claims that a trial by time needs before and after its day."""
TOPS = (10, 25, 50, 100, 200)
_MOST_TOPS = 3
MODEL = "model"


@dataclass(frozen=True)
class Learned:
    """A model with its calibration, and its log-odds for each verdict when that was left out."""

    fitted: Fitted
    slope: float
    offset: float
    left_out: Values  # NaN where there is no verdict

    def log_odds(self, table: Table) -> Values:
        """Calibrated log-odds."""
        found: Values = self.slope * self.fitted.log_odds(table) + self.offset
        return found


def learn(features: Callable[[Labels], Table], labels: Labels) -> Learned:
    """Fit on all rows with a verdict; calibrate on what each fold says of verdicts it left out."""
    rows = labels.places
    truth = labels.confirmed[rows].astype(np.float64)
    left_out = out_of_fold(features, labels)
    slope, offset = platt(left_out[rows], truth)
    fitted = fit(picked(features(labels), rows), truth, STRENGTH)
    return Learned(fitted, slope, offset, left_out)


def by_folds(claims: Claims, labels: Labels, learned: Learned) -> Trial:
    """Each verdict judged by a model that knew only those of the other four folds.

    The probabilities' calibration was fitted on these same verdicts, with two numbers.
    """
    rows = labels.places
    own = claims.own.table
    with_shape = joined(own, structure(claims.net))
    scores = _plain(claims, labels, rows, folded=True)
    scores["own"] = out_of_fold(lambda _: own, labels)[rows]
    scores["structure"] = out_of_fold(lambda _: with_shape, labels)[rows]
    scores[MODEL] = learned.slope * learned.left_out[rows] + learned.offset
    return _trial("folds", None, labels, rows, scores)


def by_time(claims: Claims) -> Trial | None:
    """Learn on a day in the past as everything was known then; judge the verdicts given since.

    Claims that came up later aren't in the network that it learns from; the verdicts it judges on
    are known to nothing. None when there are too few verdicts before or after.
    """
    day = _day(claims)
    if day is None:
        return None
    then, every = claims.labels(day), claims.labels()
    there = claims.there(day)
    then = then.where(there)
    later = np.flatnonzero(every.known & ~claims.labels(day).known)
    judged = Labels(every.confirmed[later], every.cleared[later])
    if min(confirmed_and_cleared(then)) < LEAST_LEARNED:
        return None
    if min(confirmed_and_cleared(judged)) < LEAST_JUDGED:
        return None
    past, now = claims.maker(there), claims.maker()
    own = claims.own.table
    net = claims.net.only(there)
    shape_then, shape_now = joined(own, structure(net)), joined(own, structure(claims.net))
    taught = then.places
    truth = then.confirmed[taught].astype(np.float64)
    scores = _plain(claims, then, later)
    scores["own"] = fit(picked(own, taught), truth).log_odds(picked(own, later))
    scores["structure"] = fit(picked(shape_then, taught), truth).log_odds(picked(shape_now, later))
    scores[MODEL] = learn(past, then).log_odds(picked(now(then), later))
    return _trial("time", day, every, later, scores)


def _day(claims: Claims) -> datetime.date | None:
    """The day by which all but the latest LATER of the verdicts on claims had been given."""
    ids = set(claims.ids)
    days = sorted(one.day for i, one in claims.verdicts.items() if i in ids)
    return days[int(len(days) * (1 - LATER)) - 1] if len(days) > 1 else None


def _plain(
    claims: Claims, labels: Labels, rows: Places, *, folded: bool = False
) -> dict[str, Values]:
    """Scores that anyone has without a model: money, volume, and nearness to known fraud."""
    amount = np.nan_to_num(claims.own.table.column("amount"), nan=0.0)
    share = known(claims.net, labels).column("confirmed_share")
    scores = {
        "amount": amount[rows],
        "volume": structure(claims.net).column("ways")[rows],
        "share": share[rows],
    }
    if not folded:  # with folds each claim's own verdict would be among the seeds
        links = claims.net.every.T.tocsr()
        near = birank(links, labels.confirmed.astype(np.float64)).claims
        scores["birank"] = near[rows]
    return scores


def _trial(
    way: str,
    day: datetime.date | None,
    labels: Labels,
    rows: Places,
    scores: Mapping[str, Values],
) -> Trial:
    truth = labels.confirmed[rows]
    tops = [top for top in TOPS if top <= len(rows) // 2][:_MOST_TOPS]
    found = compare(truth, {name: [score] for name, score in scores.items()}, tops=tops)
    bins = calibration(truth, probability(scores[MODEL]))
    return Trial(
        way=way,
        learned_until=day,
        claims=len(rows),
        confirmed=int(truth.sum()),
        scores=score_lines(found),
        calibration=calibration_lines(bins),
    )
