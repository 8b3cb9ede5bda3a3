"""Learns the claim model from the verdicts in a store and scores all claims with it."""

import datetime
from dataclasses import dataclass

import numpy as np

from graph.errors import InputError
from graph.language import failure
from graph.learning.fit import STRENGTH
from graph.learning.model import DECIMALS, ClaimModel, Feature
from graph.learning.read import READ, Claims, Progress, confirmed_and_cleared, read_claims
from graph.learning.table import Values
from graph.learning.trial import by_folds, by_time, learn
from graph.rings.keep import evidence_stamp
from graph.store import Store

LEAST = 30
"""Confirmed, and cleared, claims below which nothing is learned."""


@dataclass(frozen=True)
class Scored:
    """All claims scored; arrays have one row a claim of `ids`, which are sorted."""

    model: ClaimModel
    as_of: datetime.date
    stamp: str  # of the evidence that was scored
    ids: tuple[str, ...]
    kinds: tuple[str, ...]
    verdicts: tuple[str, ...]  # '' where there is none
    log_odds: Values  # base + added, rounded, so that it adds up to the last decimal
    values: Values  # rows x features, NaN where not known
    added: Values  # rows x features

    @property
    def probability(self) -> Values:
        """See `ClaimModel.probability`."""
        return self.model.probability(self.log_odds)


def train(
    store: Store, as_of: datetime.date, progress: Progress | None = None, least: int = LEAST
) -> tuple[ClaimModel, Claims]:
    """Learn from the verdicts given on or before `as_of`, and judge what was learned.

    InputError when there are too few verdicts, or when what was learned is no better than chance.
    """
    claims = read_claims(store, as_of, progress)
    labels = claims.labels()
    confirmed, cleared = confirmed_and_cleared(labels)
    if confirmed < least or cleared < least:
        figures = {"confirmed": confirmed, "cleared": cleared, "least": least, "day": as_of}
        raise failure(InputError, "learning.error.few", **figures)
    told = progress or _untold
    told("learning.step.learn", READ)
    learned = learn(claims.maker(), labels)
    if learned.slope <= 0:
        raise failure(InputError, "learning.error.alike", confirmed=confirmed, cleared=cleared)
    told("learning.step.judge", (1 + READ) / 2)
    trial = by_time(claims)
    fitted = learned.fitted
    columns = (fitted.mean, fitted.scale, fitted.coefficients)
    model = ClaimModel(
        as_of=as_of,
        stamp=evidence_stamp(store, as_of),
        confirmed=confirmed,
        cleared=cleared,
        claims=len(claims.ids),
        features=tuple(
            Feature(name=name, mean=mean, scale=scale, coefficient=coefficient)
            for name, mean, scale, coefficient in zip(fitted.names, *columns, strict=True)
        ),
        intercept=fitted.intercept,
        slope=learned.slope,
        offset=learned.offset,
        strength=STRENGTH,
        trials=(*([trial] if trial else []), by_folds(claims, labels, learned)),
        missing_trial="" if trial else "learning.no_trial_by_time",
    )
    return model.sealed(), claims


def _untold(step: str, share: float) -> None:
    """Progress that nobody asked for."""


def score(store: Store, model: ClaimModel, claims: Claims, as_of: datetime.date) -> Scored:
    """Score all claims; a claim's own verdict never enters its features."""
    labels = claims.labels()
    table = claims.features(labels).only(tuple(f.name for f in model.features))
    added = model.added(table)
    words = np.where(labels.confirmed, "confirmed", np.where(labels.cleared, "cleared", ""))
    return Scored(
        model=model,
        as_of=as_of,
        stamp=evidence_stamp(store, as_of),
        ids=claims.ids,
        kinds=claims.own.kinds,
        verdicts=tuple(words.tolist()),
        log_odds=np.round(model.base + added.sum(axis=1), DECIMALS),
        values=table.values,
        added=added,
    )
