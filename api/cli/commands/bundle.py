"""`ringleader bundle`: writes the evidence bundle of a case."""

from pathlib import Path
from typing import Annotated

import typer

from api.cli.command import command
from api.cli.run import Run


def register(app: typer.Typer) -> None:
    """Add the command."""

    @command(app, "ringleader bundle CASE-0001 -o bundles")
    def bundle(
        run: Run,
        case: Annotated[str, typer.Argument(help="Case number, e.g. CASE-0001.")],
        output: Annotated[
            Path, typer.Option("--output", "-o", help="Directory to write the bundle to.")
        ] = Path("bundles"),
    ) -> None:
        """Write a case's evidence as a BagIt folder; without a recorded referral only a DRAFT."""
        from api.cli.tables import lines

        with run.open() as services:
            report = services.write_bundle(services.cases.get(case), output, run.lang)
        said = [run.say("cli.written", path=str(report.path))]
        if report.draft:
            said.append(run.say("cli.bundle.draft"))
        run.emit(report, lines(said, mark=""))
