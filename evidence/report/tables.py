"""Tables of the report, their columns titled in its language."""

from collections.abc import Sequence

from evidence.report.blocks import Block, Column, Paragraph, Table
from evidence.report.words import Words


def columns(words: Words, *columns: tuple[str, float] | tuple[str, float, str]) -> list[Column]:
    """Columns by message id and width; a third item 'right' or 'code' says how they are set."""
    made = []
    for name, width, *style in columns:
        kind = style[0] if style else ""
        align = "right" if kind == "right" else "left"
        title = words.say(f"column.{name}")
        made.append(Column(title, width, "right" if align == "right" else "left", kind == "code"))
    return made


def table(words: Words, titled: Sequence[Column], rows: Sequence[Sequence[str]]) -> Block:
    """The table; without rows, a sentence that says so."""
    if not rows:
        return Paragraph(words.say("none"))
    return Table(tuple(titled), tuple(tuple(row) for row in rows))
