"""Ids and values of millions of entities and links, kept as columns and not as Python objects."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, overload

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray


class Ids(Sequence[str]):
    """Ids in a fixed order; equal to any sequence of the same ids."""

    def __init__(self, column: pa.Array) -> None:
        """`column` holds strings without nulls."""
        self.column = column

    @classmethod
    def of(cls, ids: Iterable[str]) -> "Ids":
        """From Python texts."""
        return cls(pa.array(list(ids), pa.string()))

    @classmethod
    def joined(cls, parts: Iterable[Sequence[str]]) -> "Ids":
        """All ids of the parts, one part after the other."""
        columns = [p.column if isinstance(p, Ids) else pa.array(p, pa.string()) for p in parts]
        # 64-bit offsets: together the ids may pass 2 GB
        return cls(pa.concat_arrays([column.cast(pa.large_string()) for column in columns]))

    def __len__(self) -> int:
        return len(self.column)

    @overload
    def __getitem__(self, at: int) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> "Ids": ...
    def __getitem__(self, at: int | slice) -> "str | Ids":
        if isinstance(at, slice):
            return Ids(self.column[at])
        return str(self.column[int(at)].as_py())

    def __iter__(self) -> Iterator[str]:
        for start in range(0, len(self.column), 10_000):
            yield from self.column.slice(start, 10_000).to_pylist()

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Sequence) and not isinstance(other, str):
            return len(self) == len(other) and all(a == b for a, b in zip(self, other, strict=True))
        return NotImplemented

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"Ids({list(self[:5])}{'…' if len(self) > 5 else ''})"


class Positions(Mapping[str, int]):
    """Position of each of some sorted ids, found by bisection."""

    def __init__(self, ids: Sequence[str]) -> None:
        self._ids = ids

    def __getitem__(self, identifier: str) -> int:
        at = bisect_left(self._ids, identifier)
        if at == len(self._ids) or self._ids[at] != identifier:
            raise KeyError(identifier)
        return at

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids)

    def __len__(self) -> int:
        return len(self._ids)


class Values(Sequence[object]):
    """Values of which there are few different ones, such as roles: `kinds[codes[at]]`."""

    def __init__(self, codes: NDArray[np.int64], kinds: Sequence[object]) -> None:
        self._codes, self._kinds = codes, kinds

    @classmethod
    def of(cls, values: Iterable[object]) -> "Values":
        """From Python values that can be hashed."""
        place: dict[object, int] = {}
        codes = [place.setdefault(value, len(place)) for value in values]
        return cls(np.array(codes, np.int64), list(place))

    @classmethod
    def of_column(cls, column: pa.Array) -> "Values":
        """From an Arrow column; null is None."""
        coded = column.dictionary_encode(null_encoding="encode")
        return cls(coded.indices.to_numpy().astype(np.int64), coded.dictionary.to_pylist())

    def __len__(self) -> int:
        return len(self._codes)

    def __getitem__(self, at: Any) -> Any:
        if isinstance(at, slice | np.ndarray):
            return Values(self._codes[at], self._kinds)
        return self._kinds[self._codes[at]]

    def kinds(self) -> Sequence[object]:
        """The values that occur, each once, in no stated order."""
        return [self._kinds[at] for at in np.unique(self._codes).tolist()]

    def among(self, wanted: Iterable[object]) -> NDArray[np.bool_]:
        """Which of the values are wanted ones."""
        those = frozenset(wanted)
        chosen = np.array([kind in those for kind in self._kinds], bool)
        return chosen[self._codes] if len(self._codes) else np.zeros(0, bool)
