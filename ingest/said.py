"""Writes what rows say of entities and links straight into Parquet files, one for each type."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from graph.errors import StoreError
from graph.provenance.place import Place
from graph.provenance.writing import disk_error
from graph.schema.model import Property, StoredType
from graph.schema.registry import REGISTRY
from ingest.facts import Ends
from ingest.report import Cell, Example

_ARROW: dict[StoredType, pa.DataType] = {
    "string": pa.string(),
    "integer": pa.int64(),
    "float": pa.float64(),
    "boolean": pa.bool_(),
    "date": pa.date32(),
    "strings": pa.list_(pa.string()),
}
_FIRST = 20
_LINES = 20_000  # from so many on, the lines of a file are written


def _schema(keys: tuple[str, ...], properties: tuple[Property, ...]) -> pa.Schema:
    fixed = [(name, pa.string()) for name in keys]
    stored = [(p.name, _ARROW[p.stored]) for p in properties]
    return pa.schema([*fixed, *stored, ("digest", pa.uint64()), ("at_date", pa.date32())])


def node_schema(label: str) -> pa.Schema:
    """Columns of what rows say of entities of one type."""
    own = tuple(p for p in REGISTRY.entity(label).properties if p.name != "search")
    return _schema(("id",), own)


def link_schema(ends: Ends) -> pa.Schema:
    """Columns of what rows say of links of one type."""
    return _schema(("id", "source", "target"), REGISTRY.links[ends.type].link.properties)


class SaidFile:
    """One Parquet file that grows by chunks; columns that a chunk lacks are null."""

    def __init__(self, path: Path, schema: pa.Schema, *, examples_only: bool = False) -> None:
        """`examples_only`: nothing but the first lines is kept."""
        self.path, self._schema, self._examples_only = path, schema, examples_only
        with _written(path):
            self._writer = pq.ParquetWriter(path, schema, compression="zstd")
        self._waiting: list[pa.Table] = []
        self.first: pa.Table | None = None  # some lines, for a person to look at

    def add(self, lines: pa.Table) -> None:
        """Append lines; a full disk becomes one sentence."""
        if not lines.num_rows or (self._examples_only and self.first is not None):
            return
        columns = [
            lines[field.name].cast(field.type)
            if field.name in lines.column_names
            else pa.nulls(lines.num_rows, field.type)
            for field in self._schema
        ]
        whole = pa.table(columns, schema=self._schema)
        if self.first is None:
            self.first = whole.take(pa.array(range(min(_FIRST, len(whole)))))  # a copy
        if self._examples_only:
            return
        self._waiting.append(whole)
        if sum(table.num_rows for table in self._waiting) >= _LINES:
            self._flush()

    def close(self) -> Path:
        """End the file; its path."""
        self._flush()
        with _written(self.path):
            try:
                self._writer.close()
            finally:
                self._writer.is_open = False  # else it is closed once more when it is collected
        return self.path

    def drop(self) -> None:
        """Delete the file."""
        with suppress(StoreError):  # it needn't be whole
            self.close()
        self.path.unlink(missing_ok=True)

    def _flush(self) -> None:
        if not self._waiting:
            return
        waiting, self._waiting = self._waiting, []
        with _written(self.path):
            self._writer.write_table(pa.concat_tables(waiting))


@contextmanager
def _written(path: Path) -> Iterator[None]:
    """A full disk becomes one sentence."""
    try:
        yield
    except OSError as error:
        raise disk_error(error, path.parent) from error


class SaidFiles:
    """The files of one table."""

    def __init__(self, directory: Path, *, examples_only: bool = False) -> None:
        self._directory, self._examples_only = directory, examples_only
        self._nodes: dict[str, SaidFile] = {}
        self._links: dict[Ends, SaidFile] = {}

    def add_nodes(self, label: str, nodes: pa.Table) -> None:
        """See ingest.facts.Sink."""
        if label not in self._nodes:
            self._nodes[label] = self._open(node_schema(label))
        self._nodes[label].add(nodes)

    def add_links(self, ends: Ends, links: pa.Table) -> None:
        """See ingest.facts.Sink."""
        if ends not in self._links:
            self._links[ends] = self._open(link_schema(ends))
        self._links[ends].add(links)

    def put(self, place: Place, stem: str) -> tuple[Mapping[str, str], Mapping[str, str]]:
        """Bring all files to the place; their paths by label, and by 'TYPE Source Target'."""
        nodes, links = {}, {}
        for label, file in sorted(self._nodes.items()):
            nodes[label] = f"{stem}.node.{label}.parquet"
            place.put(file.close(), nodes[label])
        for ends, file in sorted(self._links.items()):
            name = (ends.type, ends.source, ends.target)
            links[" ".join(name)] = f"{stem}.link.{'.'.join(name)}.parquet"
            place.put(file.close(), links[" ".join(name)])
        self._nodes, self._links = {}, {}
        return nodes, links

    def drop(self) -> None:
        """Forget what was added."""
        for file in (*self._nodes.values(), *self._links.values()):
            file.drop()
        self._nodes, self._links = {}, {}

    def examples(self, table: str, count: int) -> list[Example]:
        """Some entities of each type, for a person to look at."""
        return [
            Example(table=table, label=label, properties=_shown(line))
            for label, file in sorted(self._nodes.items())
            if file.first is not None
            for line in file.first.slice(0, count).to_pylist()
        ]

    def _open(self, schema: pa.Schema) -> SaidFile:
        number = len(self._nodes) + len(self._links)
        path = self._directory / f"said{number}.parquet"
        return SaidFile(path, schema, examples_only=self._examples_only)


def _shown(line: Mapping[str, object]) -> dict[str, Cell]:
    own = {n: v for n, v in line.items() if n not in ("id", "digest", "at_date")}
    return {name: _plain(value) for name, value in own.items() if value is not None}


def _plain(value: object) -> Cell:
    return value if isinstance(value, str | int | float | bool) else str(value)
