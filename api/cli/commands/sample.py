"""`ringleader sample`: writes invented data with planted rings, or scores the rings found in it."""

from pathlib import Path
from typing import Annotated

import typer

from api.cli.command import command
from api.cli.run import Run


def register(app: typer.Typer) -> None:
    """Add the command."""

    @command(app, "ringleader sample -o sample --claims 2000")
    def sample(
        run: Run,
        output: Annotated[
            Path, typer.Option("--output", "-o", help="Directory of the sheets.")
        ] = Path("sample"),
        claims: Annotated[int, typer.Option(help="Number of claims.", min=1)] = 2000,
        seed: Annotated[int, typer.Option(help="Equal seeds write equal bytes.")] = 7,
        planted: Annotated[
            int | None, typer.Option("--rings", help="Number of planted rings.", min=0)
        ] = None,
        hub_sharing: Annotated[
            float, typer.Option(help="Share of rings on common garages and doctors (0 to 1).")
        ] = 0.4,
        carefulness: Annotated[
            float, typer.Option(help="How much rings avoid sharing phones and accounts (0 to 1).")
        ] = 0.5,
        lists: Annotated[
            bool, typer.Option(help="Also a watch list, a bulletin and past verdicts.")
        ] = False,
        score: Annotated[
            bool,
            typer.Option("--score", help="Compare the store's rings with the labels instead."),
        ] = False,
    ) -> None:
        """Write invented sheets with planted rings; the labels go to a separate file beside them.

        With --score, say how many planted rings the store's current rings recover.
        """
        if score:
            _score(run, output)
        else:
            _write(run, output, claims, seed, planted, hub_sharing, carefulness, lists)


def _write(
    run: Run,
    output: Path,
    claims: int,
    seed: int,
    planted: int | None,
    hub_sharing: float,
    carefulness: float,
    lists: bool,
) -> None:
    from api.cli.tables import lines
    from ingest.sample import write_sample

    with run.steps() as steps:
        summary = write_sample(
            output,
            claims=claims,
            seed=seed,
            rings=planted,
            hub_sharing=hub_sharing,
            carefulness=carefulness,
            lists=lists,
            progress=lambda step: steps(run.say(step)),
        )
    said = [
        run.say(
            "cli.sample.written",
            directory=str(output),
            people=summary.people,
            claims=summary.claims,
            rings=summary.rings,
        ),
        run.say("cli.sample.labels", labels=str(summary.labels)),
        run.say("cli.sample.next", directory=str(output)),
    ]
    run.marks.append(run.say("cli.invented"))
    run.emit(summary, lines(said, mark=""))


def _score(run: Run, output: Path) -> None:
    from api.cli.progress import shares
    from api.cli.tables import heading, table
    from graph.errors import InputError
    from graph.language import failure
    from ingest.sample import score_sample
    from ingest.sample.labels import labels_path

    labels = labels_path(output)
    if not labels.is_file():
        raise failure(InputError, "cli.error.no_labels", labels=labels)
    with run.open() as services, run.steps() as steps:
        found = services.run(shares(steps, run.say))
    score = score_sample(labels, found.rings)
    run.emit(score, heading(run.say("cli.sample.score")), table(["", ""], score.table(run.lang)))
