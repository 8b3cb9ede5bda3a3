"""Reads one type of an ArcadeDB database as Arrow columns, inside the child process."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from graph.schema.registry import REGISTRY
from graph.store.handles import schema_of

_BUCKET = 1 << 40  # records of one bucket that a handle can tell apart
_MESSAGE_ROWS = 250_000


def read_type(database: Any, type: str, value: str | None) -> Iterator[bytes]:
    """Arrow streams of all current records: see graph.store.handles for their columns."""
    schema = schema_of(type, value)
    found = _asked(database, type, value)
    if found is None:
        return
    columns = []
    for field in schema:
        column = found[field.name].combine_chunks()
        columns.append(_handles(column) if field.type == pa.int64() else column)
    table = pa.table(columns, names=schema.names)
    for start in range(0, table.num_rows, _MESSAGE_ROWS):
        sink = pa.BufferOutputStream()
        with pa.ipc.new_stream(sink, table.schema) as out:
            out.write_table(table.slice(start, _MESSAGE_ROWS))
        yield sink.getvalue().to_pybytes()


def _asked(database: Any, type: str, value: str | None) -> pa.Table | None:
    """The type's columns with record ids as text; None when there is no such record."""
    if not database.get_java_database().getSchema().existsType(type):
        return None
    wanted = "@rid AS handle, id"
    if type in REGISTRY.links:
        wanted = "id, @out AS source, @in AS target" + (f", {value}" if value else "")
    text = f"SELECT {wanted} FROM {type} WHERE retired IS NULL"  # noqa: S608 (registry names)
    table = database.query("sql", text).to_arrow()
    return table if table.num_rows else None


def _handles(records: pa.Array) -> pa.Array:
    """'#12:345', bucket and place in it, as one number."""
    parts = pc.split_pattern(records, ":").flatten()
    numbers = np.arange(0, len(parts), 2)
    bucket = pc.utf8_slice_codeunits(parts.take(numbers), 1).cast(pa.int64())
    return pc.add(pc.multiply(bucket, _BUCKET), parts.take(numbers + 1).cast(pa.int64()))
