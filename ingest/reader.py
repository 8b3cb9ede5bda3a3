"""Reads delimited files in chunks of columns, with the place of every row in the file."""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from graph.errors import InputError
from graph.provenance import row_digest

CHUNK = 20_000


@dataclass
class Chunk:
    """Some rows of one file: cells as columns, and where each row is.

    Cells are stripped texts, '' when empty. `rows` are file line numbers (the header is 1; of a
    sheet: row numbers), `starts` and `sizes` the rows' bytes in the unpacked file.
    """

    columns: dict[str, list[str]]
    rows: list[int] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    sizes: list[int] = field(default_factory=list)
    digests: list[int] = field(default_factory=list)
    ragged: list[tuple[int, int]] = field(default_factory=list)  # line and number of cells

    def __len__(self) -> int:
        return len(self.rows)

    def take(self, keep: list[int]) -> "Chunk":
        """The chunk with only the rows at these positions."""
        if len(keep) == len(self):
            return self

        def kept(places: list[int]) -> list[int]:
            return [places[i] for i in keep]

        return Chunk(
            {name: [cells[i] for i in keep] for name, cells in self.columns.items()},
            kept(self.rows),
            kept(self.starts),
            kept(self.sizes),
            kept(self.digests),
        )


class _Lines:
    """The lines of a file as text, remembering the bytes of the record being read."""

    def __init__(self, lines: Iterable[bytes], encoding: str, start: int) -> None:
        self._lines = iter(lines)
        self._encoding = encoding
        self.start = start  # of the current record
        self.raw: list[bytes] = []

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        self.raw.append(line)
        return line.decode(self._encoding)

    def record(self) -> tuple[int, int, bytes]:
        """Start, number of lines and bytes of the record just read; then begins the next."""
        raw = self.raw[0] if len(self.raw) == 1 else b"".join(self.raw)
        start, lines = self.start, len(self.raw)
        self.start += len(raw)
        self.raw = []
        return start, lines, raw


@dataclass(frozen=True)
class Layout:
    """How one file is written."""

    path: Path
    encoding: str
    delimiter: str
    bom: int
    header: tuple[str, ...]  # column names as the mapping calls them; '' for unknown ones
    by_record: bool = False  # rows are counted by record, as in a sheet


def lines_of(blocks: Iterable[bytes]) -> Iterator[bytes]:
    """Blocks of bytes as lines with their ends."""
    rest = b""
    for block in blocks:
        lines = (rest + block).split(b"\n")
        rest = lines.pop()
        for line in lines:
            yield line + b"\n"
    if rest:
        yield rest


def read_chunks(layout: Layout, blocks: Iterable[bytes]) -> Iterator[Chunk]:
    """The file's rows under its header, in order; blank rows are skipped."""
    lines = _Lines(_without_bom(lines_of(blocks), layout.bom), layout.encoding, layout.bom)
    reader = csv.reader(lines, delimiter=layout.delimiter, strict=True)
    width, line, record = len(layout.header), 1, 0
    chunk, cells = Chunk({}), []
    while True:
        try:
            row = next(reader)
        except StopIteration:
            break
        except (csv.Error, UnicodeDecodeError) as error:
            raise _broken(layout, line, error) from None
        start, count, raw = lines.record()
        number, line, record = (record + 1 if layout.by_record else line), line + count, record + 1
        if record == 1 or not any(row) or not any(map(str.strip, row)):
            continue
        if len(row) != width:
            chunk.ragged.append((number, len(row)))
            continue
        raw = raw.rstrip(b"\r\n")
        cells.append(row)
        chunk.rows.append(number)
        chunk.starts.append(start)
        chunk.sizes.append(len(raw))
        chunk.digests.append(row_digest(raw))
        if len(cells) >= CHUNK:
            yield _columns(layout, chunk, cells)
            chunk, cells = Chunk({}), []
    yield _columns(layout, chunk, cells)


def _without_bom(lines: Iterator[bytes], bom: int) -> Iterator[bytes]:
    for line in lines:
        yield line[bom:]
        break
    yield from lines


def _columns(layout: Layout, chunk: Chunk, cells: list[list[str]]) -> Chunk:
    by_column = zip(*cells, strict=True) if cells else iter([()] * len(layout.header))
    chunk.columns = {
        name: [cell.strip() for cell in column]
        for name, column in zip(layout.header, by_column, strict=True)
        if name
    }
    return chunk


def _broken(layout: Layout, line: int, error: Exception) -> InputError:
    if isinstance(error, UnicodeDecodeError):
        return InputError(
            f"{layout.path} row {line} is not {layout.encoding}; save the file as UTF-8, or name "
            "its encoding in the mapping."
        )
    return InputError(
        f"{layout.path} row {line}: a quote is opened and not closed, or stands inside a cell; "
        'write it twice ("") inside quotes, then ingest the file again.'
    )
