"""Mapping files: those that come with Ringleader are right; broken ones name line and fix."""

from pathlib import Path

import pytest

from graph.errors import InputError
from ingest.mapping_file import SOURCES, find_mapping, read_mapping, source_names
from ingest.sheets import SHEETS

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
