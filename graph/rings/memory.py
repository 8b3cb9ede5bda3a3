"""Memory of an analysis: outcomes of its parts, kept under a hash of all that went into each.

An outcome is taken over only where every number that its computation may look at is the same to the
bit. So an analysis with a memory gives what one without gives, and does the work of what changed.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass

import numpy as np
from scipy import sparse


def content_key(*parts: object) -> str:
    """A hash of arrays, sparse matrices, frozen dataclasses, tuples, mappings and plain values."""
    state = hashlib.blake2b(digest_size=16)
    for part in parts:
        for piece in _pieces(part):
            state.update(len(piece).to_bytes(8, "little"))
            state.update(piece)
    return state.hexdigest()


def _pieces(value: object) -> Iterable[bytes]:
    if isinstance(value, np.ndarray):
        yield f"{value.dtype.str}{value.shape}".encode()
        yield value.tobytes()
    elif isinstance(value, sparse.csr_array):
        yield f"matrix{value.shape}".encode()
        for places in (value.indptr, value.indices):  # 32 or 64 bits, by the size of the graph
            yield places.astype(np.int64).tobytes()
        yield from _pieces(value.data)
    elif is_dataclass(value) and not isinstance(value, type):
        yield type(value).__name__.encode()
        for field in fields(value):
            yield field.name.encode()
            yield from _pieces(getattr(value, field.name))
    elif isinstance(value, Mapping):
        yield f"mapping{len(value)}".encode()
        for key in sorted(value):
            yield from _pieces(key)
            yield from _pieces(value[key])
    elif isinstance(value, tuple | list):
        yield f"list{len(value)}".encode()
        for each in value:
            yield from _pieces(each)
    elif value is None or isinstance(value, str | bool | int | float):
        yield f"{type(value).__name__}:{value!r}".encode()
    else:
        raise TypeError(f"{type(value).__name__} has no content key.")


@dataclass(frozen=True)
class Work:
    """How many parts of one kind an analysis had, and how many of them it did anew."""

    parts: int
    anew: int


class Memory:
    """Outcomes by kind and content key; `entries` are those that this analysis used or made."""

    def __init__(self, known: Mapping[str, str] | None = None) -> None:
        """`known` are the entries of an earlier analysis."""
        self._known = dict(known or {})
        self._asked: Counter[str] = Counter()
        self._made: Counter[str] = Counter()
        self.entries: dict[str, str] = {}

    def recall(self, kind: str, key: str) -> str | None:
        """The outcome of this part, if it is known."""
        self._asked[kind] += 1
        name = f"{kind}:{key}"
        found = self.entries.get(name, self._known.get(name))
        if found is not None:
            self.entries[name] = found
        return found

    def keep(self, kind: str, key: str, outcome: str) -> str:
        """Keep the outcome of a part that had to be done, and return it."""
        self._made[kind] += 1
        self.entries[f"{kind}:{key}"] = outcome
        return outcome

    def work(self, kind: str) -> Work:
        """What was asked for and what had to be done so far."""
        return Work(self._asked[kind], self._made[kind])
