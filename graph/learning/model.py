"""The claim model as it is kept: readable numbers, what they were learned from, how they did."""

import datetime
import hashlib
import json

import numpy as np
from pydantic import BaseModel, ConfigDict

from graph.learning.fit import Fitted
from graph.learning.measure import Bin, Comparison, Estimate
from graph.learning.table import Table, Values


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Figure(_Strict):
    """A figure and its 95% interval."""

    value: float
    low: float
    high: float


class ScoreLine(_Strict):
    """How one score ranks the claims it was judged on."""

    score: str  # message id 'learning.score.<score>'
    auc: Figure
    average_precision: Figure
    precision_at: dict[int, Figure]
    gain: Figure | None  # in average precision, of the model over this score


class CalibrationLine(_Strict):
    """Claims of similar probability: said and true."""

    claims: int
    said: float
    true: Figure


class Trial(_Strict):
    """One way of judging the model: by time, or by folds."""

    way: str  # 'time' or 'folds'
    learned_until: datetime.date | None  # of 'time': the last verdict that taught
    claims: int
    confirmed: int
    scores: tuple[ScoreLine, ...]
    calibration: tuple[CalibrationLine, ...]


class Feature(_Strict):
    """One feature of the model; see `Fitted` for the formula."""

    name: str
    mean: float
    scale: float
    coefficient: float


class ClaimModel(_Strict):
    """Calibrated log-odds = slope * (intercept + sum coefficient * (value - mean) / scale) + offset

    They are log-odds that a claim *like those that were decided* is confirmed as fraud.
    """

    format: int = 1
    as_of: datetime.date  # verdicts given later were not known
    stamp: str  # of the evidence it learned from
    confirmed: int
    cleared: int
    claims: int  # all claims of the store, most without a verdict
    features: tuple[Feature, ...]
    intercept: float
    slope: float
    offset: float
    strength: float
    trials: tuple[Trial, ...]
    missing_trial: str = ""  # why there is no trial by time, a message id
    digest: str = ""

    def sealed(self) -> "ClaimModel":
        """The same with its digest: SHA-256 of everything else."""
        return self.model_copy(update={"digest": self.computed_digest()})

    def computed_digest(self) -> str:
        """SHA-256 (hex) over the model without its digest."""
        text = json.dumps(self.model_dump(mode="json", exclude={"digest"}), sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()

    @property
    def fitted(self) -> Fitted:
        """The linear part."""
        return Fitted(
            names=tuple(f.name for f in self.features),
            mean=np.array([f.mean for f in self.features]),
            scale=np.array([f.scale for f in self.features]),
            coefficients=np.array([f.coefficient for f in self.features]),
            intercept=self.intercept,
        )

    @property
    def base(self) -> float:
        """Calibrated log-odds of a claim that is average in everything."""
        return round(self.slope * self.intercept + self.offset, DECIMALS)

    def probability(self, log_odds: Values) -> Values:
        """Log-odds as probabilities, never surer than the verdicts it learned from can bear.

        The bounds are Platt's targets: (confirmed + 1) / (confirmed + 2) and 1 / (cleared + 2).
        """
        low, high = 1 / (self.cleared + 2), (self.confirmed + 1) / (self.confirmed + 2)
        bounded: Values = np.clip(probability(log_odds), low, high)
        return bounded

    def added(self, table: Table) -> Values:
        """What each feature adds to the calibrated log-odds, rows x features, rounded."""
        rounded: Values = np.round(self.slope * self.fitted.contributions(table), DECIMALS)
        return rounded + 0.0  # no negative zero


DECIMALS = 4


def probability(log_odds: Values) -> Values:
    """Log-odds as probabilities, 0 to 1."""
    result: Values = 1 / (1 + np.exp(-np.clip(log_odds, -30, 30)))
    return result


def figure(found: Estimate) -> Figure:
    """An estimate, rounded for people."""
    return Figure(value=round(found.value, 4), low=round(found.low, 4), high=round(found.high, 4))


def score_lines(found: Comparison) -> tuple[ScoreLine, ...]:
    """A comparison as it is kept."""
    return tuple(
        ScoreLine(
            score=name,
            auc=figure(one.auc),
            average_precision=figure(one.average_precision),
            precision_at={top: figure(e) for top, e in one.precision_at.items()},
            gain=figure(found.gain[name]) if name in found.gain else None,
        )
        for name, one in found.measured.items()
    )


def calibration_lines(bins: tuple[Bin, ...]) -> tuple[CalibrationLine, ...]:
    """Bins as they are kept."""
    return tuple(
        CalibrationLine(claims=b.claims, said=round(b.said, 4), true=figure(b.true)) for b in bins
    )
