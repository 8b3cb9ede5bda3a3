"""Past runs of ingest on the terminal."""

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from api.cli.tables import lines, table
from api.ingested import run_document
from graph.language import moment

if TYPE_CHECKING:
    from rich.console import RenderableType

    from ingest.runs import PastRun

Say = Callable[..., str]
_FIGURES = (
    *("files", "rows_read", "rows_loaded", "rows_known", "rows_rejected"),
    *("changed", "retired", "seconds"),
)


def _number(figure: float | None) -> str:
    return (
        "" if figure is None else f"{figure:,.1f}" if isinstance(figure, float) else f"{figure:,}"
    )


def _state(run: "PastRun", say: Say) -> str:
    return say("cli.runs.complete" if run.complete else "cli.runs.broken_off")


def runs_shown(runs: "Sequence[PastRun]", say: Say) -> "Iterator[RenderableType]":
    """One run a line, newest first."""
    if not runs:
        yield lines([say("cli.runs.none")], mark="")
        return
    titles = ("run", "source", "started", "state")
    numbers = ("files", "read", "loaded", "known", "rejected", "changed", "retired", "seconds")
    rows = []
    for run in runs:
        figures = run_document(run)
        counts = [_number(figures[name]) for name in _FIGURES]
        named = run.id.removeprefix("ingestrun-")
        rows.append((named, run.source, moment(run.started), _state(run, say), *counts))
    yield table(
        [say(f"cli.column.{name}") for name in (*titles, *numbers)],
        rows,
        right=tuple(range(len(titles), len(titles) + len(numbers))),
    )


def run_shown(run: "PastRun", say: Say) -> "Iterator[RenderableType]":
    """The run's own figures, above its report."""
    yield table(
        ["", ""],
        [
            (say("cli.column.run"), run.id),
            (say("cli.column.state"), _state(run, say)),
            (say("cli.column.started"), moment(run.started)),
            (say("cli.column.finished"), run.finished and moment(run.finished)),
        ],
    )
    if run.report is None:
        yield lines([say("cli.runs.no_report")], mark="")
