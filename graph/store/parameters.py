"""Turns Arrow columns into query parameters without making a Python object for each value.

Values that repeat (dates, lists, words such as a currency) cross once, and numbers of them for each
row: a first load spends its time in the server then, not in packing.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

_REPEATS = 4  # rows a value stands for, on average, to be sent once


@dataclass(frozen=True)
class Shape:
    """How the columns of a table go: as they are, or as numbers of their different values."""

    plain: tuple[str, ...]
    coded: tuple[str, ...]

    def slots(self) -> dict[str, str]:
        """Names for the slots `plain` and `coded` of a template."""
        return {"plain": "|".join(self.plain), "coded": "|".join(self.coded)}

    def parameters(self, batch: pa.RecordBatch) -> dict[str, dict[str, list[Any]]]:
        """The batch as `columns` (lists by name, 'id' among them) and `values` of those coded."""
        columns = {name: _values(batch.column(name)) for name in ("id", *self.plain)}
        values: dict[str, list[Any]] = {}
        for name in self.coded:
            columns[name], values[name] = _numbered(batch.column(name))
        return {"columns": columns, "values": values}


def shape(batch: pa.RecordBatch) -> Shape:
    """The shape for a table that begins with `batch`; 'id' is in none."""
    names = [name for name in batch.schema.names if name not in ("id", "source", "target")]
    coded = [name for name in names if _repeats(batch.column(name))]
    return Shape(tuple(name for name in names if name not in coded), tuple(coded))


def _repeats(values: pa.Array) -> bool:
    kind = values.type
    if pa.types.is_date(kind) or pa.types.is_list(kind):
        return True
    words = pa.types.is_string(kind) and pc.count_distinct(values).as_py()
    return words is not False and words * _REPEATS <= len(values)


def _values(values: pa.Array) -> list[Any]:
    """A column as plain Python; whole columns at a time where Arrow can."""
    kind = values.type
    if pa.types.is_string(kind) or (pa.types.is_integer(kind) and not values.null_count):
        found: list[Any] = values.to_numpy(zero_copy_only=False).tolist()
        return found
    return list(values.to_pylist())


def _numbered(values: pa.Array) -> tuple[list[Any], list[Any]]:
    """For each row the number of its value, and these values; None is one of them."""
    keys = _keys(values) if pa.types.is_list(values.type) else values
    numbers = keys.dictionary_encode("encode").indices.to_numpy(zero_copy_only=False)
    _, first = np.unique(numbers, return_index=True)
    return numbers.tolist(), values.take(pa.array(first)).to_pylist()


def _keys(lists: pa.Array) -> pa.Array:
    """A text for each list, equal where the lists are: the numbers of its items."""
    items = lists.flatten().dictionary_encode("encode").indices.cast(pa.string())
    lengths = pc.fill_null(pc.list_value_length(lists), 0).to_numpy()
    ends = np.concatenate(([0], np.cumsum(lengths))).astype(np.int32)
    numbers = pa.ListArray.from_arrays(pa.array(ends), items, mask=pc.is_null(lists))
    return pc.binary_join(numbers, " ")
