"""Mapping files: those that come with Ringleader are right; broken ones name line and fix."""

import re
from pathlib import Path

import pytest

from graph.errors import InputError
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

BROKEN = {
    ("label: Person", "label: Persona"): r"my.yaml:8: no entity type 'Persona'; did you mean 'Per",
    ("name: NAME", "nam: NAME"): r"my.yaml:8: Person has no property 'nam'; did you mean 'name'",
    ("HAS_PHONE", "HAS_PHONES"): r"my.yaml:11: no link type 'HAS_PHONES'; did you mean 'HAS_PHONE",
    ("to: phone", "to: fone"): r"my.yaml:11: no entity 'fone' in this table; did you mean 'phone'",
    ("from: client, to: phone", "from: phone, to: client"): r"my.yaml:11: HAS_PHONE goes from",
    ("hints: {", "hint: {"): r"my.yaml:9: 'hint' is not a word of the mapping language here",
    ("title: My insurer\n", ""): r"my.yaml:1: 'title' is missing here; add it",
    ("column: TEL", "colum: TEL"): r"my.yaml:9: 'colum' is not a word",
    ("column: TEL, ", ""): r"my.yaml:9: give either a column or a constant",
    ("    links:", "   links:"): r"my.yaml:\d+: ",
    ("    links:", "    identifies: [NUMBER, NUMBER]\n    links:"): (
        r"my.yaml:10: the column 'NUMBER' stands here twice"
    ),
    ("    links:", "    identifies: [AGE]\n    ignore: [AGE]\n    links:"): (
        r"my.yaml:10: the column 'AGE' is also in `ignore`"
    ),
    ("namespace: mine", "namespace: mine\ndummies: {phon: []}"): r"my.yaml:4: no value type 'phon' "
    r"that links anyone; did you mean 'phone'",
    (
        "namespace: mine",
        "namespace: mine\ndummies:\n  account: [11111111]\n  phone:\n    - soon",
    ): r"my.yaml:\d: .*",
    ("namespace: mine", "namespace: mine\nhints: {date: {fromat: DD/MM/YYYY}}"): r"my.yaml:4: date "
    r"has no hint 'fromat'; did you mean 'format'",
    ("namespace: mine", "namespace: mine\nhints: {date: {format: DD/MM}}"): r"my.yaml:4: the date "
    r"format 'DD/MM' must hold YYYY, MM and DD",
    (GOOD, "just text"): r"my.yaml:1: this is no mapping",
    ("source: mine", "source: Mine"): r"my.yaml:1: 'source' must be lower-case letters",
    ("title: My insurer", "title: yes"): r"my.yaml:2: 'title' must be text; write it in quotes",
    ("required: true", "required: maybe"): r"my.yaml:8: 'required' should be",
    ("namespace", "namespaces"): r"my.yaml:\d: 'namespaces?' is (missing|not a word)",
    ("region: GB", "reggion: GB"): r"my.yaml:9: phone has no hint 'reggion'; did you mean 'region'",
    ("hints: {region: GB}", "hint_columns: {regoin: R}"): r"my.yaml:9: phone has no hint 'regoin'",
    (
        "name: NAME",
        "birth_date: {column: B, hints: {format: DD/MM}}",
    ): r"my.yaml:8: the date format 'DD/MM' must hold YYYY, MM and DD",
    (
        "    entities:\n      client: {",
        "    words: {KIND: {phone: [tel]}}\n    entities:\n      client: {when: {KIND: fone}, ",
    ): r"my.yaml:9: the column 'KIND' has no word 'fone'; did you mean 'phone'",
    (
        "to: phone}",
        "to: phone, properties: {sinse: D}}",
    ): r"my.yaml:11: HAS_PHONE has no property 'sinse'; did you mean 'since'",
    (
        "to: phone}",
        "to: phone}\n      - {type: INVOLVED_IN, from: client, to: client}",
    ): r"my.yaml:12: INVOLVED_IN goes to Claim",
    (
        "key: NUMBER,",
        "key: NUMBER, refers_to: others.client,",
    ): r"my.yaml:8: 'others.client' must be a table.entity",
    (
        "    file: clients*.csv",
        "    file: clients*.csv\n    ignore: [TEL, X]\n    identifies: [X]",
    ): r"my.yaml:8: the column 'X' is also in `ignore`",
    (
        "key: {column: TEL",
        "key: {value: fone, column: TEL",
    ): r"my.yaml:9: no value type 'fone'; did you mean 'phone'",
}


def test_a_mapping_of_ones_own_is_read(tmp_path: Path) -> None:
    path = tmp_path / "my.yaml"
    path.write_text(GOOD, encoding="utf-8")
    assert read_mapping(find_mapping(str(path))).mapping.tables["clients"].columns() == (
        "NUMBER",
        "NAME",
        "TEL",
    )


@pytest.mark.parametrize("change", BROKEN, ids=lambda change: change[1][:30])
def test_errors_name_line_and_fix(tmp_path: Path, change: tuple[str, str]) -> None:
    path = tmp_path / "my.yaml"
    path.write_text(GOOD.replace(*change), encoding="utf-8")
    with pytest.raises(InputError, match=BROKEN[change]):
        read_mapping(path)


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
