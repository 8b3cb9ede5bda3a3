"""Reads JSON Lines: one object a line, whose bytes are the row; keys are columns."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from graph.errors import InputError
from graph.language import Said, failure
from graph.provenance import row_digests
from graph.values.model import tidy
from ingest.chunk import Chunk, Places
from ingest.readers.layout import BLOCK, Known, Layout, Window
from ingest.readers.text import NoTextError, joined


def _no_number(word: str) -> str:
    raise NoTextError("no_number", word=word)


# Numbers stay as they are written: 1.10 is not 1.1. Objects become tuples of pairs.
_DECODER = json.JSONDecoder(
    object_pairs_hook=tuple, parse_float=str, parse_int=str, parse_constant=_no_number
)


def fold(key: str) -> str:
    """A key as it is compared with column names."""
    return tidy(key).casefold()


def read_json_lines(
    layout: Layout, blocks: Iterable[bytes], known: Known | None = None, size: int = BLOCK
) -> Iterator[Chunk]:
    """The file's rows in order; blank lines are skipped. See delimited.read_delimited.

    Objects in objects become columns `outer.inner`, lists texts joined by ';'. InputError, with
    the line, for anything that is no such object.
    """
    window = Window(blocks, layout)
    while window.fill(size):
        used = len(window.buffer) if window.ended else window.buffer.rfind(b"\n") + 1
        if not used:
            window.grow()
            continue
        lines = window.buffer[:used].removesuffix(b"\n").split(b"\n")
        chunk = _chunk(layout, lines, window, known)
        window.drop(used, len(lines), len(lines))
        yield chunk


def keys_of(layout: Layout, blocks: Iterable[bytes], size: int = BLOCK) -> list[str]:
    """The keys in the first `size` bytes, in order of first mention."""
    window, keys = Window(blocks, layout), dict[str, None]()
    window.fill(size)
    whole = window.buffer if window.ended else window.buffer[: window.buffer.rfind(b"\n") + 1]
    for number, line in enumerate(whole.split(b"\n"), start=1):
        if line.strip():
            keys.update(dict.fromkeys(_flat(layout, line, number)))
    return list(keys)


def _chunk(layout: Layout, lines: list[bytes], window: Window, known: Known | None) -> Chunk:
    sizes = np.array([len(line) + 1 for line in lines], np.int64)
    starts = window.start + np.concatenate(([0], np.cumsum(sizes[:-1])))
    filled = np.array([bool(line.strip()) for line in lines], np.bool_)
    rows = [line.rstrip(b"\r") for line in lines if line.strip()]
    places = Places(
        window.line + np.flatnonzero(filled),
        starts[filled],
        np.array([len(row) for row in rows], np.int32),
        row_digests(rows),
    )
    seen = known(places.digests) if known else np.zeros(len(places), np.bool_)
    own, records, kept = places.take(~seen), [], []
    columns = layout.keys or {}
    for row, raw in zip(own.rows.tolist(), _where(rows, ~seen), strict=True):
        flat = _flat(layout, raw, row)
        kept.append(any(flat.values()))
        records.append({columns.get(fold(key)): cell for key, cell in flat.items()})
    full = [record for record, keep in zip(records, kept, strict=True) if keep]
    names = dict.fromkeys(columns.values())
    cells = pa.table(
        {name: pa.array([r.get(name, "") for r in full], pa.string()) for name in names}
    )
    return Chunk(own.take(np.array(kept, np.bool_)), cells, (), places.take(seen))


def _where(rows: list[bytes], mask: Iterable[Any]) -> list[bytes]:
    return [row for row, wanted in zip(rows, mask, strict=True) if wanted]


def _flat(layout: Layout, raw: bytes, row: int) -> dict[str, str]:
    """Column to stripped cell of one line."""
    found: dict[str, str] = {}
    try:
        text = raw.decode(layout.encoding)
        record, end = _DECODER.raw_decode(text.lstrip(" \t\r"))
        if not isinstance(record, tuple) or text.lstrip(" \t\r")[end:].strip():
            raise NoTextError("no_object")
        _add(found, "", record)
    except (ValueError, RecursionError) as error:
        raise _broken(layout.path, row, error) from None
    return found


def _add(found: dict[str, str], prefix: str, pairs: tuple[tuple[str, Any], ...]) -> None:
    for key, value in pairs:
        name = prefix + key
        if isinstance(value, tuple):
            _add(found, f"{name}.", value)
            continue
        if name in found:
            raise NoTextError("twice", name=name)
        cell = _text(value)
        cell.encode()  # half a surrogate pair is no text
        found[name] = cell


def _text(value: Any) -> str:
    match value:
        case str():
            return value.strip()
        case None:
            return ""
        case bool():
            return str(value).lower()
    if any(isinstance(item, list | tuple) for item in value):
        raise NoTextError("nested")
    return joined([_text(item) for item in value])


def _broken(path: Path, row: int, error: Exception) -> InputError:
    match error:
        case NoTextError():
            why = error.said
        case UnicodeEncodeError():
            why = Said("ingest.value.half")
        case UnicodeDecodeError():
            why = Said("ingest.value.not_utf8")
        case json.JSONDecodeError():
            why = Said("ingest.value.syntax", {"column": error.colno})
        case _:
            why = Said("ingest.value.deep")
    return failure(InputError, "ingest.error.json", path=path, row=str(row), why=why)
