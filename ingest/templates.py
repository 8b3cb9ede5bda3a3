"""Writes the empty template sheets: CSV files and one Excel workbook with help."""

import csv
import io
from pathlib import Path

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from graph.language import say
from graph.provenance.writing import replacing
from ingest.mapping import Mapping
from ingest.mapping_file import find_mapping, read_mapping
from ingest.sheets import SHEETS, Column, Sheet

WORKBOOK = "ringleader-sheets.xlsx"
_TEXT = "@"  # Excel's text format: keeps leading zeros and long numbers
_HEAD = PatternFill("solid", fgColor="E2E8F0")


def _header(column: Column, lang: str) -> str:
    return column.zh if lang == "zh" else column.name


def _title(sheet: Sheet, lang: str) -> str:
    return sheet.zh if lang == "zh" else sheet.name


def write_templates(directory: Path, lang: str) -> list[Path]:
    """Write a CSV file per sheet and one workbook; the paths written, workbook last.

    Headers and file names are in `lang` ('en' or 'zh'); ingest reads both. CSV files begin with a
    BOM, without which Excel misreads Chinese.
    """
    written = []
    for sheet in SHEETS:
        line = io.StringIO()
        csv.writer(line).writerow([_header(column, lang) for column in sheet.columns])
        path = directory / f"{_title(sheet, lang)}.csv"
        with replacing(path) as temporary:
            temporary.write_text(line.getvalue(), encoding="utf-8-sig", newline="")
        written.append(path)
    with replacing(directory / WORKBOOK) as temporary, temporary.open("wb") as target:
        _workbook(lang).save(target)
    return [*written, directory / WORKBOOK]


def _workbook(lang: str) -> Workbook:
    book = Workbook()
    if book.active is not None:
        book.remove(book.active)
    mapping = read_mapping(find_mapping("sheets")).mapping
    for sheet in SHEETS:
        _fill(book.create_sheet(_title(sheet, lang)), sheet, mapping, lang)
    _help(book.create_sheet(say("ingest.template.help", lang)), mapping, lang)
    return book


def _words(sheet: Sheet, column: Column, mapping: Mapping) -> str:
    """The words that ingest understands in a column, ours first; '' for free text."""
    words = mapping.tables[sheet.name].words.get(column.name, {})
    return "; ".join(" = ".join((word, *forms)) for word, forms in words.items())


def _fill(page: Worksheet, sheet: Sheet, mapping: Mapping, lang: str) -> None:
    for number, column in enumerate(sheet.columns, start=1):
        cell = page.cell(1, number, _header(column, lang))
        cell.font, cell.fill = Font(bold=True), _HEAD
        note = "\n".join(filter(None, (column.help, _words(sheet, column, mapping))))
        cell.comment = Comment(note, "Ringleader", width=320, height=120)
        page.column_dimensions[cell.column_letter].width = 18
        page.column_dimensions[cell.column_letter].number_format = _TEXT
    page.freeze_panes = "A2"


def _help(page: Worksheet, mapping: Mapping, lang: str) -> None:
    titles = ("sheet", "column", "meaning", "words")
    page.append([say(f"ingest.template.{title}", lang) for title in titles])
    for sheet in SHEETS:
        for column in sheet.columns:
            names = f"{column.name} / {column.zh}"
            words = _words(sheet, column, mapping)
            page.append([f"{sheet.name} / {sheet.zh}", names, column.help, words])
    for letter, width in zip("ABCD", (24, 34, 60, 80), strict=True):
        page.column_dimensions[letter].width = width
    for cell in page[1]:
        cell.font, cell.fill = Font(bold=True), _HEAD
    page.freeze_panes = "A2"
