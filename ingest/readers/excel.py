"""Reads Excel sheets row by row and writes each as canonical rows."""

import warnings
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import openpyxl
from openpyxl import Workbook
from openpyxl.utils.exceptions import InvalidFileException

from graph.errors import InputError
from graph.language import failure
from ingest.readers.canonical import CanonicalRows, CanonicalWriter
from ingest.readers.opening import unreadable
from ingest.readers.text import text_of
from ingest.report import Warned

_EXACT_DIGITS = 15  # Excel keeps no more of a number


@dataclass(frozen=True)
class SheetRows:
    """The canonical rows of one sheet."""

    title: str
    rows: CanonicalRows
    shortened: int  # numbers of more than 15 digits, whose last digits Excel has lost

    def warnings(self, file: str) -> tuple[Warned, ...]:
        """What is odd but no error."""
        if not self.shortened:
            return ()
        return (Warned(file=file, what="shortened_numbers", count=self.shortened),)


def sheet_titles(path: Path) -> list[str]:
    """The titles of all sheets of an .xlsx file; InputError when it is none."""
    with _workbook(path) as book:
        return [sheet.title for sheet in book]


def read_workbook(path: Path, wanted: Callable[[str], bool]) -> list[SheetRows]:
    """The sheets with a wanted title that have cells; InputError when it is no .xlsx file."""
    with _workbook(path) as book:
        sheets = [
            _canonical(sheet.title, sheet.iter_rows(values_only=True))
            for sheet in book
            if wanted(sheet.title)
        ]
    return [sheet for sheet in sheets if sheet.rows.head.strip()]


@contextmanager
def _workbook(path: Path) -> Iterator[Workbook]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about styles and extensions that hold no cells
            book = openpyxl.load_workbook(path, read_only=True, data_only=True)
            yield book
            book.close()
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, EOFError) as error:
        raise failure(
            InputError, "ingest.error.excel", path=path, kind=type(error).__name__
        ) from None
    except OSError as error:
        raise unreadable(path, error) from None


def _canonical(title: str, rows: Iterable[tuple[object, ...]]) -> SheetRows:
    width, shortened = 0, 0
    with CanonicalWriter() as writer:
        for row in rows:
            cells = [text_of(cell) for cell in row]
            shortened += sum(1 for cell in row if _is_shortened(cell))
            while cells and not cells[-1]:
                cells.pop()
            width = width or len(cells)
            writer.add([*cells, *[""] * (width - len(cells))])
    return SheetRows(title, writer.rows, shortened)


def _is_shortened(cell: object) -> bool:
    return isinstance(cell, int | float) and abs(cell) >= 10**_EXACT_DIGITS
