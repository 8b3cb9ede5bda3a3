"""The reader: whatever is written as CSV comes back, and every row's bytes are where it says."""

import csv
import io
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.reader import Layout, read_chunks
from ingest.rejects import shape

CELL = st.text(
    alphabet=st.one_of(st.sampled_from('a,;"\n 9张'), st.characters(codec="utf-8")), max_size=8
).filter(lambda text: "\r" not in text and "\0" not in text)
ROWS = st.lists(st.tuples(CELL, CELL), max_size=12)


@settings(max_examples=150, deadline=None)
@given(rows=ROWS, delimiter=st.sampled_from(",;\t|"), size=st.integers(1, 50))
def test_rows_and_their_places_survive(
    rows: list[tuple[str, str]], delimiter: str, size: int
) -> None:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\n").writerows([("a", "b"), *rows])
    raw = out.getvalue().encode()
    layout = Layout(Path("x.csv"), "utf-8", delimiter, 0, ("a", "b"))
    blocks = [raw[i : i + size] for i in range(0, len(raw), size)]
    chunks = list(read_chunks(layout, blocks))
    full = [row for row in rows if any(cell.strip() for cell in row)]
    found = [pair for c in chunks for pair in zip(c.columns["a"], c.columns["b"], strict=True)]
    assert found == [(a.strip(), b.strip()) for a, b in full]
    lines = raw.split(b"\n")
    for chunk in chunks:
        for at, start in enumerate(chunk.starts):
            piece = raw[start : start + chunk.sizes[at]].decode()
            cells = next(csv.reader(io.StringIO(piece, newline=""), delimiter=delimiter))
            stripped = [cell.strip() for cell in cells]
            assert stripped == [chunk.columns["a"][at], chunk.columns["b"][at]]
            assert b"\n".join(lines[chunk.rows[at] - 1 :]).startswith(piece.encode())


@given(text=st.text(max_size=60))
def test_the_shape_of_a_value_shows_no_letter_or_digit(text: str) -> None:
    masked = shape(text)
    assert len(masked) <= 41
    assert not {c for c in masked if c.isalnum()} - set("9Aa字")
