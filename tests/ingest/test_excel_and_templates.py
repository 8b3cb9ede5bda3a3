"""Templates are written empty, filled in as CSV or Excel, in English or Chinese, and load."""

import csv
import datetime
from pathlib import Path

import openpyxl
import pytest

from graph.errors import InputError
from graph.provenance import Provenance
from graph.schema.ids import entity_id
from graph.settings import Settings
from graph.store import Store
from ingest import RunReport, ingest
from ingest.sheets import SHEETS
from ingest.templates import WORKBOOK, write_templates

NOW = datetime.datetime(2024, 1, 1, tzinfo=datetime.UTC)
P1 = entity_id("Person", "sheets:P1")


def load(store: Store, path: Path) -> RunReport:
    return ingest(store, path, settings=Settings(data=store.data), now=NOW)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_an_empty_template_says_so(embedded_store: Store, tmp_path: Path, lang: str) -> None:
    written = write_templates(tmp_path / "sheets", lang)
    assert len(written) == len(SHEETS) + 1
    with pytest.raises(InputError, match="no rows; fill in some rows"):
        load(embedded_store, tmp_path / "sheets")


def test_a_chinese_csv_sheet_loads(embedded_store: Store, tmp_path: Path) -> None:
    write_templates(tmp_path, "zh")
    with (tmp_path / "人员.csv").open("a", encoding="utf-8", newline="") as file:
        csv.writer(file).writerow(["P1", "张伟", "", "1980-05-06", "", "", "", ""])
    report = load(embedded_store, tmp_path)
    assert (report.rows_loaded, report.warnings) == (1, ())
    assert embedded_store.nodes("Person", ["name"]) == {"id": [P1], "name": ["张伟"]}


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_filled_workbook_loads(embedded_store: Store, tmp_path: Path, lang: str) -> None:
    write_templates(tmp_path, lang)
    book = openpyxl.load_workbook(tmp_path / WORKBOOK)
    page = book.worksheets[0]
    for row, values in ((2, ("P1", "张伟", None, datetime.date(1980, 5, 6))), (4, ("P2", "Jo"))):
        for column, value in enumerate(values, start=1):
            page.cell(row, column, value)
    page.cell(5, 1, 12345678901234567)
    book.save(tmp_path / WORKBOOK)
    report = load(embedded_store, tmp_path)
    assert report.rows_loaded == 3
    (warned,) = report.warnings
    assert warned.said("en").split("; ")[0].endswith("Excel has lost the last: 1")
    assert "1 个数字超过 15 位" in warned.said("zh")
    found = embedded_store.nodes("Person", ["birth_date"])
    assert dict(zip(found["id"], found["birth_date"], strict=True))[P1] == datetime.date(1980, 5, 6)
    provenance = Provenance(embedded_store.data)
    p2 = entity_id("Person", "sheets:P2")
    (source_row,) = provenance.rows_of([p2])[p2]
    assert source_row.caption == f"{WORKBOOK}#{page.title}:4"
    assert provenance.original(source_row) == b"P2,Jo,,,,,,"
