"""A seeded, invented insurer for benchmarks.analysis: people, what they hold, claims, rings, hubs.

Everything is made in arrays, so that a million people take seconds. Links are places of nodes.
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from graph.measures.outcomes import Decided
from graph.projection.evidence import Evidence, Key, LinkTable
from graph.projection.ids import Ids, Values
from graph.store.facts import LinkEnds

Numbers = npt.NDArray[np.int64]
_BATCH = 50_000
_DAY = 19_000  # days from 1970 to 2022: losses start here
_HELD: dict[str, tuple[str, float, float]] = {  # link: (label, items and links a person)
    "HAS_PHONE": ("Phone", 0.90, 0.13),
    "OWNS_ACCOUNT": ("Account", 0.45, 0.04),
    "HAS_EMAIL": ("Email", 0.37, 0.02),
    "USED_DEVICE": ("Device", 0.25, 0.03),
    "OWNS_VEHICLE": ("Vehicle", 0.08, 0.01),
}
_PASSED_ON = 0.02  # of these items go on to a stranger
_RING = (4, 11)  # people of a planted ring, the second excluded
_ROLES = ("claimant", "driver", "passenger", "witness")


@dataclass(frozen=True)
class Table:
    """Links of one type between two labels, sorted: places of their ends, and roles if any."""

    sources: Numbers
    targets: Numbers
    roles: npt.NDArray[np.int8] | None = None

    def __len__(self) -> int:
        return len(self.sources)


class World:
    """An insurer of `people` people; the same seed gives the same world.

    A person has 2.5 identifiers and 4 links, claims included; one ring is planted for every
    thousand people, one telephone in fifty thousand is a call centre's.
    """

    def __init__(self, people: int, seed: int = 1) -> None:
        self.people = people
        self.seed = seed
        self._rng = np.random.default_rng(seed)
        self._parts: dict[LinkEnds, list[Table]] = {}
        self.counts: dict[str, int] = {"Person": people}
        self._live()
        self._hold()
        self._claim()
        self.rings = self._plant()
        self._hubs()
        self.tables = {key: _joined(parts) for key, parts in sorted(self._parts.items())}

    def _add(self, kind: str, source: str, target: str, sources: Numbers, targets: Numbers) -> None:
        table = Table(sources.astype(np.int64), targets.astype(np.int64))
        self._parts.setdefault((kind, source, target), []).append(table)

    def _new(self, label: str, count: int) -> Numbers:
        start = self.counts.get(label, 0)
        self.counts[label] = start + count
        return np.arange(start, start + count)

    def _live(self) -> None:
        """Families at one address each; one family in fifty in a block of flats of its own."""
        size = self._rng.choice(5, self.people, p=[0.38, 0.3, 0.14, 0.12, 0.06]) + 1
        family = np.repeat(np.arange(self.people), size)[: self.people]
        self._family = family
        self._first = np.searchsorted(family, family)
        self._size = np.bincount(family)[family]
        families = int(family[-1]) + 1
        in_block = self._rng.random(families) < 0.02
        own = np.cumsum(~in_block) - 1
        blocks = max(int(in_block.sum()) // 20, 1)
        block = int((~in_block).sum()) + self._rng.integers(0, blocks, families)
        self._new("Address", int((~in_block).sum()) + blocks)
        at = np.where(in_block, block, own)
        self._add("LIVES_AT", "Person", "Address", np.arange(self.people), at[family])

    def _mate(self, people: Numbers) -> Numbers:
        """Another person of the same family, the person again where there is none."""
        step = self._rng.integers(0, 5, len(people)) + 1
        own = people - self._first[people]
        found: Numbers = self._first[people] + (own + step) % self._size[people]
        return found

    def _hold(self) -> None:
        """Items of people, some shared in the family, few passed on to a stranger."""
        self._owner: dict[str, Numbers] = {}
        for kind, (label, items, shared) in _HELD.items():
            new = self._new(label, int(items * self.people))
            owner = self._rng.permutation(self.people)[: len(new)]
            self._owner[label] = owner
            also = self._rng.choice(new, int(shared * self.people))
            passed = self._rng.choice(new, int(_PASSED_ON * len(new)))
            self._add(kind, "Person", label, owner, new)
            self._add(kind, "Person", label, self._mate(owner[also]), also)
            self._add(
                kind, "Person", label, self._rng.integers(0, self.people, len(passed)), passed
            )

    def _claim(self) -> None:
        """Claims with a policy, an agent, an account or a vehicle, others involved, providers."""
        count = int(0.1 * self.people)
        motor = int(0.4 * count)
        cars = self._rng.integers(0, self.counts["Vehicle"], motor)
        accounts = self._rng.integers(0, self.counts["Account"], count - motor)
        claims, policies = self._new("Claim", count), self._new("Policy", count)
        agents = self._new("Agent", max(self.people // 2_000, 3))
        providers = self._new("Provider", max(self.people // 1_000, 20))
        who = np.concatenate([self._owner["Vehicle"][cars], self._owner["Account"][accounts]])
        self._add("HOLDS", "Person", "Policy", who, policies)
        self._add("UNDER", "Claim", "Policy", claims, policies)
        self._add("SOLD", "Agent", "Policy", self._rng.choice(agents, count), policies)
        self._add("INVOLVES", "Claim", "Vehicle", claims[:motor], cars)
        self._add("INSURES", "Policy", "Vehicle", policies[:motor], cars)
        self._add("PAID_TO", "Claim", "Account", claims[motor:], accounts)
        others = self._rng.choice(claims, count // 2)
        strangers = self._rng.integers(0, self.people, len(others))
        self._involve(who, claims, np.zeros(count, np.int8))
        self._involve(strangers, others, self._rng.integers(1, 4, len(others)).astype(np.int8))
        for _ in range(2):
            crowd = (self._rng.random(count) ** 2 * len(providers)).astype(np.int64)
            self._add("SERVICED_BY", "Claim", "Provider", claims, crowd)

    def _involve(self, people: Numbers, claims: Numbers, roles: npt.NDArray[np.int8]) -> None:
        ends = ("INVOLVED_IN", "Person", "Claim")
        self._parts.setdefault(ends, []).append(Table(people, claims, roles))

    def _plant(self) -> tuple[Numbers, Numbers]:
        """Rings of strangers who share a phone, a device and the account their claims go to.

        Returns (number of the ring, person) of each planted member.
        """
        count = max(self.people // 1_000, 1)
        size = self._rng.integers(*_RING, count)
        ring = np.repeat(np.arange(count), size)
        people = self._rng.choice(self.people, len(ring), replace=False)
        twice = np.flatnonzero(self._rng.random(len(ring)) < 0.05)  # who tie two rings together
        people[twice] = people[(twice + len(ring) // 2) % len(ring)]
        for kind, label in (("HAS_PHONE", "Phone"), ("USED_DEVICE", "Device")):
            uses = self._rng.random(len(ring)) < 0.8
            self._add(kind, "Person", label, people[uses], self._new(label, count)[ring[uses]])
        account = self._new("Account", count)
        claims, policies = self._new("Claim", len(ring)), self._new("Policy", len(ring))
        self._add("PAID_TO", "Claim", "Account", claims, account[ring])
        self._add("HOLDS", "Person", "Policy", people, policies)
        self._add("UNDER", "Claim", "Policy", claims, policies)
        self._involve(people, claims, np.zeros(len(ring), np.int8))
        served = np.flatnonzero(ring % 3 == 0)  # by a clinic and a lawyer that others use, too
        for _ in range(2):
            provider = self._rng.integers(0, self.counts["Provider"], count)
            self._add("SERVICED_BY", "Claim", "Provider", claims[served], provider[ring[served]])
        return ring, people

    def _hubs(self) -> None:
        """Call centres' telephones, half of them known as an organisation's, with many users."""
        count = max(self.people // 50_000, 2)
        phones = self._new("Phone", count)
        users = self._rng.integers(100, max(self.people // 100, 101), count)
        hub = np.repeat(phones, users)
        people = self._rng.integers(0, self.people, len(hub))
        self._add("HAS_PHONE", "Person", "Phone", people, hub)
        owners = self._new("Organisation", count // 2)
        self._add("HAS_PHONE", "Organisation", "Phone", owners, phones[: len(owners)])

    @cached_property
    def ids(self) -> dict[str, npt.NDArray[np.bytes_]]:
        """Ids of the nodes of each label, as ingest makes them, sorted."""
        rng = np.random.default_rng(self.seed + 1)
        return {
            label: np.sort(_ids(rng, f"{label.lower()}-", self.counts[label], 20))
            for label in sorted(self.counts)
        }

    def link_ids(self, key: LinkEnds) -> npt.NDArray[np.bytes_]:
        """Ids of the links of one table, sorted."""
        rng = np.random.default_rng([self.seed + 2, list(self.tables).index(key)])
        return np.sort(_ids(rng, "link-", len(self.tables[key]), 24))

    def sizes(self) -> tuple[int, int]:
        """Number of (entities, links)."""
        return sum(self.counts.values()), sum(map(len, self.tables.values()))

    def verdicts(self, share: float, day: datetime.date) -> dict[str, Decided]:
        """Invented verdicts on this share of claims: most of planted rings' are confirmed."""
        rng = np.random.default_rng(self.seed + 5)
        claims, planted = self.counts["Claim"], len(self.rings[0])
        judged = np.flatnonzero(rng.random(claims) < share)
        fraud = rng.random(len(judged)) < np.where(judged >= claims - planted, 0.8, 0.1)
        names = self.ids["Claim"][judged].astype(str).tolist()
        return {
            name: Decided("confirmed" if bad else "cleared", day)
            for name, bad in zip(names, fraud.tolist(), strict=True)
        }

    def evidence(self) -> Evidence:
        """The world as the analysis reads it from a store."""
        links: dict[Key, LinkTable] = {}
        for key, table in self.tables.items():
            roles = None if table.roles is None else Values(table.roles.astype(np.int64), _ROLES)
            ids = Ids(_text(self.link_ids(key)))
            links[key] = LinkTable(ids, table.sources, table.targets, roles)
        nodes = {label: Ids(_text(ids)) for label, ids in self.ids.items()}
        return Evidence(nodes, links)

    def nodes(self) -> Iterator[tuple[str, Iterator[pa.RecordBatch]]]:
        """Entities by label, sorted by id (graph.store.facts)."""
        for label, ids in self.ids.items():
            yield label, self._node_batches(label, ids)

    def links(self) -> Iterator[tuple[LinkEnds, Iterator[pa.RecordBatch]]]:
        """Links by type and ends, sorted by id (graph.store.facts)."""
        for key in self.tables:
            yield key, self._link_batches(key)

    def _node_batches(self, label: str, ids: npt.NDArray[np.bytes_]) -> Iterator[pa.RecordBatch]:
        rng = np.random.default_rng([self.seed + 3, len(label)])
        for start in range(0, len(ids), _BATCH):
            part = ids[start : start + _BATCH]
            columns: dict[str, pa.Array] = {"id": _text(part)}
            if label in ("Claim", "Policy"):
                columns["number"] = _text(part)
            if label == "Claim":
                columns["loss_date"] = _dates(rng, len(part))
                columns["claimed"] = pa.array(rng.integers(10_000, 9_000_000, len(part)))
                columns["currency"] = pa.array(["USD"] * len(part))
                columns["status"] = pa.array(["paid"] * len(part))
            yield pa.record_batch(columns)

    def _link_batches(self, key: LinkEnds) -> Iterator[pa.RecordBatch]:
        table, ids = self.tables[key], self.link_ids(key)
        rng = np.random.default_rng([self.seed + 4, len(ids)])
        for start in range(0, len(ids), _BATCH):
            part = slice(start, start + _BATCH)
            count = len(ids[part])
            columns = {
                "id": _text(ids[part]),
                "source": _text(self.ids[key[1]][table.sources[part]]),
                "target": _text(self.ids[key[2]][table.targets[part]]),
            }
            if table.roles is not None:
                columns["role"] = pa.array([_ROLES[r] for r in table.roles[part].tolist()])
            if key[0] == "PAID_TO":
                columns["amount"] = pa.array(rng.integers(1_000, 900_000, count))
                columns["currency"] = pa.array(["USD"] * count)
                columns["date"] = _dates(rng, count)
                columns["status"] = pa.array(["paid"] * count)
            yield pa.record_batch(columns)


def _joined(parts: list[Table]) -> Table:
    roles = [part.roles for part in parts if part.roles is not None]
    sources = np.concatenate([part.sources for part in parts])
    targets = np.concatenate([part.targets for part in parts])
    order = np.lexsort((targets, sources))
    role = np.concatenate(roles)[order] if roles else None
    return Table(sources[order], targets[order], role)


def _ids(rng: np.random.Generator, prefix: str, size: int, letters: int) -> npt.NDArray[np.bytes_]:
    """Distinct ids: a prefix and a hash in hexadecimal."""
    raw = np.frombuffer(rng.bytes(size * letters // 2).hex().encode(), dtype=f"S{letters}")
    return np.char.add(prefix.encode(), raw)


def _text(values: npt.NDArray[np.bytes_]) -> pa.Array:
    found = pa.array(values)  # in chunks when it is large
    return (found.combine_chunks() if isinstance(found, pa.ChunkedArray) else found).cast("string")


def _dates(rng: np.random.Generator, count: int) -> pa.Array:
    return pa.array(rng.integers(_DAY, _DAY + 1_200, count).astype(np.int32)).cast(pa.date32())
