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
        changes: Annotated[
            bool, typer.Option("--changes", help="What changed since the analysis before.")
        ] = False,
        restore: Annotated[
            str | None,
            typer.Option(metavar="HUB", help="With a ring: as if this left-out item counted."),
        ] = None,
        incremental: Annotated[
            bool | None,
            typer.Option(
                "--incremental/--full",
                help="After a load: analyse what it touched, or everything (done if neither is "
                "given).",
            ),
        ] = None,
    ) -> None:
        """List rings by rank with what one triages by; with a number, one ring with its reasons."""
        with run.open() as services:
            if incremental is not None:
                _analysed(run, services, incremental)
            if restore is not None:
                _restored(run, services, ring, restore)
            elif changes:
                _changes(run, services, every)
            elif ring is None:
                _list(run, services, every, limit, csv, by)
            else:
                _one(run, services, ring, csv, by)


def _analysed(run: Run, services: "Services", incremental: bool) -> None:
    from api.cli.progress import shares

    with run.steps() as steps:
        services.run(shares(steps, run.say), incremental=incremental)


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
    about = [party.id for finding in found.findings for party in finding.parties]
    services.cases.log_read("rings", [*(each.id for each in shown), *about])
    files = _export(run, csv, queue, by, found.invented)
    document = queue_document(found, queue, limit, services.dismissed(), run.lang)
    run.emit({**document, "files": files}, *queue_shown(document, run.say))


def _changes(run: Run, services: "Services", every: bool) -> None:
    from api.changes import changes_document
    from api.cli.changes_shown import changes_shown
    from api.cli.progress import shares

    with run.steps() as steps:
        found = services.run(shares(steps, run.say))
    document = changes_document(found, services.dismissed(), run.lang, every=every)
    services.cases.log_read("ring changes", [each["ring"] for each in document["changes"]])
    run.emit(document, *changes_shown(document, run.say))


def _restored(run: Run, services: "Services", number: str | None, hub: str) -> None:
    from api.cli.changes_shown import restored_shown
    from api.cli.progress import shares
    from api.restored import restored_document
    from graph.errors import InputError
    from graph.language import failure

    if number is None:
        raise failure(InputError, "cli.error.restore_ring")
    with run.steps() as steps:
        report = shares(steps, run.say)
        services.run(report)
        ring = services.ring(number)
        found = services.restored(ring, hub, report)
    services.cases.log_read("ring restored", [ring.id, found.hub.id])
    document = restored_document(ring, found, run.lang)
    run.emit(document, *restored_shown(document, run.say))


def _one(run: Run, services: "Services", number: str, csv: Path | None, by: Period) -> None:
    from api.analysis import analyse, ring_entities
    from api.changes import history_documents
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
    document["history"] = history_documents(services.ring_history(ring.id), run.lang)
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
