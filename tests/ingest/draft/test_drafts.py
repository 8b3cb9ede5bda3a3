"""A draft is a mapping that loads its own file; it shows the form of values and never a value."""

import csv
import gzip
import json
import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.errors import InputError
from ingest.draft import draft_mapping
from ingest.mapping_file import read_mapping
from ingest.sample import write_sample
from tests.ingest.read_files import Read, read_files

DATA = Path(__file__).resolve().parents[4] / "shared" / "data"
FIXTURE = Path(__file__).parents[1] / "fixture30"


def write(path: Path, columns: dict[str, Sequence[str]]) -> Path:
    """A CSV file with these columns."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(columns)
        writer.writerows(zip(*columns.values(), strict=True))
    return path


def drafted(path: Path | str, to: Path, lang: str = "en") -> tuple[str, Read]:
    """The text of the draft of `path`, and what the files say by it."""
    file = to / "mine.yaml"
    draft_mapping(path, file, lang)
    return file.read_text(encoding="utf-8"), read_files(path, file)


@pytest.mark.parametrize(
    ("name", "rows", "entities"),
    [
        ("claims_with_accounts", 11_800, {"Account": 11_200, "Address": 3_149, "Claim": 10_000}),
        ("ifraud_seed1", 38_995, {"Claim": 7_420, "Person": 4_754, "Policy": 5_363}),
        pytest.param(
            "healthcare_provider",
            184_440,
            {"Claim": 40_474, "Person": 138_556, "Provider": 23_666},
            marks=pytest.mark.slow,
        ),
    ],
)
def test_published_data_load_by_their_draft(
    name: str, rows: int, entities: dict[str, int], tmp_path: Path
) -> None:
    if not (DATA / name).is_dir():
        pytest.skip(f"{name} is not at hand")
    text, found = drafted(DATA / name, tmp_path)
    assert (found.read, found.loaded, found.rejected) == (rows, rows, 0)
    assert {label: found.count_entities()[label] for label in entities} == entities
    assert "Fraud #" in text or "Fraud" not in text  # an answer is never evidence


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_sample_sheets_load_by_their_draft(lang: str, tmp_path: Path) -> None:
    sample = write_sample(tmp_path / "sample", claims=200).directory
    (sample / "ringleader.yaml").unlink()
    _, found = drafted(sample, tmp_path, lang)
    assert found.read == found.loaded > 200
    assert {"Claim", "Policy", "Person", "Agent", "Vehicle", "Account"} <= set(found.entities)
    assert {"HOLDS", "INVOLVED_IN", "PAID_TO", "UNDER", "INVOLVES"} <= set(found.count_links())


@pytest.mark.parametrize("sheet", sorted(path.name for path in FIXTURE.glob("*.csv")))
def test_each_sheet_alone_loads_by_its_draft(sheet: str, tmp_path: Path) -> None:
    _, found = drafted(FIXTURE / sheet, tmp_path)
    assert found.read == found.loaded


def chinese(rows: int) -> dict[str, Sequence[str]]:
    """An invented extract with Chinese headers."""
    numbers = range(rows)
    return {
        "赔案号": [f"PA{n:06}" for n in numbers],
        "保单号": [f"BD{n // 2:06}" for n in numbers],
        "投保人姓名": ["张三丰" if n % 2 else "李四光" for n in numbers],
        "投保人客户号": [f"KH{n % 7:04}" for n in numbers],
        "联系电话": [f"1380{1234567 + 7919 * n}"[:11] for n in numbers],
        "出险日期": [f"2024年{n % 12 + 1}月{n % 28 + 1}日" for n in numbers],
        "索赔金额": [f"¥{1000 + n}.50" for n in numbers],
        "赔案状态": ["拒赔" if n % 3 else "结案" for n in numbers],
        "车牌号": [f"虚A{10000 + n * 37}" for n in numbers],
        "备注": ["示例" for _ in numbers],
    }


def test_chinese_headers_are_understood(tmp_path: Path) -> None:
    path = write(tmp_path / "理赔.csv", chinese(40))
    text, found = drafted(path, tmp_path, "zh")
    assert found.loaded == 40
    assert not found.lost
    assert found.count_entities() == {
        "Claim": 40,
        "Person": 7,
        "Phone": 40,
        "Policy": 20,
        "Vehicle": 40,
    }
    assert found.count_links() == {
        "HAS_PHONE": 40,
        "HOLDS": 40,
        "INVOLVED_IN": 40,
        "INVOLVES": 40,
        "UNDER": 40,
    }
    told = yaml.safe_load(text)
    assert told["hints"] == {"money": {"currency": "CNY"}}
    assert told["tables"]["理赔"]["words"]["赔案状态"] == {"declined": ["拒赔"], "paid": ["结案"]}
    assert told["tables"]["理赔"]["ignore"] == ["备注"]


def latin(first: int) -> dict[str, Sequence[str]]:
    """An invented extract whose dates begin with a number up to `first`."""
    numbers = range(30)
    return {
        "Claim No.": [f"C-{n}" for n in numbers],
        "loss date": [f"{n % first + 1:02}/{n % 9 + 1:02}/2024" for n in numbers],
        "reportDate": [f"{n % 12 + 1:02}/{n % 9 + 1:02}/2024" for n in numbers],
        "claimant_id": [f"P{n % 5}" for n in numbers],
        "claimant mobile": ["+1 212 555 01" + f"{n % 100:02}" for n in numbers],
        "claimant e-mail": [f"person{n}@example.com" for n in numbers],
        "amount claimed": [f"${n}99.00" for n in numbers],
    }


def test_values_decide_day_or_month_and_others_follow(tmp_path: Path) -> None:
    text, found = drafted(write(tmp_path / "a.csv", latin(28)), tmp_path)
    claim = yaml.safe_load(text)["tables"]["a"]["entities"]["claim"]["properties"]
    assert claim["loss_date"]["hints"] == {"format": "DD/MM/YYYY"}
    assert claim["report_date"]["hints"] == {"format": "DD/MM/YYYY"}  # as the other
    assert "DECIDE: reportDate: day or month first?" in text
    assert "DECIDE: loss date" not in text
    assert not found.lost
    assert found.count_links() == {"HAS_EMAIL": 30, "HAS_PHONE": 30, "INVOLVED_IN": 30}


def test_it_says_what_values_do_not_decide(tmp_path: Path) -> None:
    text, found = drafted(write(tmp_path / "a.csv", latin(12)), tmp_path)
    assert text.count("day or month first? The values don't tell") == 2
    assert found.loaded == 30
    assert {reason for _, reason in found.lost} == {"ambiguous_date"}


def test_no_value_is_shown(tmp_path: Path) -> None:
    columns = {**chinese(40), **latin(28)}
    columns = {name: list(cells)[:30] for name, cells in columns.items()}
    status = columns.pop("赔案状态")
    text, _ = drafted(write(tmp_path / "a.csv", columns), tmp_path)
    for name, cells in columns.items():
        assert not [cell for cell in cells if len(cell) > 2 and cell in text], name
    assert status


def test_a_file_is_never_overwritten(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", latin(28))
    draft_mapping(path, tmp_path / "mine.yaml", "en")
    with pytest.raises(InputError, match=r"mine.yaml is there already"):
        draft_mapping(path, tmp_path / "mine.yaml", "en")


def test_the_same_file_gives_the_same_draft(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", chinese(30))
    first, _ = drafted(path, tmp_path)
    (tmp_path / "mine.yaml").unlink()
    assert drafted(path, tmp_path)[0] == first


def table_of() -> tuple[list[str], list[tuple[str, ...]]]:
    """Header and rows of the invented extract, for other formats."""
    columns = chinese(30)
    return list(columns), list(zip(*columns.values(), strict=True))


def write_parquet(path: Path) -> Path | str:
    """The extract as Parquet."""
    pq.write_table(pa.table(chinese(30)), path / "理赔.parquet")
    return path / "理赔.parquet"


def write_json_lines(path: Path) -> Path | str:
    """The extract as JSON Lines."""
    header, rows = table_of()
    lines = [json.dumps(dict(zip(header, row, strict=True)), ensure_ascii=False) for row in rows]
    (path / "理赔.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return path / "理赔.jsonl"


def write_workbook(path: Path) -> Path | str:
    """The extract as a sheet of a workbook."""
    header, rows = table_of()
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "理赔"
    for row in [header, *rows]:
        sheet.append(list(row))
    book.save(path / "book.xlsx")
    return path / "book.xlsx"


def write_database(path: Path) -> Path | str:
    """The extract as a table of a database."""
    header, rows = table_of()
    with sqlite3.connect(path / "claims.db") as database:
        database.execute(f"CREATE TABLE 理赔 ({', '.join(f'{name} TEXT' for name in header)})")
        marks = ", ".join("?" for _ in header)
        database.executemany(f"INSERT INTO 理赔 VALUES ({marks})", rows)  # noqa: S608
    database.close()
    return f"sqlite:///{path / 'claims.db'}"


@pytest.mark.parametrize(
    "written", [write_parquet, write_json_lines, write_workbook, write_database]
)
def test_every_format_is_drafted(written: Callable[[Path], Path | str], tmp_path: Path) -> None:
    _, found = drafted(written(tmp_path), tmp_path)
    assert found.loaded == 30
    assert found.count_entities()["Claim"] == 30
    assert found.count_links()["HAS_PHONE"] == 30


def test_it_reads_no_more_than_a_bounded_sample(tmp_path: Path) -> None:
    path = tmp_path / "big.csv.gz"
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.write("policy_number;premium\n")
        file.writelines(f"L{n};{n}.5\n" for n in range(60_000))
    text, found = drafted(path, tmp_path)
    assert "policy_number: number of policy (sure; 100 % filled; 20,000 different" in text
    assert found.loaded == 60_000


HEADERS = st.text(
    st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1, max_size=12
)
WORDS = st.sampled_from(
    ["claim no", "SSN", "电话", "name", "policy date", "amount", "客户号", "vin", "status", "email"]
)
CELLS = st.sampled_from(
    [
        "",
        "A1",
        "12/05/2024",
        "13/05/2024",
        "+1 212 555 0100",
        "Ann Example",
        "7.5",
        "无",
        "x: y # z",
    ]
)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    headers=st.lists(HEADERS | WORDS, min_size=1, max_size=6, unique_by=str.casefold),
    data=st.data(),
)
def test_any_file_gives_a_mapping_that_reads_it(
    headers: list[str], data: st.DataObject, tmp_path: Path
) -> None:
    rows = data.draw(
        st.lists(st.tuples(*[CELLS] * len(headers)), min_size=1, max_size=8), label="rows"
    )
    path = tmp_path / "any.csv"
    write(path, {name: [row[at] for row in rows] for at, name in enumerate(headers)})
    file = tmp_path / "any.yaml"
    file.unlink(missing_ok=True)
    try:
        draft_mapping(path, file, "en")
    except InputError:
        return  # a header that no file may have, such as one twice
    read_mapping(file)
    read_files(path, file)
