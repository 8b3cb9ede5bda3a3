"""Calibrates ring scores on verdicts: of judged rings scored alike, how many were confirmed.

A ring is judged when two verdicts or more stand on its people and the claims that its reasons rest
on, and confirmed when more than half of them confirm fraud: what else its people claimed says
nothing of what they share. Its score is taken without the reasons that rest on verdicts.
"""

import datetime
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from graph.learning.fit import folds, platt
from graph.learning.measure import calibration, compare
from graph.learning.table import Flags, Values
from graph.measures.outcomes import Decided
from graph.rings.calibration import (
    FROM_VERDICTS,
    Calibration,
    Curve,
    Reliability,
    RingTrial,
    log_odds,
    parameters_digest,
    score_without_verdicts,
)
from graph.rings.model import Ring, RingRun, Sentence

LEAST_VERDICTS = 2
"""Verdicts on a ring below which it is not judged: one says little of many claims."""
LEAST = 10
"""Rings confirmed, and rings not, below which nothing is fitted (ten events for the one slope:
Peduzzi et al. 1996, doi 10.1016/S0895-4356(96)00236-3)."""
_DRAWS = 1000
_Z = 1.959963984540054  # standard errors by which the slope must be above 0
_MOST_CONDITION = 1e12  # rings of one score tell nothing of a slope
_BINS = 4


@dataclass(frozen=True)
class Judged:
    """Rings that verdicts judge, in the order of their rank."""

    scores: Values  # without reasons that rest on verdicts
    confirmed: Flags

    @property
    def odds(self) -> Values:
        """Log-odds of the scores."""
        return np.array([log_odds(score) for score in self.scores.tolist()], np.float64)


def judged_rings(rings: Iterable[Ring], verdicts: Mapping[str, Decided], half: float) -> Judged:
    """The rings with verdicts enough; `half` is the raw score that is a score of one half."""
    scores, confirmed = [], []
    for ring in rings:
        ids = sorted({*_rested_on(ring), *(member.id for member in ring.members)})
        given = [verdicts[one].verdict == "confirmed" for one in ids if one in verdicts]
        if len(given) >= LEAST_VERDICTS:
            scores.append(score_without_verdicts(ring, half))
            confirmed.append(2 * sum(given) > len(given))
    return Judged(np.array(scores, np.float64), np.array(confirmed, bool))


def _rested_on(ring: Ring) -> set[str]:
    """Claims that the ring's reasons rest on, all of its own where they rest on none."""
    own = {claim.id for claim in ring.claims}
    rested = {
        claim.id
        for reason in ring.reasons
        if reason.typology not in FROM_VERDICTS
        for claim in reason.claims
    }
    return rested & own or own


def calibrate_rings(
    run: RingRun, verdicts: Mapping[str, Decided], as_of: datetime.date
) -> Calibration:
    """A calibration of this run's scores on these verdicts, or one that says why there is none.

    `verdicts` are those that stood on `as_of`, by entity id.
    """
    judged = judged_rings(run.rings, verdicts, float(run.parameters["half_score"]))
    return calibrate(judged, as_of, parameters_digest(run.parameters))


def calibrate(judged: Judged, as_of: datetime.date, parameters: str = "") -> Calibration:
    """Platt's line over the log-odds of scores, kept only where left-out rings speak for it.

    Two numbers need few rings and never fall where the score rises, unlike isotonic steps.
    """
    confirmed = int(judged.confirmed.sum())
    cleared = len(judged.confirmed) - confirmed
    figures = {"confirmed": confirmed, "cleared": cleared, "day": as_of.isoformat()}
    found = Calibration(as_of=as_of, confirmed=confirmed, cleared=cleared, parameters=parameters)
    if min(confirmed, cleared) < LEAST:
        return _without(found, "few", {**figures, "least": LEAST})
    curve, trial = _curve(judged), _trial(judged)
    found = found.model_copy(update={"trial": trial})
    if curve is None or trial.brier >= trial.brier_base:
        return _without(found, "nothing", figures)
    return found.model_copy(update={"curve": curve}).sealed()


def _without(found: Calibration, why: str, figures: Mapping[str, object]) -> Calibration:
    said = Sentence(message=f"rings.calibration.{why}", parameters=figures)
    return found.model_copy(update={"why_not": said}).sealed()


def _curve(judged: Judged) -> Curve | None:
    """The line with the inverse of its Fisher information; None where chance could tilt it so."""
    odds = judged.odds
    slope, offset = platt(odds, judged.confirmed.astype(np.float64))
    said = _said(odds, slope, offset)
    weight = said * (1 - said)
    rows = np.stack([odds, np.ones(len(odds))])
    information = (rows * weight) @ rows.T
    if np.linalg.cond(information) > _MOST_CONDITION:
        return None
    spread = np.linalg.inv(information)
    if slope <= _Z * math.sqrt(spread[0, 0]):
        return None
    return Curve(
        slope=slope,
        offset=offset,
        variance=(_short(spread[0, 0]), _short(spread[1, 1]), _short(spread[0, 1])),
        low=float(judged.scores.min()),
        high=float(judged.scores.max()),
    )


def _short(value: float) -> float:
    return float(f"{value:.9g}")


def _said(odds: Values, slope: float, offset: float) -> Values:
    said: Values = 1 / (1 + np.exp(-np.clip(slope * odds + offset, -30, 30)))
    return said


def _trial(judged: Judged) -> RingTrial:
    """Each ring judged by a line fitted on the other four folds, beside their base rate."""
    truth = judged.confirmed.astype(np.float64)
    odds = judged.odds
    said, base = np.zeros(len(truth)), np.zeros(len(truth))
    for learn, judge in folds(truth):
        said[judge] = _said(odds[judge], *platt(odds[learn], truth[learn]))
        base[judge] = truth[learn].mean()
    errors = np.stack([(base - truth) ** 2, (said - truth) ** 2])
    random = np.random.default_rng(0)
    drawn = random.integers(0, len(truth), (_DRAWS, len(truth)))
    gains = (errors[0] - errors[1])[drawn].mean(axis=1)
    low, high = np.percentile(gains, [2.5, 97.5])
    gain = float((errors[0] - errors[1]).mean())
    auc = compare(judged.confirmed, {"score": [judged.scores]}, tops=(), draws=0).measured["score"]
    return RingTrial(
        brier=round(float(errors[1].mean()), 4),
        brier_base=round(float(errors[0].mean()), 4),
        gain=(round(gain, 4), round(float(low), 4), round(float(high), 4)),
        auc=round(auc.auc.value, 4),
        reliability=tuple(
            Reliability(
                rings=one.claims,
                said=round(one.said, 4),
                true=round(one.true.value, 4),
                true_low=round(one.true.low, 4),
                true_high=round(one.true.high, 4),
            )
            for one in calibration(judged.confirmed, said, _BINS)
        ),
    )
