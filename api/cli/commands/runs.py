"""`ringleader runs`: past runs of ingest, and the report of one, also as a page."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.command import command
from api.cli.run import Run

if TYPE_CHECKING:
    from ingest.runs import PastRun


def register(app: typer.Typer) -> None:
    """Add the command."""

    @command(app, "ringleader runs")
    def runs(
        run: Run,
        which: Annotated[
            str | None,
            typer.Argument(
                help="A source, to list its runs; or a run's id, to print its report.",
                metavar="[SOURCE|RUN]",
            ),
        ] = None,
        page: Annotated[
            Path | None,
            typer.Option(help="Write the run's report as a page (HTML) that works offline."),
        ] = None,
    ) -> None:
        """List past runs of ingest, newest first; with a run's id, print its whole report."""
        from graph.errors import InputError
        from graph.language import failure
        from ingest.runs import find_run, past_runs

        with run.open() as services:
            found = past_runs(services.store)
            sources = {each.source for each in found}
            if which is None or which in sources:
                if page is not None:
                    raise failure(InputError, "cli.error.page_run")
                _list(run, [each for each in found if which in (None, each.source)])
            else:
                _one(run, find_run(services.store, which), page)


def _list(run: Run, found: "list[PastRun]") -> None:
    from api.cli.runs_shown import runs_shown
    from api.ingested import run_document

    run.emit({"runs": [run_document(each) for each in found]}, *runs_shown(found, run.say))


def _one(run: Run, found: "PastRun", page: Path | None) -> None:
    from api.cli.report_shown import report_shown
    from api.cli.runs_shown import run_shown
    from api.cli.tables import lines
    from api.ingested import run_document

    written = []
    if page is not None:
        from api.reports import write_run_page

        write_run_page(page, found, run.lang)
        written.append(lines([run.say("cli.written", path=str(page))], mark=""))
    report = report_shown(found.report, run.say, run.lang) if found.report else ()
    run.emit(run_document(found, whole=True), *run_shown(found, run.say), *report, *written)
