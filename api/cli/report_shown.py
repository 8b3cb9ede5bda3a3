"""A run of ingest on the terminal: what came in, what was lost and why, what the graph got."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from api.cli.tables import heading, lines, table

if TYPE_CHECKING:
    from rich.console import RenderableType

    from ingest import RunReport

Say = Callable[..., str]
_REASONS = 10


def report_shown(report: "RunReport", say: Say, lang: str) -> "Iterator[RenderableType]":
    """Totals, then files, then why values and rows were lost, then counts of the graph."""
    state = "unchanged" if report.unchanged else "dry_run" if report.dry_run else "loaded"
    yield heading(
        say(
            f"cli.ingest.{state}",
            source=report.source,
            read=report.rows_read,
            loaded=report.rows_loaded,
            rejected=report.rows_rejected,
            seconds=f"{report.seconds:.1f}",
        )
    )
    if report.full:
        yield lines([say("cli.ingest.full")], mark="")
    names = ("file", "table", "read", "loaded", "known", "rejected")
    yield table(
        [say(f"cli.column.{name}") for name in names],
        [
            (f.file, f.table, f.rows_read, f.rows_loaded, f.rows_known, f.rows_rejected)
            for f in report.files
        ],
        right=(2, 3, 4, 5),
    )
    if report.reasons:
        yield from _lost(report, say)
    if report.warnings:
        yield lines([warned.said(lang) for warned in report.warnings], mark="! ")
    counts = [f"{name} {count:,}" for name, count in (*report.nodes.items(), *report.links.items())]
    if counts:
        yield lines([say("cli.ingest.graph", counts=counts)], mark="")
    retired = [f"{name} {count:,}" for name, count in report.retired.items() if count]
    if retired:
        yield lines([say("cli.ingest.retired", counts=retired)], mark="")
    missing = [f"{label} {count:,}" for label, count in report.not_described.items() if count]
    if missing:
        yield lines([say("cli.ingest.not_described", counts=missing)], mark="")
    if report.examples:
        yield from _examples(report, say, lang)


def _examples(report: "RunReport", say: Say, lang: str) -> "Iterator[RenderableType]":
    from api.ingested import examples_by_type

    for title, names, rows in examples_by_type(report.examples, lang):
        yield heading("\n" + say("cli.ingest.examples", type=title))
        yield table(names, rows)


def _lost(report: "RunReport", say: Say) -> "Iterator[RenderableType]":
    worst = sorted(report.reasons, key=lambda r: (-r.count, r.file, r.column, r.reason))
    said = [
        f"{r.file} · {r.column}: {say(f'ingest.reason.{r.reason}')} ({r.count:,})"
        for r in worst[:_REASONS]
    ]
    if len(worst) > _REASONS:
        said.append(say("cli.more", count=len(worst) - _REASONS))
    yield lines([say("cli.ingest.lost", values=report.values_rejected)], mark="")
    yield lines(said)
    if report.rejects:
        yield lines([say("cli.ingest.rejects", path=str(report.rejects))], mark="")
