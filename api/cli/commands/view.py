"""`ringleader view`: writes the network view of a ring or an entity as one offline HTML file."""

from pathlib import Path
from typing import Annotated

import typer

from api.cli.command import command
from api.cli.run import Run


def register(app: typer.Typer) -> None:
    """Add the command."""

    @command(app, "ringleader view R-7K2MQ4 -o ring.html")
    def view(
        run: Run,
        subject: Annotated[
            str, typer.Argument(help="A ring's number, an entity's id, or a text that finds one.")
        ],
        output: Annotated[
            Path | None, typer.Option("--output", "-o", help="File to write; else <subject>.html.")
        ] = None,
        masked: Annotated[
            bool, typer.Option("--masked", help="Leave personal data out of the file.")
        ] = False,
        depth: Annotated[
            int, typer.Option(help="Links from an entity to what is shown.", min=1, max=3)
        ] = 1,
    ) -> None:
        """Write a network view that opens in any browser, without network or server."""
        from api.cli.tables import lines
        from api.files import write_new
        from visual import entity_view, render, ring_view

        with run.open() as services:
            if subject.upper().startswith("R-"):
                ring = services.ring(subject.upper())
                name, what = ring.id, ring_view(services.store, ring, run.lang, masked)
            else:
                from graph.explore import resolve

                name = resolve(services.store, subject).id
                what = entity_view(services.store, name, run.lang, depth, masked)
            services.cases.log_read("view masked" if masked else "view", [name])
        path = output or Path(f"{name}.html")
        write_new(path, render(what, run.lang))
        run.emit(
            {"path": path, "nodes": len(what.nodes), "edges": len(what.edges), "notes": what.notes},
            lines([run.say("cli.written", path=str(path)), *what.notes], mark=""),
        )
