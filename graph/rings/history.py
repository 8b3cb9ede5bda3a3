"""The history of rings in the store: a RingChange node for each ring and analysis."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from graph.rings.model import RingChange, RingRun
from graph.schema.ids import entity_id
from graph.store import Store, Value
from queries import load

MOST_STEPS = 50  # numbers that a ring may have had, one after the other


@dataclass(frozen=True)
class Recorded:
    """A change with the analysis that recorded it: its number in the store, and when it was."""

    number: int
    at: str  # UTC ISO time
    change: RingChange


def change_rows(
    changes: Sequence[RingChange], number: int, now: datetime
) -> list[dict[str, Value]]:
    """The changes of the store's analysis with this number, as nodes."""
    return [
        {
            "id": entity_id("RingChange", f"{number}:{change.ring}"),
            "ring": change.ring,
            "number": number,
            "place": place,
            "at": now.isoformat(),
            "kind": change.kind,
            "document": change.model_dump_json(),
        }
        for place, change in enumerate(changes)
    ]


def changes_of(store: Store, number: int) -> tuple[RingChange, ...]:
    """The changes that the store's analysis with this number recorded, in its order."""
    rows = store.read(load("rings/changes_of_run"), number=number)
    return tuple(RingChange.model_validate_json(str(row["document"])) for row in rows)


def history(store: Store, ring: str) -> tuple[Recorded, ...]:
    """All that was recorded about the ring with this number, oldest first."""
    return tuple(
        Recorded(
            int(str(row["number"])),
            str(row["at"]),
            RingChange.model_validate_json(str(row["document"])),
        )
        for row in store.read(load("rings/history"), ring=ring.strip().upper())
    )


def successors(store: Store, run: RingRun, ring: str) -> tuple[str, ...]:
    """Rings of `run` that have the people of the ring with this number: itself while it is there.

    A ring that is gone is followed to those it merged into or was split into, and on from there.
    """
    present = {one.id for one in run.rings}
    found: set[str] = set()
    seen: set[str] = set()
    ahead = [ring.strip().upper()]
    while ahead and len(seen) < MOST_STEPS:
        at = ahead.pop()
        if at in seen:
            continue
        seen.add(at)
        if at in present:
            found.add(at)
        elif told := history(store, at):
            ahead.extend(told[-1].change.into)
    return tuple(sorted(found))
