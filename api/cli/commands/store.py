"""`ringleader store status`: which engine, what it holds, where, and how big."""

from dataclasses import asdict

import typer

from api.cli.command import command
from api.cli.run import Run


def register(app: typer.Typer) -> None:
    """Add the group."""
    group = typer.Typer(help="The store itself.", no_args_is_help=True)
    app.add_typer(group, name="store")

    @group.callback()
    def _group() -> None:
        """The store itself."""

    @command(group, "ringleader store status --json")
    def status(run: Run) -> None:
        """Say which engine holds the data, where, how much, and the digest of its evidence."""
        from api.cli.tables import heading, table

        with run.open() as services:
            found = services.store.status()
            digest = services.store.digest()
        counts = [(name, str(count)) for name, count in found.counts.items() if count]
        run.emit(
            {**asdict(found), "digest": digest},
            heading(found.engine.caption),
            table(["", ""], [*counts, (run.say("cli.store.digest"), digest)]),
        )
