"""`ringleader audit`: who read, decided or exported what, and whether that record is whole."""

from typing import Annotated

import typer

from api.cli.command import command
from api.cli.run import Run


def register(app: typer.Typer) -> None:
    """Add the command."""

    @command(app, "ringleader audit --case CASE-0001")
    def audit(
        run: Run,
        limit: Annotated[int, typer.Option(help="Most entries, the latest.", min=1)] = 50,
        case: Annotated[str | None, typer.Option(help="Only entries of this case.")] = None,
        verify: Annotated[
            bool, typer.Option("--verify", help="Check the chain of all entries.")
        ] = False,
    ) -> None:
        """Print the audit trail, oldest first; --verify checks it (exit status 2 when broken)."""
        from api.cli.tables import lines, table
        from graph.language import moment

        with run.open() as services:
            entries = services.cases.audit(limit, case)
            problems = services.cases.verify() if verify else None
        names = ("seq", "at", "actor", "act", "case", "subjects", "details")
        shown = table(
            [run.say(f"cli.column.{name}") for name in names],
            [
                (
                    entry.seq,
                    moment(entry.at),
                    entry.actor,
                    run.say(f"cases.act.{entry.act}"),
                    entry.case_number,
                    _short(entry.subjects, run),
                    "; ".join(f"{k} {v}" for k, v in entry.details.items()),
                )
                for entry in entries
            ],
        )
        sound = [] if problems is None else [*problems] or [run.say("cli.audit.sound")]
        run.emit({"entries": entries, "problems": problems}, shown, lines(sound, mark=""))
        if problems:
            raise typer.Exit(2)


def _short(subjects: tuple[str, ...], run: Run) -> str:
    more = len(subjects) - 2
    shown = ", ".join(subjects[:2])
    return f"{shown} {run.say('cli.more', count=more)}" if more > 0 else shown
