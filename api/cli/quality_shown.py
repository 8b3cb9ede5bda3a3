"""Quality of sources on the terminal."""

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from api.cli.tables import heading, lines, table
from api.ingested import percent

if TYPE_CHECKING:
    from rich.console import RenderableType

Document = dict[str, Any]
Say = Callable[..., str]
_VALUES = 3  # shared values named in one cell of a table


def quality_shown(sources: Iterable[Document], say: Say) -> "Iterator[RenderableType]":
    """Tables one after the other: a line a column, then what is suspicious in it."""
    empty = True
    for source in sources:
        for found in source["tables"]:
            empty = False
            yield heading(say("cli.quality.table", source=source["source"], **_named(found)))
            names = ("column", "kind", "filled", "usable", "distinct", "shared")
            yield table(
                [say(f"cli.column.{name}") for name in names],
                [_line(column, say) for column in found["columns"]],
                right=(2, 3, 4),
            )
            odd = [line for column in found["columns"] for line in _odd(column, say)]
            if odd:
                yield lines([say("cli.quality.odd")], mark="")
                yield lines(odd)
            yield lines([""], mark="")
    if empty:
        yield lines([say("cli.runs.none")], mark="")


def _named(found: Document) -> Document:
    return {"table": found["table"], "rows": found["rows"], "files": list(found["files"])}


def _line(column: Document, say: Say) -> tuple[object, ...]:
    shared = "; ".join(_value(each, column, say) for each in column["shared"][:_VALUES])
    return (
        column["column"],
        ", ".join(column["kinds"]) or say(f"cli.quality.{'words' if column['used'] else 'unused'}"),
        percent(column["fill_rate"]),
        percent(column["validity"]),
        f"{column['distinct']:,}",
        shared,
    )


def _value(each: Document, column: Document, say: Say) -> str:
    named = f"{each['value']} {each['kind']}" if len(column["kinds"]) > 1 else each["value"]
    if column["held_by"]:
        return say("cli.quality.held", value=named, holders=each["holders"])
    return say("cli.quality.in_rows", value=named, rows=each["rows"])


def _odd(column: Document, say: Say) -> Iterator[str]:
    for reason in column["reasons"]:
        yield f"{column['column']}: {reason['text']} ({reason['count']:,})"
    for word in column["placeholders"]:
        yield say("cli.quality.placeholder", column=column["column"], **word)
    for each in column["suspicious"]:
        why = [found["text"] for found in each["suspicions"]]
        yield f"{column['column']}: {_value(each, column, say)}: {'; '.join(why)}"
