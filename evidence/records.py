"""The source rows a bundle rests on: which are disclosed, their exact bytes, where they stood."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from evidence.files import BundleFile, csv_bytes, safe_name
from evidence.mask import Mask, mask_row
from graph.explore import EntityView, LinkView
from graph.provenance import Provenance, SourceRow

_HEADER = (
    "record_file",
    "start",
    "size",
    "row_sha256",
    "source",
    "table",
    "file",
    "file_sha256",
    "row",
    "facts",
)


@dataclass(frozen=True)
class Record:
    """One source row, its exact bytes, and the entities and links in the bundle it speaks of."""

    row: SourceRow
    content: bytes
    facts: tuple[str, ...]


@dataclass(frozen=True)
class Records:
    """The disclosed rows in order of file and row, and how many others were held back."""

    rows: tuple[Record, ...]
    held_back: int  # rows that only mention a shared identifier, agent or provider: others' data
    by_fact: Mapping[str, tuple[str, ...]]  # captions 'claims.csv:17' by fact id

    @property
    def sources(self) -> tuple[tuple[str, str, int], ...]:
        """(file, SHA-256, rows disclosed) of each source file."""
        counts: dict[tuple[str, str], int] = defaultdict(int)
        for record in self.rows:
            counts[record.row.file, record.row.file_sha256] += record.row.row > 1
        return tuple((file, sha256, counts[file, sha256]) for file, sha256 in sorted(counts))


def select_rows(
    facts: Mapping[str, Sequence[SourceRow]],
    entities: Sequence[EntityView],
    links: Sequence[LinkView],
    subjects: Iterable[str],
) -> tuple[dict[SourceRow, set[str]], int]:
    """The rows to disclose with the facts each speaks of, and how many are held back.

    Disclosed: every row of the bundle's links, every row of `subjects` (people and claims the case
    is about), and for any other entity the rows it has in common with those, or else its first
    row. The rest concern other customers of the same phone, agent or garage.
    """
    chosen: dict[SourceRow, set[str]] = defaultdict(set)
    wanted = set(subjects)
    for identifier in (*(link.id for link in links), *sorted(wanted)):
        for row in facts.get(identifier, ()):
            chosen[row].add(identifier)
    held_back: set[SourceRow] = set()
    for entity in entities:
        if entity.id in wanted:
            continue
        rows = sorted(facts.get(entity.id, ()))
        shared = [row for row in rows if row in chosen] or rows[:1]
        for row in shared:
            chosen[row].add(entity.id)
        held_back.update(rows)
    return dict(chosen), len(held_back - set(chosen))


def read_records(
    provenance: Provenance,
    entities: Sequence[EntityView],
    links: Sequence[LinkView],
    subjects: Iterable[str],
) -> Records:
    """The rows to disclose, with their bytes as the source file had them."""
    ids = [*(entity.id for entity in entities), *(link.id for link in links)]
    facts = provenance.rows_of(ids)
    chosen, held_back = select_rows(facts, entities, links, subjects)
    contents = provenance.originals(chosen)
    headers = [_header(provenance, row) for row in _first_of_each(chosen)]
    rows = (
        *headers,
        *(Record(row, contents[row], tuple(sorted(chosen[row]))) for row in sorted(chosen)),
    )
    rows = tuple(sorted(rows, key=lambda record: record.row))
    by_fact: dict[str, list[str]] = defaultdict(list)
    for record in rows:
        for fact in record.facts:
            by_fact[fact].append(record.row.caption)
    return Records(rows, held_back, {fact: tuple(found) for fact, found in by_fact.items()})


def _first_of_each(rows: Iterable[SourceRow]) -> list[SourceRow]:
    """One row of each table of each file."""
    return list({(row.file_sha256, row.table, row.file): row for row in sorted(rows)}.values())


def _header(provenance: Provenance, row: SourceRow) -> Record:
    """Line 1 of the row's file: without the column names a row can't be read."""
    with provenance.files.open(row.file_sha256, row.table) as stream:
        line = stream.readline().rstrip(b"\r\n")
    return Record(replace(row, row=1, start=0, size=len(line)), line, ())


def mask_records(records: Records, mask: Mask) -> Records:
    """The same rows with their content blotted out."""
    rows = tuple(
        Record(record.row, mask_row(record.content), tuple(mask.ids(fact) for fact in record.facts))
        for record in records.rows
    )
    by_fact = {mask.ids(fact): captions for fact, captions in records.by_fact.items()}
    return Records(rows, records.held_back, by_fact)


def record_files(records: Records, *, masked: bool) -> list[BundleFile]:
    """rows.csv and, for each table of each source file, one file with the rows' bytes."""
    contents: dict[str, bytearray] = defaultdict(bytearray)
    index = []
    for record in records.rows:
        row = record.row
        path = f"data/records/{row.file_sha256[:12]}_{safe_name(row.table)}_{safe_name(row.file)}"
        buffer = contents[path]
        start, size = len(buffer), len(record.content)
        digest = "" if masked else hashlib.sha256(record.content).hexdigest()
        buffer += record.content
        if not record.content.endswith((b"\n", b"\r")):
            buffer += b"\n"
        name = path.removeprefix("data/records/")
        where = (row.source, row.table, row.file, row.file_sha256, row.row)
        index.append((name, start, size, digest, *where, " ".join(record.facts)))
    what = "evidence.file.rows_masked" if masked else "evidence.file.rows"
    files = [
        BundleFile(path, "application/octet-stream", what, bytes(content))
        for path, content in sorted(contents.items())
    ]
    table = BundleFile(
        "data/records/rows.csv", "text/csv", "evidence.file.row_index", csv_bytes(_HEADER, index)
    )
    return [table, *files]
