"""Reads Parquet files group by group and writes them as canonical rows."""

from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from graph.errors import InputError
from graph.language import Said, failure
from ingest.readers.canonical import CanonicalRows, CanonicalWriter
from ingest.readers.opening import unreadable
from ingest.readers.text import JOIN, NoTextError

_ROWS = 50_000  # at a time


def read_parquet(path: Path, most: int | None = None) -> CanonicalRows:
    """The rows of a Parquet file, the first `most` where that is given.

    InputError when it is no such file or a column has no text.

    Text is that of readers.text: columns in columns become `outer.inner`, lists joined by ';'.
    """
    try:
        with pq.ParquetFile(path) as file, CanonicalWriter() as writer:
            header = _flat(file.schema_arrow.empty_table()).column_names
            writer.add(header)
            writer.flush()
            for batch in file.iter_batches(batch_size=most or _ROWS):
                writer.add_bytes(_rows(path, pa.Table.from_batches([batch])))
                if most is not None:
                    break
    except pa.ArrowInvalid as error:
        raise failure(
            InputError, "ingest.error.parquet", path=path, kind=type(error).__name__
        ) from None
    except OSError as error:
        raise unreadable(path, error) from None
    return writer.rows


def _flat(table: pa.Table) -> pa.Table:
    while any(pa.types.is_struct(field.type) for field in table.schema):
        table = table.flatten()
    return table


def _rows(path: Path, table: pa.Table) -> bytes:
    flat, texts = _flat(table), []
    for name, column in zip(flat.column_names, flat.columns, strict=True):
        try:
            texts.append(pc.fill_null(_text(column.combine_chunks()), ""))
        except (pa.ArrowInvalid, pa.ArrowNotImplementedError, NoTextError) as error:
            other = Said("ingest.value.type", {"type": str(column.type)})
            why = error.said if isinstance(error, NoTextError) else other
            raise failure(
                InputError, "ingest.error.parquet_column", path=path, name=name, why=why
            ) from None
    lines = pc.binary_join_element_wise(*map(_quoted, texts), ",")
    ended = pc.binary_join_element_wise(lines, "\n", "")
    return "".join(ended.to_pylist()).encode()


def _quoted(texts: pa.Array) -> pa.Array:
    """As Python's csv writes cells: in quotes only where they are needed."""
    needed = pc.match_substring_regex(texts, '[",\\r\\n]')
    if not pc.any(needed).as_py():
        return texts
    doubled = pc.replace_substring(texts, '"', '""')
    return pc.if_else(needed, pc.binary_join_element_wise('"', doubled, '"', ""), texts)


def _text(values: pa.Array) -> pa.Array:
    kind = values.type
    if pa.types.is_dictionary(kind):
        return _text(values.dictionary_decode())
    if pa.types.is_list(kind) or pa.types.is_large_list(kind):
        return _joined(values)
    if pa.types.is_timestamp(kind):
        return _times(values)
    if pa.types.is_floating(kind):
        values = pc.if_else(pc.is_nan(values), None, values)
    if pa.types.is_binary(kind) or pa.types.is_large_binary(kind):
        return pa.array([raw and raw.hex() for raw in values.to_pylist()], pa.string())
    return values.cast(pa.string())


def _times(values: pa.Array) -> pa.Array:
    """Days when the time is 00:00, else day and time without a fraction of nothing."""
    whole = pc.replace_substring_regex(values.cast(pa.string()), r"\.0+(Z|[+-]\d{4})?$", r"\1")
    return whole if values.type.tz else pc.replace_substring_regex(whole, " 00:00:00$", "")


def _joined(values: pa.Array) -> pa.Array:
    if pa.types.is_nested(values.type.value_type):
        raise NoTextError("nested")
    items = pc.fill_null(_text(values.flatten()), "")
    counts = pc.fill_null(pc.list_value_length(values), 0)
    if pc.any(pc.match_substring(items, JOIN)).as_py():
        raise NoTextError("joint", sign=JOIN)
    ends = pc.cumulative_sum(counts.cast(pa.int32()))
    offsets = pa.concat_arrays([pa.array([0], pa.int32()), ends])
    return pc.binary_join(pa.ListArray.from_arrays(offsets, items), JOIN)
