"""`ringleader quality`: what each column of a source holds, and how much of it can be used."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.command import command
from api.cli.run import Run

if TYPE_CHECKING:
    from ingest.quality import SourceQuality


def register(app: typer.Typer) -> None:
    """Add the command."""

    @command(app, "ringleader quality sheets --page quality.html")
    def quality(
        run: Run,
        source: Annotated[
            str | None, typer.Argument(help="A source that was loaded; else all of them.")
        ] = None,
        page: Annotated[
            Path | None, typer.Option(help="Write a page (HTML) that works offline.")
        ] = None,
        show: Annotated[
            bool, typer.Option("--show", help="Show values that are personal data.")
        ] = False,
    ) -> None:
        """Per column: how many cells are filled and usable, what is shared, what looks made up."""
        _quality(run, source, page, show)


def _quality(run: Run, source: str | None, page: Path | None, show: bool) -> None:
    from api.cli.quality_shown import quality_shown
    from api.cli.tables import lines
    from api.quality import measured, quality_document
    from ingest.measure import delivered_sources

    found: list[SourceQuality] = []
    with run.open() as services, run.steps() as steps:
        names = [source] if source else delivered_sources(services.provenance.place)
        found = [measured(services, name, steps) for name in names]
        if show:
            services.cases.log_read("quality", names)
    documents = [quality_document(each, run.lang, show=show) for each in found]
    written = []
    if page is not None:
        from api.reports import write_quality_page

        invented = any(each.invented for each in found)
        write_quality_page(page, documents, run.lang, invented=invented)
        written.append(lines([run.say("cli.written", path=str(page))], mark=""))
    shown = quality_shown(documents, run.say)
    run.emit({"sources": documents, "page": page}, *shown, *written)
