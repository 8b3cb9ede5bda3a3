"""Pages about what came in: runs, one run's report, the rows behind a fact, quality of a source."""

from collections.abc import Mapping, Sequence
from typing import Any

from api.ingested import counted, examples_by_type, percent, total
from api.pages.charts import chart, parts
from api.pages.render import Pages
from graph.language import say
from ingest import RunReport
from ingest.runs import PastRun


def runs_page(pages: Pages, runs: Sequence[PastRun], source: str | None, known: list[str]) -> str:
    """Past runs, newest first; `known` are all sources, one of which may be chosen."""
    return pages.page("runs.html", runs=runs, source=source, sources=known, total=total)


def run_page(pages: Pages, report: RunReport | None, run: PastRun | None = None) -> str:
    """One run: what came in, what was lost and why, what the graph got."""
    lang = pages.lang
    return pages.page(
        "run.html",
        report=report,
        run=run.id if run else report.run if report else "",
        source=run.source if run else report.source if report else "",
        started=run.started if run else "",
        complete=run.complete if run else True,
        total=total,
        reason_word=lambda reason: say(f"ingest.reason.{reason}", lang),
        counted=lambda given: counted(given, lang),
        examples=examples_by_type(report.examples, lang) if report else [],
    )


def explained_page(pages: Pages, facts: Sequence[Mapping[str, Any]]) -> str:
    """The rows behind facts, as api.explain.explained_document tells them."""
    return pages.page("explained.html", facts=facts)


def quality_page(pages: Pages, sources: Sequence[Mapping[str, Any]]) -> str:
    """What the columns of sources hold, as api.quality.quality_document tells it."""
    return pages.page("quality.html", sources=sources, chart=chart, parts=parts, percent=percent)
