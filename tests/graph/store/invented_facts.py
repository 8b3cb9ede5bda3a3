"""A small invented graph as facts: every type of property, nulls, Chinese text, and a hub."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

import pyarrow as pa

from graph.store.facts import LinkEnds

_BORN = datetime.date(1971, 2, 3)
_BATCH = 2_000


@dataclass(frozen=True)
class InventedFacts:
    """People who share one phone; some accounts; a few accepted and rejected doubles."""

    people: int = 5_000

    def sizes(self) -> tuple[int, int]:
        """Number of (entities, links)."""
        return self.people + 1 + 3 + 1, self.people + 3 + 2 + 1

    def nodes(self) -> Iterator[tuple[str, Iterator[pa.RecordBatch]]]:
        """Entities by label."""
        yield "Account", self._accounts()
        yield "Person", self._people()
        yield "Phone", iter([pa.record_batch({"id": ["phone-1"], "number": ["+12125550101"]})])
        yield "Claim", iter([pa.record_batch({"id": ["claim-1"], "claimed": [2**40]})])

    def links(self) -> Iterator[tuple[LinkEnds, Iterator[pa.RecordBatch]]]:
        """Links by type and ends."""
        yield ("HAS_PHONE", "Person", "Phone"), self._holders()
        yield ("SAME_AS", "Person", "Person"), self._doubles()
        yield ("OWNS_ACCOUNT", "Person", "Account"), self._owners()
        yield ("PAID_TO", "Claim", "Account"), self._payments()

    def _people(self) -> Iterator[pa.RecordBatch]:
        for start in range(0, self.people, _BATCH):
            numbers = range(start, min(start + _BATCH, self.people))
            yield pa.record_batch(
                {
                    "id": [person(i) for i in numbers],
                    "name": pa.array([f"张三 {i}" if i % 3 else None for i in numbers]),
                    "search": pa.array([f"张三 example{i}" for i in numbers]),
                    "birth_date": pa.array([_BORN if i % 2 else None for i in numbers]),
                    "rows": pa.array([i if i % 5 else None for i in numbers], pa.int64()),
                    "sources": pa.array([["a", "保单"] if i % 2 else ["a"] for i in numbers]),
                    "other_name": pa.array([None for _ in numbers], pa.string()),
                }
            )

    def _accounts(self) -> Iterator[pa.RecordBatch]:
        odd = ['a "quoted", name', "two\nlines", " space; 'and' \\ more "]
        yield pa.record_batch(
            {
                "id": [f"account-{i}" for i in range(3)],
                "bank": odd,
                "number": pa.array(["", None, "7"]),
                "sources": pa.array([["x;y", "z,\n"], None, ["", "b"]]),
            }
        )

    def _holders(self) -> Iterator[pa.RecordBatch]:
        for start in range(0, self.people, _BATCH):
            numbers = range(start, min(start + _BATCH, self.people))
            since = [_BORN if i % 2 else None for i in numbers]
            yield pa.record_batch(
                {
                    "id": [f"link-{i:06d}" for i in numbers],
                    "source": [person(i) for i in numbers],
                    "target": ["phone-1" for _ in numbers],
                    "since": pa.array(since, pa.date32()),
                    "origins": pa.array([1 if i % 4 else None for i in numbers], pa.int64()),
                    "sources": pa.array([["a"] if i % 7 else None for i in numbers]),
                }
            )

    def _doubles(self) -> Iterator[pa.RecordBatch]:
        yield pa.record_batch(
            {
                "id": ["link-same-1", "link-same-2"],
                "source": [person(0), person(1)],
                "target": [person(2), person(2)],
                "accepted": pa.array([True, False]),
                "basis": pa.array([0.1 + 0.2, None]),
            }
        )

    def _owners(self) -> Iterator[pa.RecordBatch]:
        owners = {"source": [person(i) for i in (5, 5, 0)]}
        accounts = {"target": [f"account-{i}" for i in (2, 0, 1)]}
        yield pa.record_batch({"id": [f"link-own-{i}" for i in range(3)], **owners, **accounts})

    def _payments(self) -> Iterator[pa.RecordBatch]:
        ends = {"source": ["claim-1"], "target": ["account-1"]}
        yield pa.record_batch({"id": ["link-paid-1"], **ends, "amount": [12_345]})


def person(number: int) -> str:
    """Id of a person."""
    return f"person-{number:06d}"
