"""Reads a bounded sample of every table of a path: its columns and the first rows."""

import glob
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from graph.errors import InputError
from graph.language import failure
from ingest.chunk import Chunk
from ingest.headers import match_header
from ingest.inputs import DELIMITERS, file_stem, format_of, is_workbook
from ingest.mapping import Mapping, Table
from ingest.readers.canonical import CanonicalRows
from ingest.readers.database import is_database, open_database, shown
from ingest.readers.delimited import first_row, read_delimited
from ingest.readers.encoding import scan
from ingest.readers.excel import read_workbook
from ingest.readers.json_lines import fold, keys_of, read_json_lines
from ingest.readers.layout import Layout
from ingest.readers.opening import open_file
from ingest.readers.parquet import read_parquet

ROWS = 20_000
_BLOCK = 1 << 20


@dataclass(frozen=True)
class Sample:
    """The first rows of one table, by column."""

    name: str
    file: str  # as a mapping names it
    columns: dict[str, list[str]]


def read_samples(path: Path | str) -> list[Sample]:
    """A sample of each file, sheet or table at `path`; InputError when there is none."""
    found: dict[str, Sample] = {}
    for sample in _of_database(str(path)) if is_database(path) else _of_files(Path(path)):
        if any(sample.columns.values()):
            found.setdefault(sample.name, sample)
    if not found:
        raise failure(InputError, "ingest.error.nothing_to_draft", path=shown(path))
    return list(found.values())


def _of_database(address: str) -> Iterator[Sample]:
    with open_database(address) as database:
        for name in database.tables():
            yield _canonical(name, name, Path(name), database.table(name, ROWS))


def _of_files(path: Path) -> Iterator[Sample]:
    if not path.exists():
        raise failure(InputError, "ingest.error.no_path", path=path)
    for file in sorted(path.iterdir()) if path.is_dir() else [path]:
        stem = file_stem(file)
        if is_workbook(file) and not file.name.startswith("~$"):
            for sheet in read_workbook(file, bool):
                yield _canonical(sheet.title, glob.escape(sheet.title), file, sheet.rows)
        elif stem or file == path:
            yield _of_file(file, file.name[: len(stem)] if stem else file.stem)


def _of_file(file: Path, name: str) -> Sample:
    pattern = glob.escape(name) + (".csv" if ".csv" in file.suffixes else "")
    match format_of(file):
        case "parquet":
            return _canonical(name, pattern, file, read_parquet(file, ROWS))
        case "json lines":
            found = scan(file, None)
            layout = Layout(file, found.encoding, "", found.bom, (), keys={})
            names = _checked(keys_of(layout, open_file(file)), file.name)
            layout = replace(layout, keys={fold(name): name for name in names if name})
            return Sample(name, pattern, _first(read_json_lines, layout, open_file(file)))
    found = scan(file, None)
    headers = {sign: first_row(found.head, sign) for sign in DELIMITERS}
    delimiter = max(DELIMITERS, key=lambda sign: len(headers[sign]))
    header = _checked(headers[delimiter], file.name)
    layout = Layout(file, found.encoding, delimiter, found.bom, header)
    return Sample(name, pattern, _first(read_delimited, layout, open_file(file)))


def _canonical(name: str, pattern: str, path: Path, rows: CanonicalRows) -> Sample:
    layout = rows.layout(path, _checked(rows.header, name))
    return Sample(name, pattern, _first(read_delimited, layout, rows.blocks()))


def _checked(written: Iterable[str], file: str) -> tuple[str, ...]:
    """The columns as a mapping would name them; InputError when one is there twice."""
    names = [name for name in written if name.strip()]
    table = Table(file=file, entities={}, ignore=names)
    mapping = Mapping(source="draft", title=file, namespace="draft", tables={"table": table})
    header = match_header(list(written), table, mapping)
    header.check(file, table)
    return header.columns


def _first(
    read: Callable[..., Iterator[Chunk]], layout: Layout, blocks: Iterable[bytes]
) -> dict[str, list[str]]:
    """The first rows by column."""
    names = layout.header if layout.keys is None else tuple(layout.keys.values())
    columns: dict[str, list[str]] = {name: [] for name in names if name}
    rows = 0
    for chunk in read(layout, blocks, size=_BLOCK):
        for name, cells in columns.items():
            cells += chunk.column(name).to_pylist()
        rows += len(chunk)
        if rows >= ROWS:
            break
    return {name: cells[:ROWS] for name, cells in columns.items()}
