"""Past verdicts on claims and people as they were known on a day: what an analysis may learn from.

Only what was decided by then counts, so that an analysis as of a day never knows the future.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, cast

from graph.store import Store
from queries import load

Verdict = Literal["confirmed", "cleared"]
Basis = Literal["judgment", "admission", "internal_finding"]


@dataclass(frozen=True)
class KnownOutcome:
    """One verdict on one claim or person."""

    entity: str  # id of the claim or person
    verdict: Verdict
    basis: Basis
    decided_on: datetime.date
    outcome: str  # id of the Outcome
    link: str  # id of the CONCERNS link
    authority: str
    document: str


@dataclass(frozen=True)
class KnownOutcomes:
    """All verdicts known on a day, by entity, day and id."""

    lines: tuple[KnownOutcome, ...] = ()

    @property
    def by_entity(self) -> Mapping[str, tuple[KnownOutcome, ...]]:
        """Every verdict on each claim or person, earliest first."""
        found: dict[str, tuple[KnownOutcome, ...]] = {}
        for line in self.lines:
            found[line.entity] = (*found.get(line.entity, ()), line)
        return found

    @property
    def confirmed(self) -> Mapping[str, KnownOutcome]:
        """The claims and people whose latest verdict is confirmed fraud."""
        return {i: line for i, line in self._standing().items() if line.verdict == "confirmed"}

    @property
    def cleared(self) -> Mapping[str, KnownOutcome]:
        """The claims and people whose latest verdict cleared them."""
        return {i: line for i, line in self._standing().items() if line.verdict == "cleared"}

    def _standing(self) -> dict[str, KnownOutcome]:
        """The latest verdict counts, as after an appeal; of one day, the one that clears."""
        latest: dict[str, KnownOutcome] = {}
        for line in self.lines:
            known = latest.get(line.entity)
            same_day = known is not None and known.decided_on == line.decided_on
            if not (same_day and known is not None and known.verdict == "cleared"):
                latest[line.entity] = line
        return latest


def known_outcomes(store: Store, as_of: datetime.date) -> KnownOutcomes:
    """Verdicts decided on or before `as_of`, cleared ones too; undated ones are not known."""
    lines = []
    for row in cast("list[dict[str, Any]]", store.read_bulk(load("notices/outcomes"))):
        if row["decided_on"] <= as_of and row["verdict"] and row["basis"]:
            lines.append(
                KnownOutcome(
                    entity=row["entity"],
                    verdict=row["verdict"],
                    basis=row["basis"],
                    decided_on=row["decided_on"],
                    outcome=row["id"],
                    link=row["link"],
                    authority=row["authority"] or "",
                    document=row["document"] or row["number"],
                )
            )
    lines.sort(key=lambda line: (line.entity, line.decided_on, line.outcome))
    return KnownOutcomes(tuple(lines))


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
    return standing(outcomes, case_verdicts(store, as_of))


def case_verdicts(store: Store, as_of: datetime.date) -> dict[str, Decided]:
    """By entity id, the last verdict that a case recorded by `as_of` (UTC day)."""
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
