"""Writes reports about what came in as files: a page that works offline, or JSON."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from api.files import write_new
from api.pages.ingested import quality_page, run_page
from api.pages.render import Pages
from graph.errors import InputError
from graph.language import failure
from ingest import RunReport
from ingest.runs import PastRun


def write_run_page(path: Path, run: PastRun, lang: str) -> None:
    """The report of a past run as a page of its own."""
    pages = Pages(lang, invented=run.invented, alone=True)
    write_new(path, run_page(pages, run.report, run))


def check_report_name(path: Path) -> None:
    """InputError unless the name says what to write."""
    if path.suffix.lower() not in (".html", ".json"):
        raise failure(InputError, "cli.error.report_name", path=path)


def write_report(path: Path, report: RunReport, lang: str) -> None:
    """The report of a run just done, as a page or JSON, as the name says."""
    if path.suffix.lower() == ".json":
        write_new(path, report.model_dump_json(indent=2) + "\n")
        return
    pages = Pages(lang, invented=report.invented, alone=True)
    write_new(path, run_page(pages, report))


def write_quality_page(
    path: Path, sources: Sequence[Mapping[str, Any]], lang: str, *, invented: bool
) -> None:
    """Quality of sources (api.quality.quality_document) as a page of its own."""
    write_new(path, quality_page(Pages(lang, invented=invented, alone=True), sources))
