"""`ringleader case …`: open, work on and list cases; dismiss a ring."""

from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.command import command
from api.cli.run import Run

if TYPE_CHECKING:
    from cases import Case

Number = Annotated[str, typer.Argument(metavar="CASE", help="Case number, e.g. CASE-0001.")]
Basis = Annotated[str, typer.Option(help="Why, in a few words.")]


def register(app: typer.Typer) -> None:
    """Add the group."""
    group = typer.Typer(help="Open, decide and list cases.", no_args_is_help=True)
    app.add_typer(group, name="case")
    _opening(group)
    _acts(group)
    _lists(group)


def _opening(group: typer.Typer) -> None:
    @command(group, "ringleader case open R-7K2MQ4", name="open")
    def open_case(
        run: Run,
        subject: Annotated[
            str, typer.Argument(help="Ring number, person or claim: an id, or a text finding one.")
        ],
        title: Annotated[str | None, typer.Option(help="Title; no personal data.")] = None,
    ) -> None:
        """Open a case on a ring, a person or a claim."""
        with run.open() as services:
            _changed(run, services.open_case(subject, title))

    @command(group, "ringleader case dismiss R-7K2MQ4 --reason 'one family firm'")
    def dismiss(
        run: Run,
        ring: Annotated[str, typer.Argument(help="Ring number.")],
        reason: Annotated[str, typer.Option(help="Why it is harmless as it is.")],
    ) -> None:
        """Dismiss a ring as it is now; it comes back when it grows."""
        from api.cli.tables import lines

        with run.open() as services:
            made = services.cases.dismiss_ring(services.ring(ring), reason)
        run.emit(made, lines([run.say("cli.case.dismissed", ring=made.ring)], mark=""))


def _acts(group: typer.Typer) -> None:
    @command(group, "ringleader case note CASE-0001 'called the garage'")
    def note(
        run: Run, case: Number, text: Annotated[str, typer.Argument(help="The remark.")]
    ) -> None:
        """Put a dated remark on a case."""
        with run.open() as services:
            _changed(run, services.cases.note(case, text))

    @command(group, "ringleader case decide CASE-0001 --state investigating --basis 'tip holds'")
    def decide(
        run: Run,
        case: Number,
        state: Annotated[str, typer.Option(help="new, investigating, referred or closed.")],
        basis: Basis,
    ) -> None:
        """Move a case to another state."""
        with run.open() as services:
            _changed(run, services.cases.decide(case, state=state, basis=basis))

    @command(group, "ringleader case assign CASE-0001 li.wei")
    def assign(
        run: Run, case: Number, to: Annotated[str, typer.Argument(help="Who works on it.")]
    ) -> None:
        """Give a case to someone."""
        with run.open() as services:
            _changed(run, services.cases.assign(case, to))

    @command(group, "ringleader case verdict CASE-0001 CLM-000017 cleared --basis 'bills are real'")
    def verdict(
        run: Run,
        case: Number,
        entity: Annotated[str, typer.Argument(help="A person, other party or claim.")],
        verdict: Annotated[
            str, typer.Argument(help="confirmed, cleared, compliance_breach or unknown.")
        ],
        basis: Basis,
    ) -> None:
        """Record what was decided about a person or claim."""
        with run.open() as services:
            _changed(run, services.cases.verdict(case, entity, verdict, basis))

    @command(group, "ringleader case refer CASE-0001 --to 'City police' --reference 2026-117")
    def refer(
        run: Run,
        case: Number,
        to: Annotated[str, typer.Option(help="The authority.")],
        reference: Annotated[str, typer.Option(help="Its file number, or ours.")],
        request: Annotated[str, typer.Option(help="Wording, when the authority asked.")] = "",
    ) -> None:
        """Record a referral, or an authority's request; bundles are then no drafts."""
        with run.open() as services:
            _changed(run, services.cases.refer(case, to, reference, request))


def _changed(run: Run, case: "Case") -> None:
    from api.cli.tables import lines
    from api.documents import case_line

    said = run.say("cli.case.now", case=case.number, state=run.say(f"cases.state.{case.state}"))
    run.emit(case_line(case, run.lang), lines([said], mark=""))


def _lists(group: typer.Typer) -> None:
    @command(group, "ringleader case list --state new", name="list")
    def list_cases(
        run: Run,
        state: Annotated[str | None, typer.Option(help="Only cases in this state.")] = None,
    ) -> None:
        """List cases, oldest first."""
        from api.cli.cases_shown import list_shown
        from api.documents import case_line

        with run.open() as services:
            document = [case_line(case, run.lang) for case in services.cases.list(state)]
        run.emit({"cases": document}, *list_shown(document, run.say))

    @command(group, "ringleader case show CASE-0001")
    def show(run: Run, case: Number) -> None:
        """Print a case with its notes, decisions, verdicts and referrals."""
        from api.cli.cases_shown import case_shown
        from api.documents import case_document, ring_line

        with run.open() as services:
            found = services.cases.get(case)
            services.cases.log_read("case", [found.subject], found)
            now = services.followed(found)
        document = case_document(found, run.lang)
        document["rings_now"] = [ring_line(ring, run.lang) for ring in now]
        run.emit(document, *case_shown(document, run.say))
