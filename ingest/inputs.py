"""Finds the files of a source's tables and how each is laid out."""

import fnmatch
import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from graph.errors import InputError
from graph.provenance.files import KeptFiles
from ingest.chunk import Chunk
from ingest.headers import Header, match_header
from ingest.mapping import Mapping, Table
from ingest.readers.canonical import CanonicalRows
from ingest.readers.delimited import first_row, read_delimited
from ingest.readers.encoding import scan
from ingest.readers.excel import SheetRows, read_workbook
from ingest.readers.layout import BLOCK, Known, Layout
from ingest.readers.opening import file_digest, open_file
from ingest.sheets import SHEETS

_WORKBOOKS = (".xlsx", ".xlsm")
_TEXTS = (".csv", ".tsv", ".txt")
_PACKED = (".gz", ".zst", ".zip")
_DELIMITERS = ",;\t|^:~"


@dataclass(frozen=True)
class Input:
    """One file, sheet or query that holds rows of one table."""

    name: str  # of the table
    table: Table
    path: Path
    file: str  # how the report calls it: 'claims.csv', 'book.xlsx#claims'
    sha256: str
    layout: Layout
    warnings: tuple[str, ...]
    canonical: CanonicalRows | None = None  # of a sheet

    def chunks(self, known: Known | None = None, size: int = BLOCK) -> Iterator[Chunk]:
        """The rows in order, about `size` bytes at a time.

        Rows that `known` knows by their digest are not parsed, but come as Chunk.known. InputError
        with the row when the file can't be read.
        """
        blocks = self.canonical.blocks() if self.canonical else open_file(self.path)
        return read_delimited(self.layout, blocks, known, size)

    def keep(self, files: KeptFiles) -> None:
        """Keep the bytes that rows point into, and the file that they came from."""
        files.keep(self.path, self.sha256)
        if self.canonical:
            files.keep_rows(self.sha256, self.name, self.canonical.path)


def find_inputs(path: Path | str, mapping: Mapping) -> list[Input]:
    """Every file of `path` (a directory, a file, a workbook) that the mapping reads.

    In order of the mapping's tables, then by file name, so that runs are alike.
    """
    path = Path(path)
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
    return any(len(chunk) or chunk.ragged for chunk in given.chunks())


def _is_workbook(path: Path) -> bool:
    return path.suffix.lower() in _WORKBOOKS


def table_names(name: str, table: Table, mapping: Mapping) -> tuple[str, ...]:
    """File patterns of a table, without ending: its own, and a sheet's Chinese name."""
    own = table.file.removesuffix(".csv")
    chinese = [sheet.zh for sheet in SHEETS if mapping.headers == "sheets" and sheet.name == name]
    return (own, *chinese)


def file_stem(path: Path) -> str | None:
    """The name without the endings of a table's file ('claims.csv.gz'); None for other files."""
    name = path.name.lower()
    packed = name.endswith(_PACKED)
    name = name.rpartition(".")[0] if packed else name
    if name.endswith(_TEXTS):
        return name.rpartition(".")[0]
    return name if packed else None


def _files(path: Path, mapping: Mapping) -> Iterator[Input]:
    every = sorted(path.iterdir()) if path.is_dir() else [path]
    taken: set[Path] = set()
    for name, table in mapping.tables.items():
        patterns = [pattern.lower() for pattern in table_names(name, table, mapping)]
        for file in every:
            stem = file_stem(file)
            if stem and any(fnmatch.fnmatchcase(stem, pattern) for pattern in patterns):
                taken.add(file)
                yield _csv_input(name, table, file, mapping)
    if path.is_file() and not taken and len(mapping.tables) == 1:
        (name, table) = next(iter(mapping.tables.items()))
        yield _csv_input(name, table, path, mapping)


def _csv_input(name: str, table: Table, path: Path, mapping: Mapping) -> Input:
    found = scan(path, mapping.encoding)
    delimiter, header = _header(path.name, found.head, table, mapping)
    layout = Layout(path, found.encoding, delimiter, found.bom, header.columns)
    return Input(name, table, path, path.name, found.sha256, layout, header.warnings(path.name))


def _header(file: str, head: str, table: Table, mapping: Mapping) -> tuple[str, Header]:
    """The delimiter under which most columns are known, and the header read with it."""
    choices = [mapping.delimiter] if mapping.delimiter else list(_DELIMITERS)
    read = {sign: match_header(first_row(head, sign), table, mapping) for sign in choices}
    delimiter = max(choices, key=lambda sign: read[sign].known)
    read[delimiter].check(file, table)
    return delimiter, read[delimiter]


def _workbook(path: Path, mapping: Mapping) -> Iterator[Input]:
    titles = {
        name: {title.casefold() for title in table_names(name, table, mapping)}
        for name, table in mapping.tables.items()
    }
    wanted = _wanted({title for of_table in titles.values() for title in of_table})
    sheets, sha256 = read_workbook(path, wanted), file_digest(path)
    for name, table in mapping.tables.items():
        mine = [sheet for sheet in sheets if _wanted(titles[name])(sheet.title)]
        if len(mine) > 1:
            raise InputError(
                f"{path} has several sheets for one table ({', '.join(s.title for s in mine)}); "
                "bring their rows together in one of them."
            )
        for sheet in mine:
            yield _sheet_input(name, table, path, sha256, sheet, mapping)


def _wanted(titles: set[str]) -> Callable[[str], bool]:
    return lambda title: title.strip().casefold() in titles


def _sheet_input(
    name: str, table: Table, path: Path, sha256: str, sheet: SheetRows, mapping: Mapping
) -> Input:
    file = f"{path.name}#{sheet.title}"
    header = match_header(sheet.rows.header, table, mapping)
    header.check(file, table)
    notes = header.warnings(file)
    if sheet.shortened:
        notes = (
            *notes,
            f"{file}: {sheet.shortened} numbers have more than 15 digits, of which Excel has lost "
            "the last; format these columns as text and enter them again.",
        )
    layout = sheet.rows.layout(path, header.columns)
    return Input(name, table, path, file, sha256, layout, notes, sheet.rows)


def inputs_digest(inputs: Iterable[Input], *more: str) -> str:
    """Digest of what a run reads: files, tables and `more` (mapping, hints)."""
    parts = [f"{given.name}:{given.sha256}" for given in inputs]
    return hashlib.sha256("\n".join((*parts, *more)).encode()).hexdigest()
