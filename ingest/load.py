"""Brings what a run gathered into the provenance and the store."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, cast

import pyarrow as pa
import pyarrow.compute as pc

from graph.provenance import Provenance
from graph.schema.model import EntityType
from graph.schema.registry import REGISTRY
from graph.store import Store
from graph.store.rows import Columns, Value
from graph.values import Scalar, value_type
from ingest.inputs import Input
from ingest.report import Progress
from ingest.staging import Staging

_STANDING = ("first_seen", "last_seen", "rows", "origins", "sources")


def keep_provenance(
    staging: Staging,
    provenance: Provenance,
    source: str,
    inputs: Sequence[Input],
    progress: Progress,
) -> None:
    """Write the provenance parts and keep the files they point into."""
    for number, given in enumerate(inputs):
        provenance.files.keep(given.path, given.sha256)
        if given.canonical is not None:
            provenance.files.keep_rows(given.sha256, given.name, given.canonical)
        part = provenance.part(source, given.name, given.sha256)
        lines = staging.lines(source, given.name, given.file, given.sha256, number)
        provenance.write_part(part, lines)
        progress("provenance", number + 1, len(inputs))


def load_nodes(
    staging: Staging, standing: pa.Table, store: Store, run: str, progress: Progress
) -> tuple[dict[str, int], dict[str, int]]:
    """Load all entities; counts by label, and of those no row describes.

    `standing` is what the provenance says of all facts of the run (Provenance.standing).
    """
    tables = {label: staging.nodes(label) for label in staging.labels()}
    total = sum(table.num_rows for table in tables.values())
    fresh, done = store.is_empty(), 0
    counts, undescribed = {}, {}
    for label, table in tables.items():
        columns, described = _with_standing(table, standing, run)
        known = {} if fresh else _known_captions(store, label)
        columns["search"] = list(_searches(REGISTRY.entity(label), columns, known))
        done = _load(store.load_nodes, (label,), columns, ("nodes", done, total), progress)
        counts[label] = table.num_rows
        if silent := described.count(False):
            undescribed[label] = silent
    return counts, undescribed


def load_links(
    staging: Staging, standing: pa.Table, store: Store, run: str, progress: Progress
) -> dict[str, int]:
    """Load all links, after their entities; counts by type."""
    tables = {ends: staging.links(ends) for ends in staging.link_ends()}
    total, done = sum(table.num_rows for table in tables.values()), 0
    counts: dict[str, int] = {}
    for ends, table in tables.items():
        columns, _ = _with_standing(table, standing, run)
        between = (ends.type, ends.source, ends.target)
        done = _load(store.load_links, between, columns, ("links", done, total), progress)
        counts[ends.type] = counts.get(ends.type, 0) + table.num_rows
    return counts


def _load(
    load: Any, what: tuple[str, ...], columns: Columns, step: tuple[str, int, int], report: Progress
) -> int:
    name, done, total = step
    count = done

    def progress(rows: int) -> None:
        nonlocal count
        count += rows
        report(name, count, total)

    load(*what, columns, progress)
    return done + len(columns["id"])


def _with_standing(
    table: pa.Table, standing: pa.Table, run: str
) -> tuple[dict[str, list[Value]], list[bool]]:
    """The facts' columns with what all files say of their standing; and whether described."""
    standing = standing.take(pc.index_in(table["id"], value_set=standing["id"]))
    columns = cast(dict[str, list[Value]], table.to_pydict())
    for name in _STANDING:
        columns[name] = standing[name].to_pylist()
    columns["run"] = [run] * table.num_rows
    return columns, standing["described"].to_pylist()


def _known_captions(store: Store, label: str) -> dict[str, dict[str, Value]]:
    """What the store already says of entities, as far as full-text search needs it."""
    names = _searched(REGISTRY.entity(label))
    if len(names) < 2:  # one property only: it is the key, and every mention has it
        return {}
    columns = store.nodes(label, names)
    lines = zip(*(columns[name] for name in ("id", *names)), strict=True)
    return {str(line[0]): dict(zip(names, line[1:], strict=True)) for line in lines}


def _searched(entity: EntityType) -> list[str]:
    names = [p.name for p in entity.properties if p.name != "search"]
    return [name for name in names if name in entity.caption]


def _searches(
    entity: EntityType,
    columns: Mapping[str, Sequence[Value]],
    known: Mapping[str, Mapping[str, Value]],
) -> Iterator[str | None]:
    """The full-text `search` property: words under which each entity is found."""
    kinds = {name: value_type(entity.property(name).value) for name in _searched(entity)}
    for at, identifier in enumerate(columns["id"]):
        words: dict[str, None] = {}
        before = known.get(str(identifier), {})
        for name, kind in kinds.items():
            new = columns[name][at] if name in columns else None
            value = before.get(name) if new is None else new
            if value is not None:
                words |= dict.fromkeys(kind.search(cast(Scalar, value)))
        yield " ".join(words) or None
