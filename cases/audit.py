"""The audit trail: append-only, hash-chained entries, each committed with the act it records."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from cases.model import GENESIS, AuditEntry, canonical, chain_hash
from graph.schema.ids import entity_id
from graph.store import Store, Transaction
from graph.store.rows import Row
from queries import load

HEAD = entity_id("AuditHead", "head")
_LAST = 2**53


def utc(moment: datetime) -> str:
    """UTC ISO text to the second; a clock without a zone is a programming error."""
    if moment.tzinfo is None:
        raise ValueError("The clock must give times with a zone.")
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


@dataclass(frozen=True)
class Act:
    """What an act tells the audit trail."""

    name: str
    case_number: str | None = None
    subjects: Sequence[str] = ()
    details: Mapping[str, str] | None = None


@dataclass(frozen=True)
class Place:
    """The place an act takes in the chain: its number, time and actor."""

    seq: int
    at: str
    actor: str


class AuditTrail:
    """Writes and reads the chain of one store."""

    def __init__(self, store: Store, actor: str, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._actor = actor
        self.clock = clock

    def commit(self, work: Callable[[Transaction, Place], Act]) -> AuditEntry:
        """Run `work` and append the entry of the Act it returns, in one transaction.

        Writers queue on the chain's head, so `work` sees the store as no other act can change it
        before the commit; what `work` raises undoes all.
        """

        def run(tx: Transaction) -> AuditEntry:
            at = utc(self.clock())
            writer = f"{self._actor} {at}"
            head = tx.run(load("cases/lock_head"), id=HEAD, genesis=GENESIS, writer=writer)[0]
            place = Place(int(str(head["seq"])) + 1, at, self._actor)
            entry = _entry(place, str(head["hash"]), work(tx, place))
            tx.run(load("cases/append"), **_stored(entry))
            return entry

        return self._store.transact(run)

    def entries(self, limit: int | None = None, case_number: str | None = None) -> list[AuditEntry]:
        """The last `limit` entries (all when None), oldest first; only one case's when given."""
        if case_number is not None:
            rows = self._store.read(load("cases/entries_of_case"), case_number=case_number)
            return [_from_row(row) for row in (rows if limit is None else rows[-limit:])]
        first = 1 if limit is None else max(1, self._head()[0] - limit + 1)
        rows = self._store.read(load("cases/entries"), first=first, last=_LAST)
        return [_from_row(row) for row in rows]

    def problems(self) -> list[str]:
        """What is wrong with the chain, one sentence each; empty when it holds."""
        entries = self.entries()
        found = chain_problems(entries)
        seq, last = self._head()
        if entries and (entries[-1].seq, entries[-1].hash) != (seq, last):
            found.append(f"The chain ends at entry {entries[-1].seq}, its head says {seq}.")
        if not entries and seq:
            found.append(f"The chain is empty, its head says {seq} entries.")
        return found

    def _head(self) -> tuple[int, str]:
        rows = self._store.read(load("cases/head"), id=HEAD)
        return (int(str(rows[0]["seq"])), str(rows[0]["hash"])) if rows else (0, GENESIS)


def chain_problems(entries: Sequence[AuditEntry]) -> list[str]:
    """Problems within a whole chain: gaps, broken links, entries that don't match their hash."""
    found = []
    previous, expected = GENESIS, 1
    for entry in entries:
        if entry.seq != expected:
            found.append(f"Audit entry {expected} is missing before entry {entry.seq}.")
        elif entry.previous != previous:
            found.append(f"Audit entry {entry.seq} doesn't follow from entry {entry.seq - 1}.")
        if entry.hash != chain_hash(entry.previous, entry.content):
            found.append(f"Audit entry {entry.seq} was changed after it was written.")
        previous, expected = entry.hash, entry.seq + 1
    return found


def _entry(place: Place, previous: str, act: Act) -> AuditEntry:
    bare = AuditEntry(
        seq=place.seq,
        at=place.at,
        actor=place.actor,
        act=act.name,
        case_number=act.case_number,
        subjects=tuple(sorted(set(act.subjects))),
        details=dict(act.details or {}),
        previous=previous,
        hash="",
    )
    return bare.model_copy(update={"hash": chain_hash(previous, bare.content)})


def _stored(entry: AuditEntry) -> dict[str, object]:
    values: dict[str, object] = entry.model_dump(mode="json")
    values |= {"head": HEAD, "id": entity_id("AuditEntry", str(entry.seq))}
    values["details"] = canonical(values["details"])
    return values


def _from_row(row: Row) -> AuditEntry:
    values = dict(row)
    values["details"] = json.loads(str(values["details"]))
    values["subjects"] = values["subjects"] or ()
    return AuditEntry.model_validate(values)
