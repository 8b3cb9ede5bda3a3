"""Mapping files: those that come with Ringleader are right, and so is the example of the page."""

import re
from pathlib import Path

import pytest

from ingest.mapping_file import SOURCES, find_mapping, read_mapping, source_names
from ingest.sheets import SHEETS
from tests.ingest.read_files import read_files

GOOD = """\
source: mine
title: My insurer
namespace: mine
tables:
  clients:
    file: clients*.csv
    entities:
      client: {label: Person, key: NUMBER, required: true, properties: {name: NAME}}
      phone: {label: Phone, key: {column: TEL, hints: {region: GB}}}
    links:
      - {type: HAS_PHONE, from: client, to: phone}
"""


def test_a_mapping_of_ones_own_is_read(tmp_path: Path) -> None:
    path = tmp_path / "my.yaml"
    path.write_text(GOOD, encoding="utf-8")
    assert read_mapping(find_mapping(str(path))).mapping.tables["clients"].columns() == (
        "NUMBER",
        "NAME",
        "TEL",
    )


@pytest.mark.parametrize("name", source_names())
def test_every_source_is_right(name: str) -> None:
    mapping = read_mapping(SOURCES / f"{name}.yaml").mapping
    assert mapping.source == name


def test_the_sheets_mapping_reads_every_column_of_the_sheets() -> None:
    tables = read_mapping(find_mapping("sheets")).mapping.tables
    assert {sheet.name for sheet in SHEETS} == set(tables)
    for sheet in SHEETS:
        assert {column.name for column in sheet.columns} == set(tables[sheet.name].columns())


def test_the_example_of_the_page_is_right_and_loads(tmp_path: Path) -> None:
    page = (Path(__file__).parents[2] / "docs" / "sources.md").read_text(encoding="utf-8")
    example = re.search(r"## A whole mapping\n\n```yaml\n(.*?)```", page, re.DOTALL)
    assert example
    (tmp_path / "my_insurer.yaml").write_text(example[1], encoding="utf-8")
    (tmp_path / "claims_1.csv").write_text(
        "CLAIM_NO,LOSS_DT,STATUS,AMOUNT,CUSTOMER_NO,CUSTOMER_NAME,ACCOUNT_NO,BANK_CODE,PAYMENT_NO,"
        "PAID,BRANCH\nC1,31/01/2024,A,100.00,P1,Ann Example,40102203,BANK,Y1,90.00,x\n",
        encoding="utf-8",
    )
    found = read_files(tmp_path, tmp_path / "my_insurer.yaml")
    assert (found.loaded, found.lost, found.warnings) == (1, {}, [])
    assert found.count_entities() == {"Account": 1, "Claim": 1, "Person": 1}
    assert found.count_links() == {"INVOLVED_IN": 1, "PAID_TO": 1}
