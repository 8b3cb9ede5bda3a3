"""Quality of a source as a document: shares, shared values (masked unless asked for), oddities."""

from collections.abc import Iterable
from typing import Any

from api.services import Services
from graph.language import say
from graph.values import value_type
from graph.values.model import HIDDEN
from ingest.measure import measure_source
from ingest.quality import ColumnQuality, SharedValue, SourceQuality, TableQuality, scalar
from ingest.report import Progress

Document = dict[str, Any]


def measured(services: Services, source: str, progress: Progress) -> SourceQuality:
    """The quality of what the source delivered last; measured now when that isn't kept."""
    store = services.store
    spill = store.data / "runs" / f"quality-{source}"
    with store.exclusive(f"measuring the quality of {source!r}", wait=3600.0):
        return measure_source(services.provenance.place, source, spill, progress)


def quality_document(found: SourceQuality, lang: str, *, show: bool = False) -> Document:
    """source, title, tables; personal values are masked unless `show`."""
    return {
        "source": found.source,
        "title": found.title,
        "show": show,
        "tables": [_table(table, lang, show) for table in found.tables],
    }


def _table(table: TableQuality, lang: str, show: bool) -> Document:
    return {
        "table": table.table,
        "files": table.files,
        "rows": table.rows,
        "ragged": table.ragged,
        "columns": [
            _column(column, table.rows - table.ragged, lang, show) for column in table.columns
        ],
    }


def _column(column: ColumnQuality, rows: int, lang: str, show: bool) -> Document:
    return {
        "column": column.column,
        "kinds": column.kinds,
        "used": column.used,
        "rows": rows,
        "filled": column.filled,
        "fill_rate": column.filled / rows if rows else None,
        "usable": column.valid,
        "validity": column.valid / column.filled if column.used and column.filled else None,
        "reasons": [
            {"reason": reason, "text": say(f"ingest.reason.{reason}", lang), "count": count}
            for reason, count in sorted(column.reasons.items(), key=lambda i: (-i[1], i[0]))
        ],
        "distinct": column.distinct,
        "held_by": column.held_by,
        "shared": _values(column.shared, lang, show),
        "suspicious": _values(column.suspicious, lang, show),
        "placeholders": [each.model_dump() for each in column.placeholders],
    }


def _values(values: Iterable[SharedValue], lang: str, show: bool) -> list[Document]:
    return [
        {
            "value": each.value if show or not each.personal else _masked(each),
            "kind": each.kind,
            "rows": each.rows,
            "holders": each.holders,
            "suspicions": [
                {"message": message, "text": say(message, lang)} for message in each.suspicions
            ],
        }
        for each in values
    ]


def _masked(each: SharedValue) -> str:
    if each.kind is None:
        return HIDDEN * 3
    return value_type(each.kind).mask(scalar(each.kind, each.value))
