"""`ringleader explain`: rows of source files that an entity or link came from, byte for byte."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.command import command
from api.cli.run import Run

if TYPE_CHECKING:
    from collections.abc import Sequence

    from api.explain import Explained


def register(app: typer.Typer) -> None:
    """Add the command."""

    @command(app, "ringleader explain CLM-000017")
    def explain(
        run: Run,
        fact: Annotated[
            str,
            typer.Argument(help="Id of an entity or link, or a text that finds one entity."),
        ],
        other: Annotated[
            str | None, typer.Argument(help="Second entity: explain the links between the two.")
        ] = None,
        every: Annotated[bool, typer.Option("--all", help="All rows, not only the first.")] = False,
        raw: Annotated[
            bool, typer.Option("--raw", help="Write the rows' exact bytes, each and a newline.")
        ] = False,
    ) -> None:
        """Print the rows a fact came from, byte for byte, also after the file has moved."""
        _explain(run, fact, other, every, raw)


def _explain(run: Run, reference: str, other: str | None, every: bool, raw: bool) -> None:
    from api.cli.explain_shown import explained_shown
    from api.explain import ROWS, explain, explained_document, read_ids

    with run.open() as services:
        found = explain(services, reference, other, limit=None if every else ROWS)
        services.cases.log_read("explain", read_ids(found))
    if raw:
        _write(run, found)
        return
    documents = [explained_document(each, run.lang) for each in found]
    run.emit({"facts": documents}, *explained_shown(documents, run.say))


def _write(run: Run, found: "Sequence[Explained]") -> None:
    for sentence in run.marks:
        run.note(sentence)
    for explained in found:
        for original in explained.originals:
            sys.stdout.buffer.write(original.raw + b"\n")
        if more := explained.rows - len(explained.originals):
            run.note(run.say("cli.explain.more", count=more))
    sys.stdout.buffer.flush()
