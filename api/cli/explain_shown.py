"""An explained fact on the terminal: what it is, then each row with its columns and its text."""

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from api.cli.tables import heading, lines, table

if TYPE_CHECKING:
    from rich.console import RenderableType

Document = dict[str, Any]
Say = Callable[..., str]


def explained_shown(facts: Iterable[Document], say: Say) -> "Iterator[RenderableType]":
    """Facts one after the other."""
    for fact in facts:
        yield heading(f"{fact['title']} ({fact['id']})")
        yield table(["", ""], [(p["title"], p["value"]) for p in fact["properties"]])
        if fact["retired"]:
            yield lines([fact["retired"]["text"]], mark="! ")
        total = fact["total"]
        yield heading("\n" + say("cli.explain.rows", shown=len(fact["rows"]), total=total))
        for row in fact["rows"]:
            yield from _row(row, say)
        if more := total - len(fact["rows"]):
            yield lines([say("cli.explain.more", count=more)], mark="")


def _row(row: Document, say: Say) -> "Iterator[RenderableType]":
    place = say("cli.explain.place", source=row["source"], table=row["table"], date=row["date"])
    yield heading(f"\n{row['at']}")
    yield lines([place, f"SHA-256 {row['sha256']}"], mark="  ")
    if row["cells"]:
        yield table(["", "", ""], [("", each["column"], each["cell"]) for each in row["cells"]])
    yield lines(row["text"].splitlines() or [""], mark="  | ")
