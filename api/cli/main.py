"""The command line: `ringleader`, one module of api/cli/commands a group."""

import signal
import sys
from types import FrameType

import typer

from api.cli.commands import (
    audit,
    bulletin,
    bundle,
    case,
    demo,
    explain,
    ingest,
    look,
    quality,
    rings,
    runs,
    same,
    sample,
    serve,
    store,
    train,
    view,
)

app = typer.Typer(
    help="Joins an insurer's files into one graph, finds fraud rings, explains and evidences them.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
for module in (
    sample,
    ingest,
    runs,
    look,
    quality,
    explain,
    rings,
    train,
    view,
    same,
    case,
    bulletin,
    bundle,
    serve,
    store,
    audit,
    demo,
):
    module.register(app)


def _end(number: int, frame: FrameType | None) -> None:  # noqa: ARG001
    sys.exit(128 + number)  # unwinds, so that the store is closed


def run() -> None:
    """Entry point of the `ringleader` script."""
    signal.signal(signal.SIGTERM, _end)
    app(prog_name="ringleader")
