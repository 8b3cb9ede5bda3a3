"""Rows that are read again because a number in them means another entity now.

They count already and need not be in the delivery: their bytes are cut out of the files that are
kept, or out of the delivery's own, which isn't kept yet.
"""

import io
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pyarrow as pa

from graph.provenance.files import KeptFiles
from graph.provenance.manifest import Delivered
from ingest.chunk import Chunk, Places
from ingest.facts import Ends
from ingest.headers import known_names, match_header
from ingest.inputs import Input
from ingest.mapping import Mapping, Table
from ingest.readers.delimited import first_row, read_delimited
from ingest.readers.json_lines import read_json_lines
from ingest.readers.layout import BLOCK, Layout
from ingest.staging import Staging

_HEAD = 1 << 20  # bytes in which the header is looked for
Spans = Iterable[tuple[int, int]]
"""Start and size of rows of one file, ascending."""


class Again:
    """Takes what rows say that are read again (see ingest.facts.Sink)."""

    def __init__(self, staging: Staging) -> None:
        self._staging, self._stale = staging, staging.stale

    def add_rows(self, places: Places, keys: pa.Array) -> None:
        """See Sink."""
        self._stale.add(places, keys)

    def add_mentions(self, facts: pa.Table) -> None:
        """See Sink."""
        self._staging.add_mentions(facts)

    def add_nodes(self, label: str, nodes: pa.Table) -> None:
        """See Sink."""
        self._staging.add_nodes(label, nodes)

    def add_links(self, ends: Ends, links: pa.Table) -> None:
        """See Sink."""
        self._staging.add_links(ends, links)


def read_given(given: Input, spans: Spans) -> Iterator[Chunk]:
    """These rows of a file of this delivery; their places say nothing but the digest."""
    yield from _read(given.layout, given.blocks(), spans)


def read_kept(
    kept: KeptFiles, of_file: Delivered, name: str, table: Table, mapping: Mapping, spans: Spans
) -> Iterator[Chunk]:
    """These rows of a file that an earlier delivery of the table `name` had."""
    layout = _layout(kept, of_file, name, table, mapping)
    with _blocks(kept, of_file, name) as blocks:
        yield from _read(layout, blocks, spans)


def _layout(
    kept: KeptFiles, of_file: Delivered, name: str, table: Table, mapping: Mapping
) -> Layout:
    path, encoding = Path(of_file.file), of_file.encoding
    if not of_file.delimiter:
        used = set(table.columns())
        keys = {
            key: column for key, column in known_names(table, mapping).items() if column in used
        }
        return Layout(path, encoding, "", 0, (), keys=keys)
    with _blocks(kept, of_file, name) as blocks:
        head = next(blocks, b"").decode(encoding, "replace").removeprefix("\ufeff")
    header = match_header(first_row(head, of_file.delimiter), table, mapping)
    return Layout(path, encoding, of_file.delimiter, 0, header.used(table))


@contextmanager
def _blocks(kept: KeptFiles, of_file: Delivered, name: str) -> Iterator[Iterator[bytes]]:
    with kept.open(of_file.sha256, name) as stream:
        yield iter(lambda: stream.read(_HEAD), b"")


def _read(layout: Layout, blocks: Iterator[bytes], spans: Spans) -> Iterator[Chunk]:
    read = read_delimited if layout.keys is None else read_json_lines
    header = b"" if layout.keys is not None else b"header\n"  # the reader passes over it
    yield from read(replace(layout, bom=0), _lines(header, blocks, spans), None, BLOCK)


def _lines(header: bytes, blocks: Iterator[bytes], spans: Spans) -> Iterator[bytes]:
    """The header and these rows of the file, each as a line, some together."""
    together = io.BytesIO()
    together.write(header)
    for row in cut(blocks, spans):
        together.write(row + b"\n")
        if together.tell() >= _HEAD:
            yield together.getvalue()
            together = io.BytesIO()
    if together.tell():
        yield together.getvalue()


def cut(blocks: Iterator[bytes], spans: Spans) -> Iterator[bytes]:
    """The bytes at each (start, size), ascending and apart, in one pass."""
    have, at = b"", 0  # bytes that were read, and where they begin
    for start, size in spans:
        while at + len(have) < start + size and (block := next(blocks, b"")):
            passed = min(max(start - at, 0), len(have))
            at, have = at + passed, have[passed:] + block
        yield have[start - at : start - at + size]
