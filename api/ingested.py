"""Figures about what came in, as the command line and the pages both show them."""

from collections.abc import Mapping, Sequence
from typing import Any

from graph.language import phrase
from graph.schema.registry import REGISTRY
from graph.schema.wording import property_title
from ingest.report import Example, RunReport
from ingest.runs import PastRun


def total(counts: Mapping[str, int]) -> int:
    """All counts together."""
    return sum(counts.values())


def type_title(name: str, lang: str) -> str:
    """What an entity type or link type is called."""
    ends = REGISTRY.links.get(name)
    return (ends.link.title if ends else REGISTRY.entity(name).title).of(lang)


def counted(report: RunReport, lang: str) -> list[tuple[str, int, int, int]]:
    """(title, new or changed, retired, not described) of each type, entities first."""
    names = {*report.nodes, *report.links, *report.retired, *report.not_described}
    lines = (
        (
            type_title(name, lang),
            report.nodes.get(name, 0) + report.links.get(name, 0),
            report.retired.get(name, 0),
            report.not_described.get(name, 0),
        )
        for name in sorted(names, key=lambda name: (name in REGISTRY.links, name))
    )
    return [line for line in lines if any(line[1:])]


def examples_by_type(
    examples: Sequence[Example], lang: str
) -> list[tuple[str, list[str], list[list[str]]]]:
    """(title, titles of properties, rows of values) of each type of entity in each table."""
    tables = []
    for table, label in dict.fromkeys((example.table, example.label) for example in examples):
        held = [e.properties for e in examples if (e.table, e.label) == (table, label)]
        names = [
            name
            for name in dict.fromkeys(name for properties in held for name in properties)
            if any(properties.get(name) is not None for properties in held)
        ]
        tables.append(
            (
                f"{type_title(label, lang)} · {table}",
                [property_title(label, name, lang) for name in names],
                [[phrase(properties.get(name), lang) for name in names] for properties in held],
            )
        )
    return tables


def run_document(run: PastRun, *, whole: bool = False) -> dict[str, Any]:
    """run, source, started, finished, complete, and figures (null while there are none).

    `whole`: the report, too.
    """
    report = run.report
    return {
        "run": run.id,
        "source": run.source,
        "started": run.started,
        "finished": run.finished,
        "complete": run.complete,
        "files": len(report.files) if report else None,
        "rows_read": report.rows_read if report else None,
        "rows_loaded": report.rows_loaded if report else None,
        "rows_known": report.rows_known if report else None,
        "rows_rejected": report.rows_rejected if report else None,
        "changed": total(report.nodes) + total(report.links) if report else None,
        "retired": total(report.retired) if report else None,
        "seconds": report.seconds if report else None,
        **({"report": report} if whole else {}),
    }


def percent(share: float | None) -> str:
    """'97.3 %'; 100 % and 0 % only when it is all or nothing."""
    if share is None:
        return ""
    if 0 < share < 1:
        share = min(max(share, 0.001), 0.999)
    return f"{share:.1%}"
