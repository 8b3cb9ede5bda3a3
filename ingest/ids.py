"""Ids of whole columns: those of graph.schema.ids, for all lines at once."""

import hashlib
from collections.abc import Sequence
from functools import cache

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

_SEPARATOR = "\x1f"
_HASHED = "SELECT $prefix || substr(sha256(text), 1, $size) AS id FROM lines"

_FEW = 10_000  # for fewer lines, starting a query takes longer than hashing them here


def entity_ids(label: str, keys: pa.Array, namespace: str = "") -> pa.Array:
    """graph.schema.ids.entity_id of each key, which is the namespace's where one is given."""
    before = f"{label}{_SEPARATOR}{namespace}:" if namespace else f"{label}{_SEPARATOR}"
    return _hashed(f"{label.lower()}-", _joined("", before, keys), 20)


def link_ids(
    kind: str, sources: pa.Array, targets: pa.Array, keys: Sequence[pa.Array] = ()
) -> pa.Array:
    """graph.schema.ids.link_id of each line; `keys` are the key fields, '' where one is absent."""
    return _hashed("link-", _joined(_SEPARATOR, kind, sources, targets, *keys), 24)


def _joined(separator: str, first: str, *others: pa.Array) -> pa.Array:
    return pc.binary_join_element_wise(pa.scalar(first), *others, separator)


@cache
def _database() -> duckdb.DuckDBPyConnection:
    return duckdb.connect(":memory:")


def _hashed(prefix: str, texts: pa.Array, size: int) -> pa.Array:
    return (_hashed_few if len(texts) < _FEW else _hashed_many)(prefix, texts, size)


def _hashed_few(prefix: str, texts: pa.Array, size: int) -> pa.Array:
    digests = (hashlib.sha256(text).hexdigest() for text in texts.cast(pa.binary()).to_pylist())
    return pa.array([prefix + digest[:size] for digest in digests], pa.string())


def _hashed_many(prefix: str, texts: pa.Array, size: int) -> pa.Array:
    with _database().cursor() as cursor:  # one each: cursors of one connection share its threads
        cursor.register("lines", pa.table({"text": texts}))
        found = cursor.sql(_HASHED, params={"prefix": prefix, "size": size}).to_arrow_table()
    return pa.concat_arrays([pa.array([], pa.string()), *found["id"].cast(pa.string()).chunks])
