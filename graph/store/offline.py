"""Writes a graph as files for Neo4j's own importer: the quickest way into a server that is stopped.

`neo4j-admin database import full` (5.26) makes a new database from CSV files: one a label and one
a link type between two labels, each with its header. Our ids become properties as in any load.
"""

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import chain
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv

from graph.errors import StoreError
from graph.schema.registry import REGISTRY
from graph.store.facts import Facts
from graph.store.load import link_slots

_BETWEEN = "\x1f"  # of the items of a list: the importer knows no escape, so it must not occur
_AHEAD = 4  # batches made while others are written


def write_offline(facts: Facts, directory: Path) -> list[str]:
    """Write the files and return the arguments of neo4j-admin that import them.

    `directory` is made if need be; files of the same name are replaced. They aren't compressed, so
    that the importer reads each in parallel. The server's first command makes the indexes.
    """
    directory.mkdir(parents=True, exist_ok=True)
    arguments = ["database", "import", "full", "neo4j", "--id-type=string"]
    arguments += ["--multiline-fields=true", "--array-delimiter=U+001F"]
    arguments.append(f"--report-file={directory / 'import.report'}")  # else where it is run
    for label, batches in facts.nodes():
        path = directory / f"{REGISTRY.entity(label).label}.csv"
        if _write(path, batches, {"id": f"id:ID({label})"}):
            arguments.append(f"--nodes={label}={path}")
    for (kind, source, target), batches in facts.links():
        path = directory / f"{'-'.join(link_slots(kind, source, target).values())}.csv"
        ends = {"source": f":START_ID({source})", "target": f":END_ID({target})"}
        if _write(path, batches, ends):
            arguments.append(f"--relationships={kind}={path}")
    return arguments


def _write(path: Path, batches: Iterator[pa.RecordBatch], headers: dict[str, str]) -> bool:
    """Write one file, while the next batches are made; False when there is nothing to write."""
    first = next(batches, None)
    if first is None:
        return False
    fields = [headers.get(field.name) or f"{field.name}:{_kind(field)}" for field in first.schema]
    flat = _flat(first, path)
    options = csv.WriteOptions(include_header=False)
    with path.open("wb") as out:
        out.write((",".join(fields) + "\n").encode())
        writer = csv.CSVWriter(out, flat.schema, write_options=options)
        with writer, ThreadPoolExecutor(1) as writing:
            waiting: list[Future[None]] = []

            def write(batch: pa.RecordBatch) -> None:
                writer.write_batch(_flat(batch, path))

            for batch in chain([first], batches):
                waiting.append(writing.submit(write, batch))
                if len(waiting) > _AHEAD:
                    waiting.pop(0).result()
            for done in waiting:
                done.result()
    return True


def _kind(field: pa.Field) -> str:
    """The importer's name of a column's type."""
    kind = field.type
    for fits, name in (
        (pa.types.is_string, "string"),
        (pa.types.is_int64, "long"),
        (pa.types.is_float64, "double"),
        (pa.types.is_boolean, "boolean"),
        (pa.types.is_date32, "date"),
        (pa.types.is_list, "string[]"),
    ):
        if fits(kind):
            return name
    raise TypeError(f"{kind} isn't a stored type")


def _flat(batch: pa.RecordBatch, path: Path) -> pa.RecordBatch:
    """The batch with each list as one text."""
    columns = {name: batch.column(name) for name in batch.schema.names}
    for name, values in columns.items():
        if pa.types.is_list(values.type):
            columns[name] = pc.binary_join(values, _BETWEEN)
            odd = pc.any(pc.match_substring(values.flatten(), _BETWEEN)).as_py()
            if odd or pc.any(pc.equal(columns[name], "")).as_py():
                raise StoreError(
                    f"A list in {name!r} for {path.name} is empty or has a control character "
                    "(U+001F) in it, which the importer would misread; load these data online."
                )
    return pa.record_batch(columns)
