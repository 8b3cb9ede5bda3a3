"""`ringleader rings`: the queue to triage, or one ring in full."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from api.cli.command import command
from api.cli.run import Run

if TYPE_CHECKING:
    from api.services import Services
    from graph.rings.model import Ring

Period = Literal["month", "quarter", "year", "all"]


def register(app: typer.Typer) -> None:
    """Add the command."""

    @command(app, "ringleader rings R-7K2MQ4")
    def rings(
        run: Run,
        ring: Annotated[str | None, typer.Argument(help="A ring's number, to print it.")] = None,
        every: Annotated[bool, typer.Option("--all", help="Weak and dismissed rings too.")] = False,
        limit: Annotated[int, typer.Option(help="Most rings to show.", min=1)] = 20,
        csv: Annotated[
            Path | None,
            typer.Option(
                help="Write members, claims and losses as CSV for Excel to this directory."
            ),
        ] = None,
        by: Annotated[Period, typer.Option(help="Period of the loss schedule.")] = "year",
    ) -> None:
        """List rings by rank with what one triages by; with a number, one ring with its reasons."""
        with run.open() as services:
            if ring is None:
                _list(run, services, every, limit, csv, by)
            else:
                _one(run, services, ring, csv, by)


def _list(
    run: Run, services: "Services", every: bool, limit: int, csv: Path | None, by: Period
) -> None:
    from api.cli.progress import shares
    from api.cli.rings_shown import queue_shown
    from api.documents import queue_document

    with run.steps() as steps:
        found = services.run(shares(steps, run.say))
    queue = services.queue(weak=every, dismissed=every)
    shown = queue[:limit]
    services.cases.log_read("rings", [each.id for each in shown])
    files = _export(run, csv, queue, by, found.invented)
    document = queue_document(found, queue, limit, services.dismissed(), run.lang)
    run.emit({**document, "files": files}, *queue_shown(document, run.say))


def _one(run: Run, services: "Services", number: str, csv: Path | None, by: Period) -> None:
    from api.analysis import analyse, ring_entities
    from api.cli.progress import shares
    from api.cli.rings_shown import ring_shown
    from api.documents import ring_document

    with run.steps() as steps:
        found = services.run(shares(steps, run.say))
    ring = services.ring(number)
    services.cases.log_read("ring", [ring.id])
    files = _export(run, csv, [ring], by, found.invented)
    dismissed, described = services.dismissed().get(ring.id), services.described_in()
    document = ring_document(ring, run.lang, dismissed, described, _period(by))
    document["link_analysis"] = analyse(services.store, ring_entities(ring))
    run.emit({**document, "files": files}, *ring_shown(document, run.say))


def _period(by: Period) -> str | None:
    return None if by == "all" else by


def _export(
    run: Run, directory: Path | None, rings: "list[Ring]", by: Period, invented: bool
) -> list[Path]:
    """Write the CSV files when asked for; all rings of the queue, not only those shown."""
    if directory is None:
        return []
    from api.excel import write_rings

    files = list(write_rings(directory, rings, run.lang, invented, by=_period(by)))
    for file in files:
        run.note(run.say("cli.written", path=str(file)))
    return files
