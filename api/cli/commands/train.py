"""`ringleader train` and `claims`: learn from verdicts what scores of claims and rings mean."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.command import command
from api.cli.run import Run

if TYPE_CHECKING:
    from rich.console import RenderableType


def register(app: typer.Typer) -> None:
    """Add the commands."""

    @command(app, "ringleader train")
    def train(
        run: Run,
        as_of: Annotated[
            datetime | None,
            typer.Option(formats=["%Y-%m-%d"], help="Use no later verdict; else today."),
        ] = None,
        score: Annotated[
            bool, typer.Option("--score", help="Only score anew, with the model there is.")
        ] = False,
    ) -> None:
        """Learn a score of claims from verdicts, judge it, score all; calibrate ring scores."""
        _train(run, as_of, score)

    @command(app, "ringleader claims --top 20")
    def claims(
        run: Run,
        top: Annotated[int, typer.Option(help="Most claims to show.", min=1, max=1000)] = 20,
        every: Annotated[bool, typer.Option("--all", help="Those with a verdict, too.")] = False,
    ) -> None:
        """Claims to look at first, by the learned score, each with what it is made of."""
        _claims(run, top, every)


def _train(run: Run, as_of: datetime | None, only_score: bool) -> None:
    from api.calibration import calibration_document, calibration_lines
    from api.cli.progress import shares
    from api.cli.scores_shown import calibration_shown, model_shown
    from api.files import write_new
    from api.scores import model_document, report_lines
    from graph.learning.keep import load_model, model_path, save_model, save_scores
    from graph.learning.read import read_claims
    from graph.learning.rings import calibrate_rings
    from graph.learning.train import score, train
    from graph.rings.calibration import calibration_path, load_calibration, save_calibration

    with run.open() as services, run.steps() as steps:
        store, day = services.store, (as_of or services.clock()).date()
        if only_score:
            model = load_model(store.data)
            claims = read_claims(store, day, shares(steps, run.say))
        else:
            model, claims = train(store, day, shares(steps, run.say))
            save_model(store.data, model)
            found = services.run(shares(steps, run.say))
            save_calibration(store.data, calibrate_rings(found, claims.verdicts, day))
        scores = save_scores(store.data, score(store, model, claims, day))
    path = model_path(run.settings.data)
    document = {**model_document(model, path, run.lang), "scores": str(scores)}
    if kept := load_calibration(run.settings.data):
        where = calibration_path(run.settings.data)
        document["rings"] = calibration_document(kept, where, run.lang)
    report = path.with_name("validation.md")
    if not only_score:
        marks = [f"**{mark}**\n" for mark in run.marks]
        rings = calibration_lines(document["rings"], run.lang)
        text = "\n".join([*marks, *report_lines(document, run.lang), *rings]) + "\n"
        write_new(report, text)
    document["report"] = str(report)
    shown = [*model_shown(document, run.say, run.lang)]
    if "rings" in document:
        shown += calibration_shown(document["rings"], run.say, run.lang)
    run.emit(document, *shown)


def _claims(run: Run, top: int, every: bool) -> None:
    from api.cli.scores_shown import claims_shown
    from api.scores import top_scores

    with run.open() as services:
        document = top_scores(services.store, top, run.lang, decided=every)
        services.cases.log_read("claims", [each["claim"] for each in document["claims"]])
    shown: tuple[RenderableType, ...] = tuple(claims_shown(document, run.say))
    run.emit(document, *shown)
