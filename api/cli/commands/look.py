"""`ringleader find`, `show` and `path`: from a tip to an entity, its links and connections."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from api.cli.command import command
from api.cli.run import Run

if TYPE_CHECKING:
    from graph.explore import EntityView

Reference = Annotated[
    str, typer.Argument(help="An id, or a text that finds exactly one: a phone, plate, name …")
]


_ROWS = 3
"""Source rows named in one cell of a table; --json names all."""


def register(app: typer.Typer) -> None:
    """Add the commands."""

    @command(app, "ringleader find 'Wang Fang'")
    def find(
        run: Run,
        text: Annotated[
            str,
            typer.Argument(help="Phone, account, plate, policy or claim number, or a name."),
        ],
        limit: Annotated[int, typer.Option(help="Most hits to show.", min=1, max=200)] = 20,
    ) -> None:
        """Find entities by a number or a name as written, in Chinese or Latin script."""
        _find(run, text, limit)

    @command(app, "ringleader show CLM-000017")
    def show(
        run: Run,
        entity: Reference,
        limit: Annotated[int, typer.Option(help="Most links to show.", min=1, max=1000)] = 50,
        analysis: Annotated[
            bool, typer.Option("--analysis", help="Analyse the links around it, too.")
        ] = False,
    ) -> None:
        """Print an entity with its links and the file and row each stands in."""
        _show(run, entity, limit, analysis)

    @command(app, "ringleader path 'Wang Fang' 'Li Wei'")
    def path(
        run: Run,
        a: Reference,
        b: Reference,
        max_length: Annotated[int, typer.Option(help="Most links on the way.", min=1, max=8)] = 8,
    ) -> None:
        """Say how two entities connect, each step with its file and row."""
        _path(run, a, b, max_length)

    @command(app, "ringleader links 'Wang Fang' --to 'Li Wei'")
    def links(
        run: Run,
        entity: Reference,
        to: Annotated[
            str | None, typer.Option(metavar="OTHER", help="Another, for the ways between both.")
        ] = None,
    ) -> None:
        """Analyse the links around an entity: who lies between, what holds it together."""
        _links(run, entity, to)


def _links(run: Run, reference: str, to: str | None) -> None:
    from api.analysis import analyse_around
    from api.cli.links_shown import analysis_shown, ways_shown
    from api.cli.tables import heading
    from graph.explore import resolve

    with run.open() as services:
        entity = resolve(services.store, reference)
        other = resolve(services.store, to) if to else None
        services.cases.log_read("links", [entity.id, *([other.id] if other else [])])
        found = analyse_around(services.store, entity.id, other.id if other else None)
    ends = [entity.caption, *([other.caption] if other else [])]
    document = {"entity": entity.id, "to": other.id if other else None, **found}
    run.emit(
        document,
        heading(" – ".join(ends)),
        *(ways_shown(found, run.say) if other else ()),
        *analysis_shown(found, run.say),
    )


def _type(entity: "EntityView", lang: str) -> str:
    from graph.schema.registry import REGISTRY

    return REGISTRY.entity(entity.label).title.of(lang)


def _find(run: Run, text: str, limit: int) -> None:
    from api.cli.tables import lines, table
    from api.documents import entity_document
    from graph.explore import find

    with run.open() as services:
        hits = find(services.store, text, limit=limit)
        services.cases.log_read("find", [hit.entity.id for hit in hits])
    document = {
        "hits": [{**entity_document(h.entity, run.lang), "matched": h.matched} for h in hits]
    }
    if not hits:
        run.emit(document, lines([run.say("cli.find.none")], mark=""))
        return
    columns = [run.say(f"cli.column.{name}") for name in ("type", "caption", "matched", "id")]
    rows = [(_type(h.entity, run.lang), h.entity.caption, h.matched, h.entity.id) for h in hits]
    run.emit(document, table(columns, rows))


def _show(run: Run, reference: str, limit: int, analysis: bool) -> None:
    from api.analysis import analyse_around
    from api.cli.links_shown import analysis_shown
    from api.cli.rings_shown import notices_shown, outcomes_shown
    from api.cli.tables import heading, lines, table
    from api.documents import entity_document, neighbours_document, source_rows
    from api.known import known_around
    from api.notices import notices_on, outcomes_on
    from graph.explore import neighbours, resolve
    from graph.schema.wording import said_properties

    with run.open() as services:
        entity = resolve(services.store, reference)
        around = neighbours(services.store, entity.id, limit=limit)
        sources = services.provenance.rows_of([entity.id, *(item.link.id for item in around.items)])
        services.cases.log_read("show", [entity.id, *(item.other.id for item in around.items)])
        known, fraud = services.known(), known_around(services, entity, run.lang)
        found = analyse_around(services.store, entity.id) if analysis else {}
    described = entity_document(entity, run.lang)
    document = {
        "entity": described,
        "rows": source_rows(sources.get(entity.id, [])),
        **neighbours_document(around, run.lang, sources),
        "notices": notices_on(known, entity, (item.other for item in around.items), run.lang),
        "outcomes": outcomes_on(known, entity.id, run.lang),
        "known_fraud": fraud,
    }
    if analysis:
        document["link_analysis"] = found
    facts = [
        (title, value)
        for _, title, value in said_properties(entity.label, entity.properties, run.lang)
    ]
    facts.append((run.say("cli.column.rows"), _at(document["rows"], run)))
    names = ("link", "type", "caption", "details", "rows", "id")
    run.emit(
        document,
        heading(f"{described['type']} {entity.caption} ({entity.id})"),
        table(["", ""], facts),
        *notices_shown(document["notices"], run.say),
        *outcomes_shown(document["outcomes"], run.say),
        *([heading(run.say("cli.known")), lines([fraud["text"]], mark="")] if fraud else []),
        heading(run.say("cli.show.links", shown=len(around.items), total=around.total)),
        table([run.say(f"cli.column.{n}") for n in names], _link_rows(run, document["links"])),
        lines(
            run.say("cli.show.not_shown", count=count, type=_link_title(kind, run.lang))
            for kind, count in document["not_shown"].items()
        ),
        *(analysis_shown(found, run.say) if analysis else ()),
    )


def _link_title(kind: str, lang: str) -> str:
    from graph.schema.registry import REGISTRY

    return REGISTRY.links[kind].link.title.of(lang)


def _link_rows(run: Run, links: list[dict[str, Any]]) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = []
    for link in links:
        other = link["other"]
        arrow = "→" if link["target"] == other["id"] else "←"
        rows.append(
            (
                f"{arrow} {link['title']}",
                other["type"],
                other["caption"],
                _details(link, run.lang),
                _at(link["rows"], run),
                other["id"],
            )
        )
    return rows


def _details(link: dict[str, Any], lang: str) -> str:
    from graph.schema.wording import said_properties

    return "; ".join(
        f"{title} {value}"
        for name, title, value in said_properties(link["type"], link["properties"], lang)
        if name not in ("first_seen", "last_seen")
    )


def _at(rows: list[dict[str, Any]], run: Run) -> str:
    """Files and rows; beyond a few, their number."""
    shown = ", ".join(row["at"] for row in rows[:_ROWS])
    more = len(rows) - _ROWS
    return f"{shown} {run.say('cli.more', count=more)}" if more > 0 else shown


def _path(run: Run, a: str, b: str, max_length: int) -> None:
    from api.cli.tables import lines, table
    from api.documents import path_document
    from graph.explore import path, resolve

    with run.open() as services:
        first, last = resolve(services.store, a), resolve(services.store, b)
        found = path(services.store, first.id, last.id, max_length=max_length)
        sources = services.provenance.rows_of([link.id for link in found.links] if found else [])
        ids = [entity.id for entity in found.entities] if found else [first.id, last.id]
        services.cases.log_read("path", ids)
    if found is None:
        none = run.say("cli.path.none", a=first.caption, b=last.caption, length=max_length)
        run.emit({"length": None, "entities": [], "links": []}, lines([none], mark=""))
        return
    document = path_document(found, run.lang, sources)
    rows = []
    for index, entity in enumerate(document["entities"]):
        rows.append((entity["type"], entity["caption"], "", entity["id"]))
        if index < document["length"]:
            link = document["links"][index]
            arrow = "↓" if link["source"] == entity["id"] else "↑"
            rows.append(
                (f"  {arrow} {link['title']}", _details(link, run.lang), _at(link["rows"], run), "")
            )
    names = ("type", "caption", "rows", "id")
    run.emit(document, table([run.say(f"cli.column.{name}") for name in names], rows))
