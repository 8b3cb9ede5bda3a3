"""Small deliveries without files: rows that mention people and phones, staged as ingest does."""

import datetime
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa

from graph.provenance import Delivered, Place, row_digest, write_manifest
from graph.provenance.manifest import Manifest, read_manifest
from graph.schema.ids import entity_id, link_id
from ingest.chunk import Places
from ingest.facts import Ends
from ingest.staging import Staging, is_known

HAS_PHONE = Ends("HAS_PHONE", "Person", "Phone")


@dataclass(frozen=True)
class Row:
    """'person has phone', as one row says it."""

    person: str
    phone: str = ""
    name: str = ""
    date: datetime.date | None = None
    key: int | None = None  # rows with one key replace each other over deliveries

    @property
    def raw(self) -> bytes:
        """Its bytes in the file."""
        return f"{self.person},{self.phone},{self.name},{self.date},{self.key}".encode()

    @property
    def digest(self) -> int:
        """What makes it the same row in another delivery."""
        return row_digest(self.raw)

    @property
    def ids(self) -> tuple[str, str, str]:
        """Ids of the person, the phone and the link between them."""
        person, phone = entity_id("Person", self.person), entity_id("Phone", self.phone)
        return person, phone, link_id("HAS_PHONE", person, phone)


def places(rows: Sequence[Row]) -> Places:
    """The rows as lines of a file under a header of 10 bytes."""
    sizes = [len(row.raw) for row in rows]
    starts = 10 + np.cumsum([0, *(size + 1 for size in sizes)])[:-1]
    return Places(
        np.arange(2, 2 + len(rows), dtype=np.int64),
        np.array(starts, np.int64),
        np.array(sizes, np.int32),
        np.array([row.digest for row in rows], np.uint64),
    )


def content(rows: Sequence[Row]) -> bytes:
    """The file of these rows."""
    return b"0123456789"[:9] + b"\n" + b"".join(row.raw + b"\n" for row in rows)


def deliver(
    where: Path | str,
    rows: Sequence[Row],
    *,
    work: Path,
    source: str = "crm",
    table: str = "people",
    full: bool = False,
    mapping: str = "m1",
) -> Manifest:
    """Add a delivery of one file to the place; its manifest, with the touched facts as pending."""
    place = Place(where)
    before = read_manifest(place, source)
    new = Delivered(file="people.csv", sha256=f"{before.runs:064x}", run=_run(before))
    with staged(place, before, table, work) as staging:
        known = is_known(places(rows).digests, staging.known_digests(mapping))
        staging.add_known(places(rows).take(known))
        fresh = [row for row, known_row in zip(rows, known, strict=True) if not known_row]
        _stage(staging, places(rows).take(~known), fresh)
        return finish(staging, place, before, table, new, mapping, full=full)


def _run(before: Manifest) -> str:
    return entity_id("IngestRun", f"{before.source}:{before.runs}")


@contextmanager
def staged(place: Place, before: Manifest, table: str, work: Path) -> Iterator[Staging]:
    """A staging with one file of this table open."""
    staging = Staging(work / f"{before.source}{before.runs}", place)
    try:
        staging.begin(before.source, table, before.tables.get(table))
        staging.begin_file(0)
        yield staging
    finally:
        staging.close()


def finish(
    staging: Staging,
    place: Place,
    before: Manifest,
    table: str,
    delivered: Delivered,
    mapping: str = "m1",
    *,
    full: bool = False,
) -> Manifest:
    """Make what is staged count; the manifest, with the touched facts as pending."""
    staging.settle(full)
    written = staging.write(_run(before), mapping, [delivered])
    manifest = Manifest(
        source=before.source,
        run=_run(before),
        runs=before.runs + 1,
        pending=staging.write_touched(_run(before)),
        tables={**before.tables, table: written},
    )
    write_manifest(place, manifest)
    return manifest


MENTIONS = pa.schema(
    [
        ("fact_id", pa.string()),
        ("digest", pa.uint64()),
        ("date", pa.date32()),
        ("described", pa.bool_()),
    ]
)


def _stage(staging: Staging, at: Places, rows: Sequence[Row]) -> None:
    keys = pa.array([row.key for row in rows], pa.uint64())
    staging.add_rows(at, keys)
    facts = [
        (fact, row.digest, row.date, described)
        for row in rows
        for fact, described in zip(row.ids, (bool(row.name), True, True), strict=True)
        if row.phone or fact == row.ids[0]
    ]
    columns = list(zip(*facts, strict=True)) or [(), (), (), ()]
    given = [pa.array(column, field.type) for column, field in zip(columns, MENTIONS, strict=True)]
    staging.add_mentions(pa.table(given, schema=MENTIONS))
    staging.add_nodes("Person", _lines(rows, {"id": 0}, number="person", name="name"))
    with_phone = [row for row in rows if row.phone]
    staging.add_nodes("Phone", _lines(with_phone, {"id": 1}, number="phone"))
    staging.add_links(HAS_PHONE, _lines(with_phone, {"id": 2, "source": 0, "target": 1}))


def _lines(rows: Sequence[Row], ids: dict[str, int], **properties: str) -> pa.Table:
    columns = {
        name: pa.array([row.ids[at] for row in rows], pa.string()) for name, at in ids.items()
    }
    for name, attribute in properties.items():
        columns[name] = pa.array([getattr(row, attribute) or None for row in rows], pa.string())
    columns["digest"] = pa.array([row.digest for row in rows], pa.uint64())
    columns["at_date"] = pa.array([row.date for row in rows], pa.date32())
    return pa.table(columns)
