"""Rows as people read them: the columns of the file beside the cells, and the exact bytes."""

import csv
import io
import json
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from graph.provenance.model import SourceRow
from graph.provenance.table import Provenance

_HEAD = 1 << 16  # bytes in which a header ends
_KEPT_PLAIN = "\t\n"


@dataclass(frozen=True)
class Original:
    """A source row with its bytes.

    `cells` are (column, cell) as the file has them, empty when the row doesn't fit its header.
    """

    row: SourceRow
    raw: bytes
    cells: tuple[tuple[str, str], ...]

    @property
    def text(self) -> str:
        """The bytes in the file's encoding; what can't be printed is escaped, e.g. '\\\\x1b'."""
        return printable(self.raw.decode(self.row.encoding, "backslashreplace"))


def printable(text: str) -> str:
    """The text with control, direction and other invisible characters escaped; tabs are kept."""
    return "".join(
        sign
        if sign in _KEPT_PLAIN or unicodedata.category(sign)[0] not in "C"
        else sign.encode("unicode_escape").decode()
        for sign in text
    )


def read_originals(provenance: Provenance, rows: Iterable[SourceRow]) -> list[Original]:
    """The rows with their bytes, in the order given; also after their files have moved."""
    wanted = list(rows)
    raw = provenance.originals(wanted)
    headers: dict[tuple[str, str], list[str]] = {}
    found = []
    for row in wanted:
        place = (row.file_sha256, row.table)
        if place not in headers:
            headers[place] = _header(provenance, row)
        found.append(Original(row, raw[row], _cells(headers[place], raw[row], row)))
    return found


def _header(provenance: Provenance, row: SourceRow) -> list[str]:
    with provenance.files.open(row.file_sha256, row.table) as stream:
        head = stream.read(_HEAD)
    text = head.decode(row.encoding, "replace").removeprefix("\ufeff")
    return _first_record(text, row.delimiter)


def _first_record(text: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter or ","), [])
    except csv.Error:
        return []


def _cells(header: Sequence[str], raw: bytes, row: SourceRow) -> tuple[tuple[str, str], ...]:
    """The row's cells beside their columns; a row that is a JSON object names its own."""
    text = raw.decode(row.encoding, "backslashreplace")
    if text.startswith("{"):
        try:
            held = json.loads(text)
        except ValueError:
            return ()
        return tuple((name, _plain(value)) for name, value in held.items())
    cells = _first_record(text, row.delimiter)
    return tuple(zip(header, cells, strict=True)) if len(cells) == len(header) else ()


def _plain(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
