"""Link analysis on the terminal: who lies between the others, and what holds a group together."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from api.analysis import MOST_NAMED
from api.cli.tables import heading, lines

if TYPE_CHECKING:
    from rich.console import RenderableType

Document = dict[str, Any]
Say = Callable[..., str]


def _names(items: list[Document], say: Say) -> str | None:
    shown = ", ".join(item["caption"] for item in items[:MOST_NAMED])
    more = len(items) - MOST_NAMED
    return f"{shown} {say('cli.more', count=more)}" if more > 0 else shown or None


def analysis_shown(found: Document, say: Say) -> "Iterator[RenderableType]":
    """Figures and names, then the ways between two entities when they were asked for."""
    yield heading(
        "\n" + say("cli.analysis.title", entities=found["entities"], links=found["links"])
    )
    between = ", ".join(f"{each['caption']} {each['betweenness']:.2f}" for each in found["between"])
    pairs = "; ".join(f"{p['a']['caption']} – {p['b']['caption']}" for p in found["pairs"])
    bridges = "; ".join(
        f"{a['caption']} – {b['caption']}" for a, b in found["bridges"][:MOST_NAMED]
    )
    more = len(found["bridges"]) - MOST_NAMED
    said = [
        say("cli.analysis.core", k=found["core"], names=_names(found["core_members"], say)),
        say("cli.analysis.between", names=between or None),
        say("cli.analysis.articulation", names=_names(found["articulation"], say)),
        say("cli.analysis.bridges", count=len(found["bridges"]), names=bridges or None)
        + (f" {say('cli.more', count=more)}" if more > 0 else ""),
        say("cli.analysis.pairs", pairs=pairs or None),
    ]
    if found["sampled"]:
        said.append(say("cli.analysis.sampled"))
    if found["not_followed"]:
        said.append(say("cli.analysis.not_followed", count=found["not_followed"]))
    yield lines(said)


def ways_shown(found: Document, say: Say) -> "Iterator[RenderableType]":
    """The shortest ways between two entities, one a line."""
    yield heading("\n" + say("cli.links.ways"))
    ways = [" → ".join(node["caption"] for node in way) for way in found["paths"]]
    yield lines(ways or [say("cli.links.no_way")])
