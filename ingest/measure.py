"""Works out the quality of a source from the files it delivered last, and keeps the result."""

import codecs
import hashlib
import json
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

from pydantic import ValidationError

from graph.errors import NotFoundError
from graph.language import failure
from graph.provenance.files import KeptFiles
from graph.provenance.manifest import Delivered, Manifest, read_manifests
from graph.provenance.manifest import Table as DeliveredTable
from graph.provenance.place import Place
from graph.schema.registry import REGISTRY
from graph.values import ValueType, value_type
from ingest.cells import folded_words
from ingest.chunk import Chunk
from ingest.headers import Header, match_header
from ingest.mapping import Entity, Table, Use
from ingest.mapping import Mapping as SourceMapping
from ingest.quality import ColumnPlan, Measure, ReadAs, SourceQuality, TableQuality
from ingest.readers.delimited import first_row, read_delimited
from ingest.readers.json_lines import fold, keys_of, read_json_lines
from ingest.readers.layout import Layout
from ingest.readings import Caches, Reading, key_kind, kind_of, main_property
from ingest.report import Progress

_VERSION = 1
_HEAD = 1 << 16
_BLOCK = 1 << 20


def measure_source(place: Place, source: str, spill: Path, progress: Progress) -> SourceQuality:
    """The quality of what `source` delivered last; kept, so that asking again is instant.

    NotFoundError when it has delivered nothing. `spill` is a directory for working files.
    """
    manifests = read_manifests(place)
    manifest = manifests.get(source)
    if manifest is None or not manifest.mapping:
        known = ", ".join(sorted(manifests)) or "none"
        raise failure(NotFoundError, "ingest.error.nothing_delivered", source=source, known=known)
    text = place.read(manifest.mapping)
    if text is None:
        raise failure(NotFoundError, "ingest.error.mapping_not_kept", source=source)
    digest = _digest(manifest, text)
    if kept := _kept(place, source, digest):
        return kept
    mapping = SourceMapping.model_validate_json(text)
    tables = _measure_tables(place, manifest, mapping, spill, progress)
    found = SourceQuality(
        source=source,
        title=mapping.title,
        invented=manifest.invented,
        measured=digest,
        tables=tuple(tables),
    )
    with place.writing(_name(source)) as stream:
        stream.write(found.model_dump_json().encode())
    return found


def delivered_sources(place: Place) -> list[str]:
    """Sources that have delivered something, sorted."""
    return [name for name, manifest in read_manifests(place).items() if manifest.tables]


def _name(source: str) -> str:
    return f"quality/{source}.json"


def _digest(manifest: Manifest, mapping: bytes) -> str:
    files = [
        (name, [(each.file, each.sha256) for each in _last(table)])
        for name, table in sorted(manifest.tables.items())
    ]
    text = json.dumps([_VERSION, files, hashlib.sha256(mapping).hexdigest()])
    return hashlib.sha256(text.encode()).hexdigest()


def _kept(place: Place, source: str, digest: str) -> SourceQuality | None:
    raw = place.read(_name(source))
    try:
        found = SourceQuality.model_validate_json(raw) if raw else None
    except ValidationError:  # written by another version
        return None
    return found if found and found.measured == digest else None


def _last(table: DeliveredTable) -> list[Delivered]:
    """The files of the table's last delivery."""
    return [file for file in table.files if file.run == table.files[-1].run]


def _measure_tables(
    place: Place, manifest: Manifest, mapping: SourceMapping, spill: Path, progress: Progress
) -> Iterator[TableQuality]:
    spill.mkdir(parents=True, exist_ok=True)
    database = place.connect(spill)
    try:
        database.execute("ATTACH $path AS quality", {"path": str(spill / "quality.duckdb")})
        database.execute("USE quality")
        caches: Caches = {}
        done = 0
        for name, delivered in manifest.tables.items():
            if (table := mapping.tables.get(name)) is None:
                continue
            files = _last(delivered)
            layouts = [_layout(place, name, file, table, mapping) for file in files]
            columns = dict.fromkeys(c for layout in layouts for c in layout.header if c)
            plans = column_plans(tuple(columns), table, mapping, caches)
            measure = Measure(plans, folded_words(table.words), database, spill)
            for file, layout in zip(files, layouts, strict=True):
                for chunk in _chunks(place, name, file, layout):
                    measure.add(chunk)
                    progress("quality", done + measure.rows, None)
            done += measure.rows
            yield TableQuality(
                table=name,
                files=tuple(file.file for file in files),
                rows=measure.rows + measure.ragged,
                ragged=measure.ragged,
                columns=measure.columns(),
            )
    finally:
        database.close()
        shutil.rmtree(spill, ignore_errors=True)


def _layout(
    place: Place, name: str, file: Delivered, table: Table, mapping: SourceMapping
) -> Layout:
    """How the kept file is written; columns that the mapping doesn't know keep their own names."""
    kept, path = KeptFiles(place), Path(file.file)
    with kept.open(file.sha256, name) as stream:
        head = stream.read(_HEAD)
    bom = len(codecs.BOM_UTF8) if head.startswith(codecs.BOM_UTF8) else 0
    if not file.delimiter:  # JSON Lines
        plain = Layout(path, file.encoding, "", bom, (), keys={})
        written = keys_of(plain, _blocks(place, name, file))
        columns = _columns(match_header(written, table, mapping))
        keys = {fold(key): column for key, column in zip(written, columns, strict=True) if column}
        return Layout(path, file.encoding, "", bom, tuple(filter(None, columns)), keys=keys)
    written = first_row(head[bom:].decode(file.encoding, "replace"), file.delimiter)
    columns = _columns(match_header(written, table, mapping))
    by_record = place.exists(kept.name(file.sha256, name))
    return Layout(path, file.encoding, file.delimiter, bom, columns, by_record)


def _columns(header: Header) -> tuple[str, ...]:
    """The mapping's names of columns, their own where it knows none; each once."""
    taken = {column for column in header.columns if column}
    columns = []
    for own, ours in zip(header.written, header.columns, strict=True):
        columns.append(ours or (own if own not in taken else ""))
        taken.add(own)
    return tuple(columns)


def _blocks(place: Place, name: str, file: Delivered) -> Iterator[bytes]:
    with KeptFiles(place).open(file.sha256, name) as stream:
        while block := stream.read(_BLOCK):
            yield block


def _chunks(place: Place, name: str, file: Delivered, layout: Layout) -> Iterator[Chunk]:
    read = read_delimited if layout.keys is None else read_json_lines
    return read(layout, _blocks(place, name, file))


def column_plans(
    columns: tuple[str, ...], table: Table, mapping: SourceMapping, caches: Caches
) -> list[ColumnPlan]:
    """How each column is measured: as a key, else as a property, else as the row's date."""
    uses: dict[str, list[ReadAs]] = {}
    for given in (_keys, _properties, _of_links, _date):
        found: dict[str, list[ReadAs]] = {}
        for use, kind, personal, when in given(table):
            if use.column and use.column not in uses:
                reading = Reading(use, kind, mapping, caches)
                judged = _is_judged(kind, personal)
                found.setdefault(use.column, []).append(ReadAs(reading, when, personal, judged))
        uses |= found
    known = set(table.columns())
    return [
        ColumnPlan(name, name in known, _apart(uses.get(name, [])), _holder(name, table))
        for name in columns
    ]


def _is_judged(kind: ValueType, personal: bool) -> bool:
    """Serial numbers and dates of contracts have patterns that mean nothing."""
    return (kind.links and kind.name != "identifier") or (kind.name == "date" and personal)


def _apart(reads: list[ReadAs]) -> tuple[ReadAs, ...]:
    """Uses that different rows decide on; of one that needs no words the first stands for all."""
    always = [read for read in reads if not read.when]
    by_words = {str(sorted(read.when.items())): read for read in reversed(reads)}
    return tuple(always[:1]) or tuple(by_words[key] for key in sorted(by_words))


Uses = Iterator[tuple[Use, ValueType, bool, Mapping[str, str | list[str]]]]
"""Uses of columns: value type, whether the values are personal data, and in which rows."""


def _keys(table: Table) -> Uses:
    for entity in table.entities.values():
        label = entity.labels()[0]
        main = main_property(label)
        personal = bool(main and REGISTRY.entity(label).property(main).personal)
        for use in entity.key:
            yield use, key_kind(use, label), personal, entity.when


def _properties(table: Table) -> Uses:
    for entity in table.entities.values():
        known = {p.name: p for x in entity.labels() for p in REGISTRY.entity(x).properties}
        for name, use in entity.properties.items():
            if declared := known.get(name):
                kind = value_type(use.value or declared.value)
                yield use, kind, declared.personal, entity.when


def _of_links(table: Table) -> Uses:
    for link in table.links:
        known = {p.name: p for p in REGISTRY.links[link.type].link.properties}
        for name, use in link.properties.items():
            kind = value_type(use.value or kind_of(known[name]))
            yield use, kind, known[name].personal, {}


def _date(table: Table) -> Uses:
    if table.date:
        yield table.date, value_type("date"), False, {}


def _holder(column: str, table: Table) -> str | None:
    """The column that names who holds this column's values, by the table's links."""

    def named(entity: Entity) -> str | None:
        return entity.key[0].column

    for link in table.links:
        source, target = table.entities[link.source], table.entities[link.target]
        for held, holder in ((target, source), (source, target)):
            identifier = all(REGISTRY.entity(x).role == "identifier" for x in held.labels())
            if identifier and column in {use.column for use in held.key} and named(holder):
                return named(holder)
    return None
