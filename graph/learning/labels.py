"""The verdict that stands on each claim on a day: from outcome lists and from cases.

Verdicts on people are left out: one may rest on the very claim that is to be scored.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from graph.learning.table import Labels
from graph.measures.outcomes import KnownOutcomes, known_outcomes
from graph.store import Store
from queries import load


@dataclass(frozen=True)
class Decided:
    """A verdict and the day it was given."""

    verdict: str
    day: datetime.date


def standing_verdicts(store: Store, as_of: datetime.date) -> dict[str, Decided]:
    """By entity id, the verdict that stands on `as_of`: confirmed or cleared.

    The latest day counts, of outcomes and of case verdicts (UTC day); of one day the one that
    clears. A later case verdict of compliance breach or unknown takes an earlier one back.
    """
    outcomes = known_outcomes(store, as_of)
    return standing(outcomes, _by_cases(store, as_of))


def _by_cases(store: Store, as_of: datetime.date) -> dict[str, Decided]:
    found: dict[str, Decided] = {}
    for row in store.read_bulk(load("notices/case_verdicts")):
        day = datetime.date.fromisoformat(str(row["at"])[:10])
        if day <= as_of:
            found[str(row["entity"])] = Decided(str(row["verdict"]), day)
    return found


_RANK = {"confirmed": 0, "cleared": 2}  # any other word: 1


def standing(outcomes: KnownOutcomes, by_cases: Mapping[str, Decided]) -> dict[str, Decided]:
    """Both sources put together, see `standing_verdicts`."""
    every = [*outcomes.confirmed.items(), *outcomes.cleared.items()]
    listed = {i: Decided(line.verdict, line.decided_on) for i, line in every}
    found = {}
    for entity in sorted({*listed, *by_cases}):
        given = [one[entity] for one in (listed, by_cases) if entity in one]
        last = max(given, key=lambda one: (one.day, _RANK.get(one.verdict, 1)))
        if last.verdict in _RANK:
            found[entity] = last
    return found


def labels_of(
    claims: tuple[str, ...], verdicts: Mapping[str, Decided], until: datetime.date | None = None
) -> Labels:
    """Labels of these claims in their order, of verdicts given on or before `until`."""
    words = [
        one.verdict if (one := verdicts.get(claim)) and (until is None or one.day <= until) else ""
        for claim in claims
    ]
    given = np.array(words, object)
    return Labels(np.equal(given, "confirmed"), np.equal(given, "cleared"))
