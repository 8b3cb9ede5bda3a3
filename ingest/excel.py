"""Reads Excel sheets by writing each as canonical rows: CSV in UTF-8, one record per sheet row."""

import csv
import datetime
import io
import warnings
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from graph.errors import InputError
from ingest.encoding import unreadable

_EXACT_DIGITS = 15  # Excel keeps no more of a number


@dataclass(frozen=True)
class SheetRows:
    """The canonical rows of one sheet."""

    title: str
    rows: bytes
    shortened: int  # numbers of more than 15 digits, whose last digits Excel has lost


def read_workbook(path: Path) -> list[SheetRows]:
    """All sheets of an .xlsx file that have cells; InputError when it is none."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about styles and extensions that hold no cells
            book = openpyxl.load_workbook(path, read_only=True, data_only=True)
            sheets = [_canonical(sheet.title, sheet.iter_rows(values_only=True)) for sheet in book]
            book.close()
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, EOFError) as error:
        raise InputError(
            f"{path} is no readable Excel workbook ({type(error).__name__}); "
            "open it in Excel and save it as .xlsx again."
        ) from None
    except OSError as error:
        raise unreadable(path, error) from None
    return [sheet for sheet in sheets if sheet.rows.strip()]


def _canonical(title: str, rows: Iterable[tuple[object, ...]]) -> SheetRows:
    out, width, shortened = io.StringIO(), 0, 0
    writer = csv.writer(out, lineterminator="\n")
    for row in rows:
        cells = [_text(cell) for cell in row]
        shortened += sum(1 for cell in row if _is_shortened(cell))
        while cells and not cells[-1]:
            cells.pop()
        width = width or len(cells)
        writer.writerow([*cells, *[""] * (width - len(cells))])
    return SheetRows(title, out.getvalue().encode(), shortened)


def _is_shortened(cell: object) -> bool:
    return isinstance(cell, int | float) and abs(cell) >= 10**_EXACT_DIGITS


def _text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime.datetime):
        midnight = cell.time() == datetime.time()
        return cell.date().isoformat() if midnight else cell.isoformat(" ")
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)
