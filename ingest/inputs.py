"""Finds the files of a source's tables and how each is laid out."""

import fnmatch
import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from graph.errors import InputError
from graph.language import failure
from graph.provenance.files import KeptFiles
from ingest.chunk import Chunk
from ingest.headers import Header, known_names, match_header
from ingest.mapping import Mapping, Table
from ingest.readers.canonical import CanonicalRows
from ingest.readers.database import Database, is_database, open_database, shown
from ingest.readers.delimited import first_row, read_delimited
from ingest.readers.encoding import scan
from ingest.readers.excel import read_workbook
from ingest.readers.json_lines import keys_of, read_json_lines
from ingest.readers.layout import BLOCK, Known, Layout
from ingest.readers.opening import file_digest, open_file, zip_member
from ingest.readers.parquet import read_parquet
from ingest.report import Warned
from ingest.sheets import SHEETS

_WORKBOOKS = (".xlsx", ".xlsm")
_FORMATS = {
    ".csv": "delimited",
    ".tsv": "delimited",
    ".txt": "delimited",
    ".jsonl": "json lines",
    ".ndjson": "json lines",
    ".parquet": "parquet",
}
_PACKED = (".gz", ".zst", ".zip")
DELIMITERS = ",;\t|^:~"


@dataclass(frozen=True)
class Input:
    """One file, sheet or query that holds rows of one table."""

    name: str  # of the table
    table: Table
    path: Path | None  # None for a database
    file: str  # how the report calls it: 'claims.csv', 'book.xlsx#claims', 'claims.db#claims'
    sha256: str  # of the file, or of the canonical rows of a database
    layout: Layout
    warnings: tuple[Warned, ...]
    canonical: CanonicalRows | None = None  # where rows have no bytes of their own

    def chunks(self, known: Known | None = None, size: int = BLOCK) -> Iterator[Chunk]:
        """The rows in order, about `size` bytes at a time.

        Rows that `known` knows by their digest are not parsed, but come as Chunk.known. InputError
        with the row when the file can't be read.
        """
        read = read_delimited if self.layout.keys is None else read_json_lines
        return read(self.layout, self.blocks(), known, size)

    def blocks(self) -> Iterator[bytes]:
        """The bytes that rows point into."""
        if self.canonical:
            return self.canonical.blocks()
        return open_file(self.path) if self.path else iter(())

    def keep(self, files: KeptFiles) -> None:
        """Keep the bytes that rows point into, and the file that they came from."""
        if self.path:
            files.keep(self.path, self.sha256)
        if self.canonical:
            files.keep_rows(self.sha256, self.name, self.canonical.path)

    def kept_names(self, files: KeptFiles) -> list[str]:
        """Under which paths of the place it is kept."""
        names = [files.name(self.sha256)] if self.path else []
        return names + ([files.name(self.sha256, self.name)] if self.canonical else [])

    def keep_missing(self, files: KeptFiles) -> None:
        """Keep them if they were kept and are gone."""
        if not all(map(files.place.exists, self.kept_names(files))):
            self.keep(files)


def find_inputs(path: Path | str, mapping: Mapping) -> list[Input]:
    """Every file of `path` (a directory, a file, a workbook, a database) that the mapping reads.

    A database is given by its SQLAlchemy address. In order of the mapping's tables, then by file
    name, so that runs are alike.
    """
    if is_database(path):
        return _of_database(str(path), mapping)
    path = Path(path)
    if not path.exists():
        raise failure(InputError, "ingest.error.no_path", path=path)
    found = list(_workbook(path, mapping) if is_workbook(path) else _files(path, mapping))
    if path.is_dir():
        found = _or_workbook(path, found, mapping)
    present = {given.name for given in found}
    tables = mapping.tables.items()
    missing = [table.file for name, table in tables if not table.optional and name not in present]
    if missing and path.is_dir():
        raise _missing(str(path), missing, mapping)
    if not found:
        names = ", ".join(table.file for table in mapping.tables.values())
        raise failure(
            InputError,
            "ingest.error.no_file_of_source",
            path=path,
            source=mapping.source,
            names=names,
        )
    return found


def _missing(where: str, files: list[str], mapping: Mapping) -> InputError:
    return failure(
        InputError,
        "ingest.error.file_missing",
        where=where,
        names=list(files),
        source=mapping.source,
    )


def _or_workbook(path: Path, files: list[Input], mapping: Mapping) -> list[Input]:
    """A template directory holds empty CSV sheets and a workbook: what has rows is meant."""
    books = sorted(p for p in path.iterdir() if is_workbook(p) and not p.name.startswith("~$"))
    if len(books) != 1 or any(_has_rows(given) for given in files):
        return files
    sheets = list(_workbook(books[0], mapping))
    return sheets if any(_has_rows(given) for given in sheets) else files or sheets


def _has_rows(given: Input) -> bool:
    return any(len(chunk) or chunk.ragged for chunk in given.chunks())


def is_workbook(path: Path) -> bool:
    """True for an Excel workbook, whose sheets are tables."""
    return path.suffix.lower() in _WORKBOOKS


def table_names(name: str, table: Table, mapping: Mapping) -> tuple[str, ...]:
    """File patterns of a table, without ending: its own, and a sheet's Chinese name."""
    chinese = [sheet.zh for sheet in SHEETS if mapping.headers == "sheets" and sheet.name == name]
    return (_without_ending(table.file), *chinese)


def _without_ending(file: str) -> str:
    stem, dot, ending = file.rpartition(".")
    return stem if f"{dot}{ending}".lower() in _FORMATS else file


def file_stem(path: Path) -> str | None:
    """The name without the endings of a table's file ('claims.csv.gz'); None for other files."""
    name = path.name.lower()
    packed = name.endswith(_PACKED)
    name = name.rpartition(".")[0] if packed else name
    stem = _without_ending(name)
    return stem if packed or stem != name else None


def format_of(path: Path) -> str:
    """The format by the name's ending, or by that of the file in a zip."""
    name = path.name.lower()
    if name.endswith(_PACKED):
        name = name.rpartition(".")[0]
        if name.endswith(".parquet"):
            raise failure(InputError, "ingest.error.packed_parquet", path=path)
        if _without_ending(name) == name:
            name = (zip_member(path) or "").lower()
    return next((kind for ending, kind in _FORMATS.items() if name.endswith(ending)), "delimited")


def _files(path: Path, mapping: Mapping) -> Iterator[Input]:
    every = sorted(path.iterdir()) if path.is_dir() else [path]
    taken: set[Path] = set()
    for name, table in mapping.tables.items():
        patterns = [pattern.lower() for pattern in table_names(name, table, mapping)]
        for file in every:
            stem = file_stem(file)
            if stem and any(fnmatch.fnmatchcase(stem, pattern) for pattern in patterns):
                taken.add(file)
                yield _file_input(name, table, file, mapping)
    if path.is_file() and not taken and len(mapping.tables) == 1:
        (name, table) = next(iter(mapping.tables.items()))
        yield _file_input(name, table, path, mapping)


def _file_input(name: str, table: Table, path: Path, mapping: Mapping) -> Input:
    match format_of(path):
        case "json lines":
            return _json_input(name, table, path, mapping)
        case "parquet":
            rows = read_parquet(path)
            header = _checked(rows.header, path.name, table, mapping)
            layout = rows.layout(path, header.used(table))
            notes = header.warnings(path.name)
            return Input(name, table, path, path.name, file_digest(path), layout, notes, rows)
    return _csv_input(name, table, path, mapping)


def _csv_input(name: str, table: Table, path: Path, mapping: Mapping) -> Input:
    found = scan(path, mapping.encoding)
    choices = [mapping.delimiter] if mapping.delimiter else list(DELIMITERS)
    read = {sign: match_header(first_row(found.head, sign), table, mapping) for sign in choices}
    delimiter = max(choices, key=lambda sign: read[sign].known)  # most columns are known
    header = read[delimiter]
    header.check(path.name, table)
    layout = Layout(path, found.encoding, delimiter, found.bom, header.used(table))
    return Input(name, table, path, path.name, found.sha256, layout, header.warnings(path.name))


def _json_input(name: str, table: Table, path: Path, mapping: Mapping) -> Input:
    found = scan(path, mapping.encoding)
    read = set(table.columns())
    keys = {key: name for key, name in known_names(table, mapping).items() if name in read}
    layout = Layout(path, found.encoding, "", found.bom, (), keys=keys)
    header = _checked(keys_of(layout, open_file(path)), path.name, table, mapping)
    return Input(name, table, path, path.name, found.sha256, layout, header.warnings(path.name))


def _checked(written: list[str], file: str, table: Table, mapping: Mapping) -> Header:
    header = match_header(written, table, mapping)
    header.check(file, table)
    return header


def _workbook(path: Path, mapping: Mapping) -> Iterator[Input]:
    titles = {
        name: {title.casefold() for title in _sheet_titles(name, table, mapping)}
        for name, table in mapping.tables.items()
    }
    wanted = _wanted({title for of_table in titles.values() for title in of_table})
    sheets, sha256 = read_workbook(path, wanted), file_digest(path)
    for name, table in mapping.tables.items():
        mine = [sheet for sheet in sheets if _wanted(titles[name])(sheet.title)]
        if len(mine) > 1:
            raise failure(
                InputError,
                "ingest.error.several_sheets",
                path=path,
                names=[s.title for s in mine],
            )
        for sheet in mine:
            file = f"{path.name}#{sheet.title}"
            header = _checked(sheet.rows.header, file, table, mapping)
            notes = (*header.warnings(file), *sheet.warnings(file))
            layout = sheet.rows.layout(path, header.used(table))
            yield Input(name, table, path, file, sha256, layout, notes, sheet.rows)


def _sheet_titles(name: str, table: Table, mapping: Mapping) -> tuple[str, ...]:
    return (table.sheet,) if table.sheet else table_names(name, table, mapping)


def _wanted(titles: set[str]) -> Callable[[str], bool]:
    return lambda title: title.strip().casefold() in titles


def _of_database(address: str, mapping: Mapping) -> list[Input]:
    found, missing = [], []
    with open_database(address) as database:
        for name, table in mapping.tables.items():
            stem = _without_ending(table.file)
            if table.query or database.has(stem):
                found.append(_query_input(name, table, database, mapping))
            elif not table.optional:
                missing.append(stem)
    if missing:
        raise _missing(shown(address), missing, mapping)
    return found


def _query_input(name: str, table: Table, database: Database, mapping: Mapping) -> Input:
    stem = _without_ending(table.file)
    rows = database.query(table.query, name) if table.query else database.table(stem)
    file = f"{database.name}#{name if table.query else stem}"
    header = _checked(rows.header, file, table, mapping)
    layout = rows.layout(Path(file), header.used(table))
    return Input(name, table, None, file, rows.sha256, layout, header.warnings(file), rows)


def inputs_digest(inputs: Iterable[Input], *more: str) -> str:
    """Digest of what a run reads: files, tables and `more` (mapping, hints)."""
    parts = [f"{given.name}:{given.sha256}" for given in inputs]
    return hashlib.sha256("\n".join((*parts, *more)).encode()).hexdigest()
