"""`ringleader same …`: find, list and judge records that may be one person."""

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from api.cli.command import command
from api.cli.run import Run

if TYPE_CHECKING:
    from api.services import Services
    from cases.same import SamePair

Record = Annotated[str, typer.Argument(help="A person: an id, or a text finding one.")]
Reason = Annotated[str, typer.Option(help="Why, in a few words.")]


def register(app: typer.Typer) -> None:
    """Add the group."""
    group = typer.Typer(help="Find and judge people entered twice.", no_args_is_help=True)
    app.add_typer(group, name="same")
    _finding(group)
    _judging(group)


def _finding(group: typer.Typer) -> None:
    @command(group, "ringleader same find")
    def find(run: Run) -> None:
        """Apply the rules and search for possible doubles; judgements stay."""
        from dataclasses import asdict

        from api.cli.tables import lines
        from cases.audit import utc
        from ingest.same.words import search_lines

        with run.open() as services:
            search = services.cases.same.find(utc(services.clock()))
        run.emit(asdict(search), lines(search_lines(search, run.lang), mark=""))

    @command(group, "ringleader same list --state open", name="list")
    def list_pairs(
        run: Run,
        state: Annotated[
            Literal["open", "unsure", "same", "different", "joined", "all"] | None,
            typer.Option(help="Only pairs in this state; else those still to judge."),
        ] = None,
        limit: Annotated[int, typer.Option(help="Most pairs shown.", min=1)] = 20,
    ) -> None:
        """List pairs, the heaviest first, with what speaks for and against each."""
        from api.cli.same_shown import pairs_shown
        from api.same import contradiction_lines, pair_document, shown_pairs
        from cases.same import STATES, TO_DO
        from ingest.same.words import search_lines

        with run.open() as services:
            same = services.cases.same
            states = TO_DO if state is None else STATES if state == "all" else (state,)
            found, search = same.pairs(states), same.last_search()
            shown = shown_pairs(services.store, found[:limit], run.lang)
            problems = contradiction_lines(services.store, same.contradictions(), run.lang)
            ids = [i for one in found[:limit] for i in (one.a, one.b)]
            services.cases.log_read("same list", ids)
        documents = [pair_document(one, run.lang) for one in shown]
        document = {
            "pairs": documents,
            "not_shown": max(0, len(found) - limit),
            "contradictions": problems,
            "search": search,
        }
        notes = search_lines(search, run.lang) if search else [run.say("cli.same.no_search")]
        run.emit(document, *pairs_shown(documents, len(found), [*problems, *notes], run.say))


def _judging(group: typer.Typer) -> None:
    @command(group, "ringleader same judge P000017 P004211 same --reason 'one passport, seen'")
    def judge(
        run: Run,
        a: Record,
        b: Record,
        verdict: Annotated[str, typer.Argument(help="same, different or unsure.")],
        reason: Reason,
    ) -> None:
        """Record whether two records are one person."""
        with run.open() as services:
            _judged(run, services, services.cases.same.judge(a, b, verdict, reason))

    @command(group, "ringleader same undo P000017 P004211 --reason 'wrong file'")
    def undo(run: Run, a: Record, b: Record, reason: Reason) -> None:
        """Take the last judgement of a pair back; the graph is as it was before it."""
        with run.open() as services:
            _judged(run, services, services.cases.same.undo(a, b, reason))


def _judged(run: Run, services: "Services", pair: "SamePair") -> None:
    from api.cli.tables import lines
    from api.same import contradiction_lines, pair_document, shown_pairs

    (shown,) = shown_pairs(services.store, [pair], run.lang)
    problems = contradiction_lines(services.store, services.cases.same.contradictions(), run.lang)
    first, second = shown.captions
    state = run.say(f"same.state.{pair.state}")
    said = run.say("cli.same.now", a=first, b=second, state=state)
    document = {**pair_document(shown, run.lang), "contradictions": problems}
    run.emit(document, lines([said, *problems], mark=""))
