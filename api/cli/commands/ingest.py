"""`ringleader template` and `ringleader ingest`: how data comes in."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.command import command
from api.cli.run import Run

if TYPE_CHECKING:
    from api.services import Services
    from ingest import RunReport


def register(app: typer.Typer) -> None:
    """Add the commands."""

    @command(app, "ringleader template -o sheets --lang zh")
    def template(
        run: Run,
        output: Annotated[
            Path, typer.Option("--output", "-o", help="Directory to write to.")
        ] = Path("sheets"),
    ) -> None:
        """Write empty sheets (CSV and Excel) that load without a mapping once filled in."""
        from api.cli.tables import lines
        from ingest.templates import write_templates

        files = write_templates(output, run.lang)
        said = [*map(str, files), run.say("cli.template.next", directory=str(output))]
        run.emit({"directory": output, "files": files}, lines(said, mark=""))

    @command(app, "ringleader ingest sample")
    def ingest(
        run: Run,
        path: Annotated[str, typer.Argument(help="Directory, file or database address.")],
        draft: Annotated[
            bool, typer.Option("--draft", help="Draft a mapping of the files; load nothing.")
        ] = False,
        output: Annotated[
            Path | None, typer.Option("--output", "-o", help="File of the draft, e.g. mine.yaml.")
        ] = None,
        source: Annotated[
            str | None,
            typer.Option(help="Mapping in ingest/sources, or a mapping file; else ringleader.yaml"),
        ] = None,
        max_rejects: Annotated[
            int | None, typer.Option(help="Stop when more rows than this are refused.", min=0)
        ] = None,
        dry_run: Annotated[
            bool, typer.Option("--dry-run", help="Read and check; load nothing.")
        ] = False,
        full: Annotated[
            bool,
            typer.Option(
                "--full", help="The files hold all there is: retire what they no longer have."
            ),
        ] = False,
        offline: Annotated[
            Path | None,
            typer.Option(help="Write files for Neo4j's importer here; no store needed."),
        ] = None,
        report: Annotated[
            Path | None, typer.Option(help="Write the run's report to FILE.html or FILE.json, too.")
        ] = None,
    ) -> None:
        """Load a source into the graph; loading it again changes nothing that is unchanged."""
        from api.cli.report_shown import report_shown

        if draft:
            from api.cli.draft_shown import show_draft

            show_draft(run, path, output)
            return
        if report is not None:
            from api.reports import check_report_name, write_report

            check_report_name(report)
        if offline is not None:
            from api.cli.offline_shown import load_offline

            if dry_run or full:
                raise typer.BadParameter("--offline goes without --dry-run and --full.")
            done = load_offline(run, path, source, offline, max_rejects)
            if report is not None:
                write_report(report, done, run.lang)
            return
        with run.open() as services:
            done = load(run, services, path, source, max_rejects, dry_run, full)
            run.mark(services)
        if report is not None:
            write_report(report, done, run.lang)
        run.emit(done, *report_shown(done, run.say, run.lang))


def load(
    run: Run,
    services: "Services",
    path: Path | str,
    source: str | None = None,
    max_rejects: int | None = None,
    dry_run: bool = False,
    full: bool = False,
) -> "RunReport":
    """Ingest with progress on stderr."""
    from ingest import ingest

    with run.steps() as steps:
        return ingest(
            services.store,
            path,
            source,
            settings=run.settings,
            now=services.clock(),
            max_rejects=max_rejects,
            dry_run=dry_run,
            full=full,
            progress=steps,
        )
