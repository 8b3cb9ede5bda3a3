"""A seeded, invented portfolio of any size, shaped like an insurer's: people, claims, hubs."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from graph.store.facts import LinkEnds

_BATCH = 50_000
_DAY = 19_000  # days from 1970 to 2022: business dates start here
_SHARES = {
    "Account": 0.12,
    "Address": 0.09,
    "Agent": 0.002,
    "Claim": 0.24,
    "Person": 0.32,
    "Phone": 0.14,
    "Policy": 0.085,
    "Provider": 0.003,
}
_LINKS: dict[LinkEnds, float] = {
    ("HAS_PHONE", "Person", "Phone"): 0.14,
    ("HOLDS", "Person", "Policy"): 0.04,
    ("INVOLVED_IN", "Person", "Claim"): 0.2,
    ("LIVES_AT", "Person", "Address"): 0.13,
    ("OWNS_ACCOUNT", "Person", "Account"): 0.13,
    ("PAID_TO", "Claim", "Account"): 0.1,
    ("REPORTED_FROM", "Claim", "Phone"): 0.08,
    ("SERVICED_BY", "Claim", "Provider"): 0.05,
    ("SOLD", "Agent", "Policy"): 0.035,
    ("UNDER", "Claim", "Policy"): 0.095,
}
_SURNAMES = np.array(["张", "王", "李", "赵", "陈", "刘", "Example", "Sample", "Specimen"])
_GIVEN = np.array(["伟", "芳", "娜", "敏", "静", "Ada", "Ben", "Cleo", "Dana", "Eli"])
_CITIES = np.array(["上海", "Springfield", "Shelbyville", "广州"])
Numbers = npt.NDArray[np.int64]


@dataclass
class Portfolio:
    """Facts (graph.store.facts) of about `nodes` entities and `links` links."""

    node_count: int
    link_count: int
    seed: int = 1

    def __post_init__(self) -> None:
        self._sizes = {label: max(3, int(self.node_count * s)) for label, s in _SHARES.items()}
        self._sizes["Person"] += self.node_count - sum(self._sizes.values())
        self._counts = {ends: int(self.link_count * share) for ends, share in _LINKS.items()}
        first = next(iter(self._counts))
        self._counts[first] += self.link_count - sum(self._counts.values())
        self._ids: dict[str, npt.NDArray[np.bytes_]] = {}

    def sizes(self) -> tuple[int, int]:
        """Number of (entities, links)."""
        return sum(self._sizes.values()), sum(self._counts.values())

    def nodes(self) -> Iterator[tuple[str, Iterator[pa.RecordBatch]]]:
        """Entities by label, sorted by id."""
        for salt, (label, size) in enumerate(self._sizes.items()):
            self._ids[label] = np.sort(_ids(f"{label.lower()}-", size, self.seed + salt, 20))
            yield label, self._node_batches(label, self.seed + salt)

    def links(self) -> Iterator[tuple[LinkEnds, Iterator[pa.RecordBatch]]]:
        """Links by type and ends, sorted by id."""
        for salt, (ends, size) in enumerate(self._counts.items()):
            yield ends, self._link_batches(ends, size, self.seed + 100 + salt)

    def _node_batches(self, label: str, seed: int) -> Iterator[pa.RecordBatch]:
        rng = np.random.default_rng(seed)
        ids = self._ids[label]
        for start in range(0, len(ids), _BATCH):
            part = ids[start : start + _BATCH]
            columns = {"id": _text(part), **_own(label, rng, start, len(part))}
            yield pa.record_batch({**columns, **_common(rng, len(part))})

    def _link_batches(self, ends: LinkEnds, size: int, seed: int) -> Iterator[pa.RecordBatch]:
        rng = np.random.default_rng(seed)
        kind, source, target = ends
        ids = np.sort(_ids("link-", size, seed, 24))
        for start in range(0, size, _BATCH):
            part = ids[start : start + _BATCH]
            count = len(part)
            columns = {
                "id": _text(part),
                "source": _text(self._ids[source][_few_have_many(rng, source, self._sizes, count)]),
                "target": _text(self._ids[target][_few_have_many(rng, target, self._sizes, count)]),
                **_link_own(kind, rng, count),
            }
            yield pa.record_batch({**columns, **_common(rng, count)})


def _few_have_many(
    rng: np.random.Generator, label: str, sizes: dict[str, int], count: int
) -> Numbers:
    """Numbers of entities: identifiers and providers have hubs, people and claims don't."""
    power = 1.0 if label in ("Person", "Claim", "Policy") else 1.6
    found: Numbers = (rng.random(count) ** power * sizes[label]).astype(np.int64)
    return found


def _ids(prefix: str, size: int, seed: int, letters: int) -> npt.NDArray[np.bytes_]:
    """Distinct ids as ingest makes them: a prefix and a hash in hexadecimal."""
    rng = np.random.default_rng(seed + 1_000)
    raw = rng.bytes(size * letters // 2).hex().encode()
    found = np.frombuffer(raw, dtype=f"S{letters}")
    return np.char.add(prefix.encode(), found)


def _text(values: npt.NDArray[np.bytes_]) -> pa.Array:
    return pa.array(values).cast(pa.string())


def _dates(rng: np.random.Generator, count: int, *, missing: float = 0.0) -> pa.Array:
    days = rng.integers(_DAY, _DAY + 1_200, count).astype(np.int32)
    return pa.array(days, mask=rng.random(count) < missing).cast(pa.date32())


def _numbered(prefix: str, start: int, count: int) -> pa.Array:
    numbers = np.char.zfill(np.arange(start, start + count).astype("U"), 9)
    return pa.array(np.char.add(prefix, numbers))


def _pick(rng: np.random.Generator, values: "npt.NDArray[np.str_]", count: int) -> pa.Array:
    return pa.array(values[rng.integers(0, len(values), count)])


def _common(rng: np.random.Generator, count: int) -> dict[str, pa.Array]:
    """What ingest writes on every fact."""
    several = rng.random(count) < 0.2
    lists = [["claims", "policies"] if both else ["claims"] for both in several]
    return {
        "first_seen": _dates(rng, count),
        "last_seen": _dates(rng, count),
        "rows": pa.array(rng.integers(1, 9, count)),
        "origins": pa.array(np.where(several, 2, 1)),
        "sources": pa.array(lists, pa.list_(pa.string())),
        "run": pa.array(["ingestrun-0123456789abcdef0123"] * count),
    }


def _names(rng: np.random.Generator, count: int) -> pa.Array:
    surnames = _SURNAMES[rng.integers(0, len(_SURNAMES), count)]
    return pa.array(np.char.add(np.char.add(surnames, " "), _GIVEN[rng.integers(0, 10, count)]))


def _own(label: str, rng: np.random.Generator, start: int, count: int) -> dict[str, pa.Array]:
    prefix = {"Phone": "+1212555", "Account": "ZZ00"}.get(label, label[0])
    number = _numbered(prefix, start, count)
    if label in ("Phone", "Account"):
        return {"number": number, "search": number}
    if label == "Address":
        line = _numbered("1 Invented Road ", start, count)
        return {"line": line, "city": _pick(rng, _CITIES, count), "search": line}
    if label == "Claim":
        return {
            "number": number,
            "kind": _pick(rng, np.array(["motor", "health", "home"]), count),
            "loss_date": _dates(rng, count),
            "report_date": _dates(rng, count, missing=0.1),
            "claimed": pa.array(rng.integers(10_000, 9_000_000, count)),
            "currency": pa.array(["USD"] * count),
            "status": _pick(rng, np.array(["paid", "open", "declined"]), count),
            "search": number,
        }
    if label == "Policy":
        return {
            "number": number,
            "product": _pick(rng, np.array(["motor", "health", "home"]), count),
            "start_date": _dates(rng, count),
            "end_date": _dates(rng, count, missing=0.3),
            "premium": pa.array(rng.integers(10_000, 900_000, count)),
            "currency": pa.array(["USD"] * count),
            "search": number,
        }
    name = _names(rng, count)
    born = {"birth_date": _dates(rng, count, missing=0.2)} if label == "Person" else {}
    return {"number": number, "name": name, **born, "search": name}


def _link_own(kind: str, rng: np.random.Generator, count: int) -> dict[str, pa.Array]:
    if kind == "PAID_TO":
        return {
            "number": _numbered("P", int(rng.integers(0, 1_000)), count),
            "amount": pa.array(rng.integers(1_000, 900_000, count)),
            "currency": pa.array(["USD"] * count),
            "date": _dates(rng, count),
            "status": _pick(rng, np.array(["paid", "stopped"]), count),
        }
    if kind in ("INVOLVED_IN", "SERVICED_BY"):
        return {"role": _pick(rng, np.array(["claimant", "witness", "driver"]), count)}
    if kind in ("HAS_PHONE", "LIVES_AT", "OWNS_ACCOUNT"):
        return {"since": _dates(rng, count, missing=0.5)}
    return {}
