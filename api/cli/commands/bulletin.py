"""`ringleader bulletin …`: what bulletins name, whom that means, and what they led to."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from api.cli.command import command
from api.cli.run import Run

if TYPE_CHECKING:
    from api.services import Services
    from graph.measures.notices import Notice

Number = Annotated[str, typer.Argument(metavar="NUMBER", help="Number of the bulletin.")]


def register(app: typer.Typer) -> None:
    """Add the group."""
    group = typer.Typer(help="Look at bulletins and what they led to.", no_args_is_help=True)
    app.add_typer(group, name="bulletin")

    @command(group, "ringleader bulletin list", name="list")
    def list_bulletins(run: Run) -> None:
        """List bulletins with the number of matches, rings and typologies."""
        with run.open() as services:
            known = services.known().listings.notices
            documents = _documents(
                run, services, [each for each in known if each.label == "Bulletin"]
            )
        run.emit({"bulletins": documents}, *_list_shown(run, documents))

    @command(group, "ringleader bulletin show IAI-7")
    def show(run: Run, number: Number) -> None:
        """Print a bulletin: what matches now, in which rings, and which typology it led to."""
        with run.open() as services:
            identifier = services.bulletin(number)
            known = services.known().listings.notices
            (document,) = _documents(run, services, [n for n in known if n.id == identifier])
        run.emit(document, *_shown(run, document))

    @command(group, "ringleader bulletin link IAI-7 shared_account --reason 'describes it'")
    def link(
        run: Run,
        number: Number,
        typology: Annotated[str, typer.Argument(help="Typology: a folder in queries/typologies.")],
        reason: Annotated[str, typer.Option(help="Why, in a few words.")],
    ) -> None:
        """Say which new or changed typology a bulletin led to."""
        from api.cli.tables import lines

        with run.open() as services:
            made = services.cases.link_bulletin(number, typology, reason)
        said = run.say("cli.bulletin.linked", number=made.number, typology=made.typology)
        run.emit(made, lines([said], mark=""))


def _documents(run: Run, services: "Services", notices: "list[Notice]") -> list[dict[str, Any]]:
    documents = services.notice_documents(notices, run.lang)
    seen = [match["id"] for document in documents for match in document["matches"]]
    services.cases.log_read("bulletin", sorted({*seen, *(d["id"] for d in documents)}))
    return documents


def _list_shown(run: Run, documents: list[dict[str, Any]]) -> list[Any]:
    from api.cli.tables import lines, table

    if not documents:
        return [lines([run.say("cli.bulletin.none")], mark="")]
    names = ("document", "authority", "listed_on", "title", "matches", "rings", "typologies")
    rows = [
        (
            each["document"],
            each["authority"],
            each["listed_on"] or "",
            each["about"],
            len(each["matches"]),
            ", ".join(each["rings"]),
            ", ".join(each["typologies"]),
        )
        for each in documents
    ]
    return [table([run.say(f"cli.column.{name}") for name in names], rows, right=(4,))]


def _shown(run: Run, document: dict[str, Any]) -> list[Any]:
    from api.cli.tables import heading, table

    facts = [
        (run.say("cli.column.authority"), document["authority"]),
        (run.say("cli.column.listed_on"), document["listed_on"] or ""),
        (run.say("cli.column.title"), document["about"]),
        (run.say("cli.column.way_of_working"), document["way_of_working"]),
        (run.say("cli.column.rings"), ", ".join(document["rings"])),
        (run.say("cli.column.typologies"), ", ".join(document["typologies"])),
    ]
    names = ("type", "caption", "how", "holders", "why", "id")
    rows = [
        (
            match["type"],
            match["caption"],
            match["how_text"],
            ", ".join(holder["caption"] for holder in match["holders"])
            + (f" (+{match['more_holders']})" if match["more_holders"] else ""),
            match["not_counted"] or "",
            match["id"],
        )
        for match in document["matches"]
    ]
    return [
        heading(run.say("cli.bulletin.title", number=document["document"])),
        table(["", ""], facts),
        heading(run.say("cli.bulletin.matches", count=len(rows))),
        table([run.say(f"cli.column.{name}") for name in names], rows),
    ]
