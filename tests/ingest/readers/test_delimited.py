"""Delimited files: the way by columns and Python's csv say the same of any file."""

import csv
import io
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from graph.errors import InputError
from graph.provenance import row_digest
from ingest.chunk import Chunk, Digests
from ingest.readers import layout as layouts
from ingest.readers.by_parser import read_block
from ingest.readers.delimited import read_delimited
from ingest.readers.layout import Known, Layout, Window

CELL = st.text(
    alphabet=st.one_of(st.sampled_from('a,;|"\n 9张é\u3000'), st.characters(codec="utf-8")),
    max_size=8,
).filter(lambda text: "\r" not in text)
ROWS = st.lists(st.tuples(CELL, CELL, CELL), max_size=12)
Rows = list[tuple[int, int, int, int, tuple[str, ...]]]


def layout(delimiter: str = ",", encoding: str = "utf-8", bom: int = 0) -> Layout:
    return Layout(Path("x.csv"), encoding, delimiter, bom, ("a", "", "c"))


def rows_of(chunks: list[Chunk]) -> tuple[Rows, list[tuple[int, int]], list[int]]:
    """Rows with place and cells, ragged rows, and the lines of known rows."""
    rows: Rows = []
    ragged: list[tuple[int, int]] = []
    known: list[int] = []
    for chunk in chunks:
        places = chunk.places
        columns = (places.rows, places.starts, places.sizes, places.digests)
        assert {len(c) for c in (*columns, *chunk.cells.columns)} == {len(places)}
        cells = zip(*(chunk.column(name).to_pylist() for name in ("a", "c")), strict=True)
        numbers = zip(*(column.tolist() for column in columns), strict=True)
        rows += [(*place, row) for place, row in zip(numbers, cells, strict=True)]
        ragged += chunk.ragged
        known += chunk.known.rows.tolist()
    return rows, ragged, known


def found(
    raw: bytes, given: Layout, size: int, known: Known | None = None
) -> tuple[object, object, object] | str:
    blocks = [raw[i : i + size] for i in range(0, len(raw), size)]
    try:
        return rows_of(list(read_delimited(given, blocks, known, size)))
    except InputError as error:
        return str(error)


def by_parser(
    raw: bytes, given: Layout, known: Known | None = None
) -> tuple[object, object, object] | str:
    window = Window([raw], given)
    window.fill(len(raw) + 1)
    try:
        chunk = read_block(given, window, known)
    except InputError as error:
        return str(error)
    return rows_of([] if chunk is None else [chunk])


def half(digests: Digests) -> NDArray[np.bool_]:
    return np.asarray(digests % np.uint64(2) == 0, np.bool_)


@settings(max_examples=150, deadline=None)
@given(
    rows=ROWS, delimiter=st.sampled_from(",;\t|^:~ "), size=st.integers(1, 80), crlf=st.booleans()
)
def test_what_is_written_as_csv_comes_back_with_its_bytes(
    rows: list[tuple[str, str, str]], delimiter: str, size: int, crlf: bool
) -> None:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n" if crlf else "\n")
    writer.writerows([("a", "b", "c"), *rows])
    raw = out.getvalue().encode()
    result = found(raw, layout(delimiter), size)
    assert not isinstance(result, str)
    places: Rows = result[0]  # type: ignore[assignment]
    full = [row for row in rows if any(cell.strip() for cell in row)]
    assert [cells for *_, cells in places] == [(a.strip(), c.strip()) for a, _, c in full]
    lines = raw.split(b"\n")
    for row, start, length, digest, _ in places:
        piece = raw[start : start + length]
        assert digest == row_digest(piece)
        assert b"\n".join(lines[row - 1 :]).startswith(piece)
        parsed = next(csv.reader(io.StringIO(piece.decode(), newline=""), delimiter=delimiter))
        assert tuple(parsed) in full


PIECE = st.sampled_from(
    [
        "a",
        "1.5",
        '"',
        '""',
        ",",
        ",",
        ";",
        "|",
        "\n",
        "\n",
        "\r\n",
        "\r",
        " ",
        "张伟",
        "囗",
        "é",
        "\t",
    ]
)


@settings(max_examples=600, deadline=None)
@given(
    pieces=st.lists(PIECE, max_size=40),
    encoding=st.sampled_from(["utf-8", "gb18030", "latin-1", "big5"]),
    delimiter=st.sampled_from(",;|¦"),
    bom=st.booleans(),
    broken=st.booleans(),
    by_record=st.booleans(),
    size=st.integers(1, 60),
)
def test_both_ways_say_the_same_of_any_text(
    pieces: list[str],
    encoding: str,
    delimiter: str,
    bom: bool,
    broken: bool,
    by_record: bool,
    size: int,
) -> None:
    text = f"a{delimiter}b{delimiter}c\n" + "".join(pieces)
    raw = text.encode(encoding, "replace") + (b"\xff,x" if broken else b"")
    raw = b"\xef\xbb\xbf" * bom + raw
    header = ("a", "", "c")
    given = Layout(Path("x.csv"), encoding, delimiter, 3 * bom, header, by_record)
    expected = by_parser(raw, given)
    assert found(raw, given, size) == expected
    if not isinstance(expected, str):  # what is known could be read before
        assert found(raw, given, size, half) == by_parser(raw, given, half)


@settings(max_examples=300, deadline=None)
@given(
    rows=st.lists(st.lists(st.sampled_from(["", " ", "x", '"y,"', '"z\n"', '""""']), max_size=5)),
    size=st.integers(1, 200),
    end=st.sampled_from(["\n", "\r\n"]),
)
def test_ragged_and_blank_rows(rows: list[list[str]], size: int, end: str) -> None:
    raw = end.join(["a,b,c", *(",".join(row) for row in rows)]).encode()
    assert found(raw, layout(), size, half) == by_parser(raw, layout(), half)


def test_the_same_error_for_text_of_another_encoding_in_a_column_nobody_reads() -> None:
    raw = "a,b,c\n1,2,3\n1,Zoé,3\n".encode("latin-1")
    assert found(raw, layout(), 99) == (
        "x.csv row 3 is not utf-8; save the file as UTF-8, or name its encoding in the mapping."
    )


def test_known_rows_are_not_parsed() -> None:
    raw = b"a,b,c\n1,2,3\n4,5,6\n7,8,9\n"
    known = np.array([row_digest(b"4,5,6")], np.uint64)
    (chunk,) = read_delimited(layout(), [raw], lambda digests: np.isin(digests, known))
    assert chunk.cells.to_pydict() == {"a": ["1", "7"], "c": ["3", "9"]}
    assert (chunk.known.rows.tolist(), chunk.known.starts.tolist()) == ([3], [12])


@pytest.mark.parametrize("quote", ["", '"'])
def test_a_row_longer_than_a_block(quote: str) -> None:
    long = "x" * 300_000
    raw = f"a,b,c\n1,{quote}{long}{quote},3\n4,5,6\n".encode()
    result = found(raw, layout(), 1000)
    assert [row[0] for row in result[0]] == [2, 3]  # type: ignore[attr-defined]


def test_a_row_longer_than_the_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layouts, "LONGEST", 4 << 20)
    raw = b'a,b,c\n1,2,3\n4,"5,6\n' + b"7,8,9\n" * 1_000_000
    assert found(raw, layout(), 1 << 16) == (
        "x.csv row 3 is longer than 4 MB: most likely a quote is opened and not closed; close it, "
        "or write the row shorter."
    )
