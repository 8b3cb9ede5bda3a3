"""What measures and typologies look things up in: evidence, holdings and households, read once."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import cast

import numpy as np
from numpy.typing import NDArray

from graph.projection.evidence import Evidence, Indices
from graph.projection.groups import Elements
from graph.projection.holdings import Holdings, holdings
from graph.projection.households import Households, households
from graph.projection.reader import read_evidence
from graph.store import Store

Days = NDArray[np.int64]
NO_DAY = np.iinfo(np.int64).min
CLAIMANTS = ("claimant", "patient")
_INSIDERS = ("Agent", "Employee")


@dataclass(frozen=True)
class Context:
    """A store with its evidence; each part is read or made when it is first asked for.

    `given` spares reading what the caller has: evidence, holdings and households of one moment.
    """

    store: Store
    given: tuple[Evidence, Holdings, Households] | None = None

    @cached_property
    def evidence(self) -> Evidence:
        """All current evidence."""
        return self.given[0] if self.given else read_evidence(self.store)

    @cached_property
    def holdings(self) -> Holdings:
        """Who holds what."""
        return self.given[1] if self.given else holdings(self.evidence)

    @cached_property
    def homes(self) -> Households:
        """Households: what family means to every typology (graph/projection/households.py)."""
        return self.given[2] if self.given else households(self.evidence, self.holdings)

    @cached_property
    def records(self) -> Elements:
        """The Person records of merged people."""
        return Elements(self.holdings.person)

    @cached_property
    def home_of_record(self) -> Indices:
        """Household of each Person record, by its position."""
        return self.homes.of[self.holdings.person]

    @cached_property
    def claim_homes(self) -> Indices:
        """Household of each claim: of its claimant or patient; -1 where none is known."""
        return self._by_claimant(self.home_of_record)

    @cached_property
    def claim_cities(self) -> Indices:
        """A number for the city of each claim's claimant; -1 where it is unknown."""
        cities = self.texts("Address", "city")
        number = {city: at for at, city in enumerate(sorted(set(cities) - {""}))}
        of_address = np.array([number.get(city, -1) for city in cities], np.int64)
        lives = self.evidence.table("LIVES_AT", "Person", "Address")
        of_person = np.full(self.evidence.count("Person"), -1, np.int64)
        of_person[lives.sources[::-1]] = of_address[lives.targets[::-1]]
        return self._by_claimant(of_person)

    def _by_claimant(self, of_person: Indices) -> Indices:
        """What is said of people, for each claim of its first claimant or patient; else -1."""
        found = np.full(self.evidence.count("Claim"), -1, np.int64)
        people, claims = self.evidence.table("INVOLVED_IN", "Person", "Claim").where(CLAIMANTS)
        found[claims[::-1]] = of_person[people[::-1]]
        return found

    def people(self, ids: Iterable[str]) -> Indices:
        """Positions of the people among these ids, sorted."""
        place = self.evidence.positions.get("Person", {})
        return np.array(sorted({place[i] for i in ids if i in place}), np.int64)

    def families(self, ids: Iterable[str]) -> int:
        """Households of the people among these ids; an agent's or employee's own doesn't count."""
        wanted = set(ids)
        found = set(self.home_of_record[self.people(wanted)].tolist())
        for label in _INSIDERS:
            place = self.evidence.positions.get(label, {})
            own = np.array([place[i] for i in wanted if i in place], np.int64)
            insiders, people = self.evidence.table("SAME_AS", label, "Person").where([True])
            if len(own) and len(insiders):
                selves = people[np.isin(insiders, own)]
                found -= set(self.home_of_record[selves].tolist())
        return len(found)

    def colleagues(self, people: Indices) -> int:
        """Most of these people (positions) who work for one organisation."""
        table = self.evidence.table("EMPLOYED_BY", "Person", "Organisation")
        employers = table.targets[table.leaving(people)]
        return int(np.bincount(employers).max()) if len(employers) else 0

    def days(self, label: str, name: str) -> Days:
        """A date property of all current entities with this label, in days since 1970; NO_DAY."""
        found = self._values(label, name)
        epoch = datetime.date(1970, 1, 1)
        ids = self.evidence.nodes.get(label, ())
        values = (cast("datetime.date | None", found.get(i)) for i in ids)
        return np.fromiter(
            (NO_DAY if day is None else (day - epoch).days for day in values), np.int64, len(ids)
        )

    def texts(self, label: str, name: str) -> tuple[str, ...]:
        """A text property of all current entities with this label; '' where absent."""
        found = self._values(label, name)
        return tuple(str(found.get(i) or "") for i in self.evidence.nodes.get(label, ()))

    def _values(self, label: str, name: str) -> Mapping[str, object]:
        columns = self.store.nodes(label, [name])
        return dict(zip(cast("list[str]", columns["id"]), columns[name], strict=True))


def day_text(day: int) -> str:
    """ISO text of a day counted from 1970."""
    return (datetime.date(1970, 1, 1) + datetime.timedelta(days=int(day))).isoformat()
