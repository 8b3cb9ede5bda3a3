"""Finds the files of a source's tables and how each is laid out."""

import csv
import fnmatch
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from graph.errors import InputError
from ingest.encoding import file_digest, open_file, scan
from ingest.excel import SheetRows, read_workbook
from ingest.headers import Header, match_header
from ingest.mapping import Mapping, Table
from ingest.reader import Layout, read_chunks
from ingest.sheets import SHEETS

_WORKBOOKS = (".xlsx", ".xlsm")
_DELIMITERS = ",;\t|"


@dataclass(frozen=True)
class Input:
    """One file, or one sheet of a workbook, that holds rows of one table."""

    name: str  # of the table
    table: Table
    path: Path
    file: str  # how the report calls it: 'claims.csv', 'book.xlsx#claims'
    sha256: str
    layout: Layout
    warnings: tuple[str, ...]
    canonical: bytes | None  # rows written of a sheet

    def blocks(self) -> Iterable[bytes]:
        """The unpacked bytes, in blocks."""
        return open_file(self.path) if self.canonical is None else (self.canonical,)


def find_inputs(path: Path, mapping: Mapping) -> list[Input]:
    """Every file of `path` (a directory, a file, a workbook) that the mapping reads.

    In order of the mapping's tables, then by file name, so that runs are alike.
    """
    if not path.exists():
        raise InputError(f"There is no file or directory {path}; check the path.")
    found = list(_workbook(path, mapping) if _is_workbook(path) else _files(path, mapping))
    if path.is_dir():
        found = _or_workbook(path, found, mapping)
    present = {given.name for given in found}
    tables = mapping.tables.items()
    missing = [table.file for name, table in tables if not table.optional and name not in present]
    if missing and path.is_dir():
        raise InputError(
            f"{path} has no {' and no '.join(missing)}, which the source {mapping.source!r} needs; "
            "add the file or choose another --source."
        )
    if not found:
        names = ", ".join(table.file for table in mapping.tables.values())
        raise InputError(
            f"{path} holds no file of the source {mapping.source!r} ({names}); "
            "rename the file or choose another --source."
        )
    return found


def _or_workbook(path: Path, files: list[Input], mapping: Mapping) -> list[Input]:
    """A template directory holds empty CSV sheets and a workbook: what has rows is meant."""
    books = sorted(p for p in path.iterdir() if _is_workbook(p) and not p.name.startswith("~$"))
    if len(books) != 1 or any(_has_rows(given) for given in files):
        return files
    sheets = list(_workbook(books[0], mapping))
    return sheets if any(_has_rows(given) for given in sheets) else files or sheets


def _has_rows(given: Input) -> bool:
    return any(len(chunk) or chunk.ragged for chunk in read_chunks(given.layout, given.blocks()))


def _is_workbook(path: Path) -> bool:
    return path.suffix.lower() in _WORKBOOKS


def table_names(name: str, table: Table, mapping: Mapping) -> tuple[str, ...]:
    """File patterns of a table, without ending: its own, and a sheet's Chinese name."""
    own = table.file.removesuffix(".csv")
    chinese = [sheet.zh for sheet in SHEETS if mapping.headers == "sheets" and sheet.name == name]
    return (own, *chinese)


def _files(path: Path, mapping: Mapping) -> Iterator[Input]:
    every = sorted(path.iterdir()) if path.is_dir() else [path]
    taken: set[Path] = set()
    for name, table in mapping.tables.items():
        patterns = table_names(name, table, mapping)
        for file in every:
            stem = file.name.lower().removesuffix(".gz")
            if stem.endswith((".csv", ".tsv", ".txt")) and any(
                fnmatch.fnmatchcase(stem[:-4], pattern.lower()) for pattern in patterns
            ):
                taken.add(file)
                yield _csv_input(name, table, file, mapping)
    if path.is_file() and not taken and len(mapping.tables) == 1:
        (name, table) = next(iter(mapping.tables.items()))
        yield _csv_input(name, table, path, mapping)


def _csv_input(name: str, table: Table, path: Path, mapping: Mapping) -> Input:
    found = scan(path, mapping.encoding)
    delimiter, header = _header(path.name, found.first, table, mapping)
    layout = Layout(path, found.encoding, delimiter, found.bom, header.columns)
    return Input(
        name, table, path, path.name, found.sha256, layout, header.warnings(path.name), None
    )


def _header(file: str, first: str, table: Table, mapping: Mapping) -> tuple[str, Header]:
    """The delimiter under which most columns are known, and the header read with it."""
    choices = [mapping.delimiter] if mapping.delimiter else list(_DELIMITERS)

    def read(delimiter: str) -> list[str]:
        try:
            return next(csv.reader([first], delimiter=delimiter), [])
        except csv.Error:
            raise InputError(
                f"{file} row 1 is no header: a line ends inside it; save the file as CSV again."
            ) from None

    delimiter = max(choices, key=lambda sign: match_header(read(sign), table, mapping).known)
    header = match_header(read(delimiter), table, mapping)
    header.check(file, table)
    return delimiter, header


def _workbook(path: Path, mapping: Mapping) -> Iterator[Input]:
    sheets = read_workbook(path)
    sha256 = file_digest(path)
    for name, table in mapping.tables.items():
        wanted = {title.casefold() for title in table_names(name, table, mapping)}
        for sheet in sheets:
            if sheet.title.strip().casefold() in wanted:
                yield _sheet_input(name, table, path, sha256, sheet, mapping)


def _sheet_input(
    name: str, table: Table, path: Path, sha256: str, sheet: SheetRows, mapping: Mapping
) -> Input:
    file = f"{path.name}#{sheet.title}"
    first = sheet.rows.split(b"\n", 1)[0].decode()
    header = match_header(next(csv.reader([first])), table, mapping)
    header.check(file, table)
    notes = header.warnings(file)
    if sheet.shortened:
        notes = (
            *notes,
            f"{file}: {sheet.shortened} numbers have more than 15 digits, of which Excel has lost "
            "the last; format these columns as text and enter them again.",
        )
    layout = Layout(path, "utf-8", ",", 0, header.columns, by_record=True)
    return Input(name, table, path, file, sha256, layout, notes, sheet.rows)


def inputs_digest(inputs: Iterable[Input], *more: str) -> str:
    """Digest of what a run reads: files, tables and `more` (mapping, hints)."""
    parts = [f"{given.name}:{given.sha256}" for given in inputs]
    return hashlib.sha256("\n".join((*parts, *more)).encode()).hexdigest()
