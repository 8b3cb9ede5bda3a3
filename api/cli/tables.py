"""Tables and lines on the terminal; what comes from data is plain text, never markup."""

import re
import sys
from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_PIPE_WIDTH = 200
"""Columns when the output is no terminal: wide enough that cells are seldom wrapped."""


def console() -> Console:
    """The screen, or a plain wide page when the output goes to a file or pipe."""
    width = None if sys.stdout.isatty() else _PIPE_WIDTH
    return Console(highlight=False, markup=False, width=width)


def plain(value: object) -> Text:
    """A value as text; control and direction characters, which could fake output, are marked."""
    return Text(_CONTROL.sub("�", "" if value is None else str(value)))


def heading(sentence: str) -> Text:
    """A line above a table."""
    text = plain(sentence)
    text.stylize("bold")
    return text


def lines(items: Iterable[str], mark: str = "- ") -> Text:
    """One item a line."""
    return plain("\n".join(mark + item for item in items))


def table(
    columns: Sequence[str], rows: Iterable[Sequence[object]], right: Sequence[int] = ()
) -> Table:
    """A table with these headers; columns with index in `right` are aligned right."""
    result = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    for index, column in enumerate(columns):
        result.add_column(
            plain(column),
            justify="right" if index in right else "left",
            no_wrap=index in right,
            overflow="fold",
        )
    for row in rows:
        result.add_row(*(plain(cell) for cell in row))
    return result
