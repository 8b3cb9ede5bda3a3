"""What the kept rows say of people: whom a delivery touched, and who is born when.

Quicker than asking the store, which would look at everybody. A person may be said to be born on
several days, and a row may count no more: these people are named too, so that none is missing.
"""

from collections.abc import Collection, Mapping
from contextlib import closing
from datetime import date
from pathlib import Path

import pyarrow as pa

from graph.provenance.database import Database
from graph.provenance.manifest import Manifest, parts
from graph.provenance.place import Place, quoted

_BORN = "SELECT DISTINCT id, birth_date FROM {people} SEMI JOIN added USING (birth_date)"
_BORN_WITH = """
WITH born AS ({born}),
held AS (SELECT DISTINCT source AS id, target AS phone FROM {phones}),
met AS (
    SELECT birth_date, phone, list(DISTINCT id) AS ids FROM born JOIN held USING (id)
    GROUP BY birth_date, phone HAVING count(DISTINCT id) > 1
)
SELECT DISTINCT unnest(ids) AS id FROM met
"""
_TOUCHED = """
SELECT fact_id AS id FROM read_parquet($path) WHERE starts_with(fact_id, 'person-') LIMIT $most
"""


def touched_people(place: Place, touched: str, most: int, spill: Path) -> set[str] | None:
    """Ids of the people among the facts listed in `touched` (a path in the place).

    None when they are more than `most`.
    """
    with closing(Database(place.connect(), spill)) as database:
        told = database.ask(_TOUCHED, path=place.uri(touched), most=most + 1)
    found = told["id"].to_pylist()
    return None if len(found) > most else set(found)


class KeptDays:
    """See ingest.same.around.Days."""

    def __init__(self, place: Place, manifests: Mapping[str, Manifest], spill: Path) -> None:
        self._place, self._spill = place, spill
        segments = [part.segment for part in parts(manifests)]
        self._people = [s.nodes["Person"] for s in segments if "Person" in s.nodes]
        name = "HAS_PHONE Person Phone"
        self._phones = [s.links[name] for s in segments if name in s.links]

    def born(self, days: Collection[date]) -> set[str]:
        """See Days."""
        return self._ask(_BORN, days) if self._people else set()

    def born_with(self, days: Collection[date]) -> set[str]:
        """See Days."""
        return self._ask(_BORN_WITH, days) if self._people and self._phones else set()

    def _ask(self, query: str, days: Collection[date]) -> set[str]:
        if not days:
            return set()
        people, phones = self._lines(self._people), self._lines(self._phones)
        born = _BORN.format(people=people)
        text = query.format(born=born, people=people, phones=phones)
        self._spill.mkdir(parents=True, exist_ok=True)
        asked = pa.table({"birth_date": pa.array(sorted(days))})
        with closing(Database(self._place.connect(self._spill), self._spill)) as database:
            return set(database.with_added(asked, text)["id"].to_pylist())

    def _lines(self, paths: list[str]) -> str:
        return f"read_parquet([{', '.join(quoted(self._place.uri(path)) for path in paths)}])"
