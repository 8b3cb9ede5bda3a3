"""`ringleader bundle`: writes the evidence bundle of a case, or checks one."""

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
        case: Annotated[
            str | None, typer.Argument(help="Case number, e.g. CASE-0001.", show_default=False)
        ] = None,
        output: Annotated[
            Path, typer.Option("--output", "-o", help="Directory to write the bundle to.")
        ] = Path("bundles"),
        verify: Annotated[
            Path | None, typer.Option(help="Check this bundle instead; needs no store.")
        ] = None,
        fingerprint: Annotated[
            str | None, typer.Option(help="With --verify: the fingerprint the sender gave.")
        ] = None,
    ) -> None:
        """Write a case's evidence as a BagIt folder; without a recorded referral only a DRAFT."""
        if verify is not None:
            _verify(run, verify, fingerprint)
        else:
            _write(run, case, output)


def _write(run: Run, case: str | None, output: Path) -> None:
    from api.cli.tables import lines
    from graph.errors import InputError
    from graph.language import failure

    if case is None:
        raise failure(InputError, "cli.error.which_case")
    with run.open() as services:
        report = services.write_bundle(services.cases.get(case), output, run.lang)
    said = [
        run.say("cli.written", path=str(report.path)),
        run.say("cli.bundle.fingerprint", fingerprint=report.fingerprint),
    ]
    if report.draft:
        said.append(run.say("cli.bundle.draft"))
    run.emit(report, lines(said, mark=""))


def _verify(run: Run, path: Path, expected: str | None) -> None:
    from api.cli.tables import lines
    from evidence import verify_bundle

    problems = verify_bundle(path, run.lang, expected)
    said = problems or [run.say("cli.bundle.sound")]
    run.emit({"path": path, "problems": problems}, lines(said, mark=""))
    if problems:
        raise typer.Exit(2)
