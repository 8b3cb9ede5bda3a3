"""Every format comes out as the same rows, and their bytes can be fetched again."""

import csv
import datetime
import gzip
import io
import json
import re
import zipfile
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import zstandard

from graph.errors import InputError
from graph.language import failure_text
from ingest.inputs import find_inputs
from ingest.report import Warned
from tests.ingest.readers.claims import HEADER, ROWS, kept_rows, mapping, only, rows

AS_READ = [(cells[0], cells[1], cells[2]) for cells in ROWS]


def as_csv(delimiter: str = ",", end: str = "\n") -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator=end).writerows([HEADER, *ROWS])
    return out.getvalue()


def as_json() -> bytes:
    lines = [json.dumps(dict(zip(HEADER, cells, strict=True))) for cells in ROWS]
    return "\n".join(lines).encode()


def zipped(name: str, content: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return target.getvalue()


TEXT = as_csv().encode()
FILES: dict[str, tuple[str, bytes]] = {
    "csv": ("claims.csv", TEXT),
    "BOM and CRLF": ("claims.csv", b"\xef\xbb\xbf" + as_csv(end="\r\n").encode()),
    "GB18030": ("claims.csv", as_csv().encode("gb18030")),
    "GB18030, tilde": ("claims.csv", as_csv("~").encode("gb18030")),
    "semicolon": ("claims.txt", as_csv(";").encode()),
    "tab": ("claims.tsv", as_csv("\t").encode()),
    "bar": ("claims.csv", as_csv("|").encode()),
    "caret": ("claims.csv", as_csv("^").encode()),
    "gzip": ("claims.csv.gz", gzip.compress(TEXT)),
    "zstd": ("claims.csv.zst", zstandard.compress(TEXT)),
    "zip": ("claims.csv.zip", zipped("extract.csv", TEXT)),
    "JSON Lines": ("claims.jsonl", as_json()),
    "JSON Lines, gzip": ("claims.ndjson.gz", gzip.compress(as_json())),
    "JSON Lines, zip": ("claims.zip", zipped("claims.jsonl", as_json())),
}


@pytest.mark.parametrize("kind", FILES)
def test_text_files(tmp_path: Path, kind: str) -> None:
    name, content = FILES[kind]
    (tmp_path / name).write_bytes(content)
    given = only(tmp_path)
    first = 1 if "JSON" in kind else 2
    assert rows(given) == [(at, *cells) for at, cells in enumerate(AS_READ, start=first)]
    assert given.warnings == (Warned(file=name, what="unknown_columns", columns=("colour",)),)
    assert len(kept_rows(given, tmp_path)) == 3


def test_the_encoding_of_the_mapping(tmp_path: Path) -> None:
    path = tmp_path / "claims.csv"
    path.write_bytes("claim_no,name,amount\nC1,Zoé,1\n".encode("latin-1"))
    with pytest.raises(InputError, match="neither UTF-8 nor GB18030"):
        only(path)
    latin = mapping().model_copy(update={"encoding": "latin-1"})
    assert rows(only(path, latin)) == [(2, "C1", "Zoé", "1")]
    for wrong, message in (("latin-x", "is unknown"), ("utf-16", "can't be read")):
        with pytest.raises(InputError, match=message):
            only(path, mapping().model_copy(update={"encoding": wrong}))


def test_chinese_after_much_ascii_and_utf8_in_between(tmp_path: Path) -> None:
    head, many = "claim_no,name,amount\n", "C1,Jane,1\n" * 200_000
    path = tmp_path / "claims.csv"
    path.write_bytes((head + many).encode() + "C2,张伟,2\n".encode("gb18030"))
    assert only(path).layout.encoding == "gb18030"
    path.write_bytes((head + many + "C2,张伟,2\n").encode())
    assert only(path).layout.encoding == "utf-8"
    path.write_bytes((head + "C3,é,1\n" + many).encode() + b"C2,\xff\xff,2\n")
    with pytest.raises(InputError, match="neither UTF-8 nor GB18030"):
        only(path)


def test_excel(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    page.title = "Claims"
    page.append(list(HEADER))
    page.append(["C1", datetime.datetime(2024, 1, 2), 1.0, True])
    page.append([])
    page.append(["C2", datetime.datetime(2024, 1, 2, 3, 4), 1234567890123456, None])
    book.save(tmp_path / "book.xlsx")
    given = only(tmp_path / "book.xlsx", mapping(sheet="claims"))
    assert given.file == "book.xlsx#Claims"
    assert rows(given) == [
        (2, "C1", "2024-01-02", "1"),
        (4, "C2", "2024-01-02 03:04:00", "1234567890123456"),
    ]
    shortened = Warned(file="book.xlsx#Claims", what="shortened_numbers", count=1)
    assert given.warnings[1] == shortened
    assert kept_rows(given, tmp_path)[0] == b"C1,2024-01-02,1,true"


def test_parquet(tmp_path: Path) -> None:
    day = datetime.date(2024, 5, 6)
    table = pa.table(
        {
            "claim_no": pa.array([1, 2, 3, None]),
            "name": pa.array([["a", "b"], [], None, None], pa.list_(pa.string())),
            "amount": pa.array([Decimal("1.50"), None, Decimal("2000.00"), None]),
            "colour": pa.array([{"code": day}] * 3 + [None]),
        }
    )
    pq.write_table(table, tmp_path / "claims.parquet", row_group_size=2)
    given = only(tmp_path)
    assert rows(given) == [(2, "1", "a;b", "1.50"), (3, "2", "", ""), (4, "3", "", "2000.00")]
    assert given.warnings[0].columns == ("colour.code",)
    assert kept_rows(given, tmp_path)[0] == b"1,a;b,1.50,2024-05-06"


@pytest.mark.parametrize(
    ("values", "texts"),
    [
        (pa.array([1.0, 2.5, float("nan"), None]), ["1", "2.5", "", ""]),
        (pa.array([True, None]), ["true", ""]),
        (pa.array([datetime.datetime(2024, 1, 2)]), ["2024-01-02"]),
        (pa.array([datetime.datetime(2024, 1, 2, 3, 4, 5, 60)]), ["2024-01-02 03:04:05.000060"]),
        (pa.array([0], pa.timestamp("ms", "UTC")), ["1970-01-01 00:00:00Z"]),
        (pa.array(["x", "y", None]).dictionary_encode(), ["x", "y", ""]),
        (pa.array([b"\x00\xff"]), ["00ff"]),
        (pa.array([[1, 2], [3]]), ["1;2", "3"]),
        (pa.array([' "q", \r\n;']), ['"q", \r\n;']),
    ],
)
def test_parquet_types(tmp_path: Path, values: pa.Array, texts: list[str]) -> None:
    table = pa.table({"claim_no": ["C"] * len(values), "name": values, "amount": values})
    pq.write_table(table, tmp_path / "claims.parquet")
    assert [name for _, _, name, _ in rows(only(tmp_path))] == texts


def bad_parquet(values: list[object]) -> bytes:
    out = io.BytesIO()
    pq.write_table(pa.table({"claim_no": ["C"], "name": values, "amount": ["1"]}), out)
    return out.getvalue()


BROKEN: dict[str, tuple[str, Callable[[], bytes] | bytes, str]] = {
    "no parquet": ("claims.parquet", b"PAR1 not really", "is no readable Parquet file"),
    "a list in a list": ("claims.parquet", lambda: bad_parquet([[["a"]]]), "column 'name' can't"),
    "a list with ;": ("claims.parquet", lambda: bad_parquet([["a;b"]]), "has a ';' itself"),
    "cut line": ("claims.jsonl", as_json()[:-9], r"claims.jsonl row 3 can't be read as a JSON"),
    "no object": ("claims.jsonl", as_json() + b"\n[1]\n", "row 4 can't .*it is no object"),
    "key twice": (
        "claims.jsonl",
        b'{"claim_no":1,"name":"a","amount":1,"name":"b"}',
        "row 1 .*'name' is there twice",
    ),
    "no number": ("claims.jsonl", b'{"claim_no":NaN}', "row 1 .*NaN is no number"),
    "surrogate": ("claims.jsonl", b'{"claim_no":"\\ud800"}', "row 1 .*half a character"),
    "deep": ("claims.jsonl", b'{"a":' + b"[" * 100_000, "row 1 .*nested too deep"),
    "list of objects": ("claims.jsonl", b'{"a":[{"b":1}]}', "row 1 .*holds lists or objects"),
    "wrong key": ("claims.jsonl", b'{"claim_nr":1,"name":"x","amount":1}', "'claim_nr' is similar"),
    "cut gzip": ("claims.csv.gz", gzip.compress(TEXT)[:-9], "is cut short"),
    "cut zstd": ("claims.csv.zst", zstandard.compress(TEXT)[:-9], "is cut short"),
    "cut zip": ("claims.zip", zipped("claims.csv", TEXT)[:-9], "cut short or damaged"),
    "damaged gzip": ("claims.csv.gz", gzip.compress(TEXT)[:30] + b"xx" * 40, "can't be read"),
}


@pytest.mark.parametrize("what", BROKEN)
def test_one_sentence_for_what_is_broken(tmp_path: Path, what: str) -> None:
    name, content, message = BROKEN[what]
    (tmp_path / name).write_bytes(content if isinstance(content, bytes) else content())
    with pytest.raises(InputError, match=message) as caught:
        rows(only(tmp_path))
    assert "\n" not in str(caught.value)
    chinese = failure_text(caught.value, "zh")
    assert re.search("[一-鿿]", chinese)
    assert not re.search("[a-z]{3,} [a-z]{2,} [a-z]{2,}", chinese), "English words are left in it"


def test_a_zip_holds_exactly_one_file(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "claims.zip", "w") as archive:
        archive.writestr("claims.csv", TEXT)
        archive.writestr("more.csv", TEXT)
    with pytest.raises(InputError, match="holds 2 files, but a zip must hold exactly one"):
        only(tmp_path)


def test_json_objects_lists_and_exact_numbers(tmp_path: Path) -> None:
    path = tmp_path / "claims.jsonl"
    path.write_text(
        '\n{"claim_no": 1.10, "who": {"name": ["a", "b"]}, "amount": true}\r\n'
        '  {"who": {}, "amount": 12345678901234567890, "claim_no": null}\n{}\n',
        encoding="utf-8",
    )
    claim = {"label": "Claim", "key": "claim_no", "properties": {"kind": "who.name"}}
    person = {"label": "Person", "key": "amount"}
    given = only(path, mapping(entities={"c": claim, "p": person}))
    (chunk,) = given.chunks()
    assert chunk.places.rows.tolist() == [2, 3]
    assert chunk.cells.to_pydict() == {
        "claim_no": ["1.10", ""],
        "who.name": ["a;b", ""],
        "amount": ["true", "12345678901234567890"],
    }
    assert kept_rows(given, tmp_path)[0].startswith(b'{"claim_no": 1.10')


def test_a_workbook_with_two_sheets_for_one_table(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for title in ("claims", "CLAIMS "):
        book.create_sheet(title).append(list(HEADER))
    book.save(tmp_path / "book.xlsx")
    with pytest.raises(InputError, match="several sheets for one table"):
        find_inputs(tmp_path / "book.xlsx", mapping())
