"""Values of typed formats (Excel, databases) as canonical text, the same on every machine."""

import datetime
from decimal import Decimal

from graph.language import Said

JOIN = ";"
"""Between the values of a list in one cell: a mapping takes them apart by `split`."""


class NoTextError(ValueError):
    """A value that can't be written as a text; `said` tells why."""

    def __init__(self, why: str, **parameters: object) -> None:
        """`why` names the message, without 'ingest.value.'."""
        super().__init__(why)
        self.said = Said(f"ingest.value.{why}", parameters)


def text_of(value: object) -> str:
    """The canonical text of one value; '' for none. NoTextError for what has no text.

    Days are YYYY-MM-DD, also those with the time 00:00; whole floats have no point; bytes are
    hexadecimal; the values of a list are joined by ';'.
    """
    match value:
        case None:
            return ""
        case str():
            return value
        case bool():
            return str(value).lower()
        case datetime.datetime():
            midnight = value.time() == datetime.time() and value.tzinfo is None
            return value.date().isoformat() if midnight else value.isoformat(" ")
        case datetime.date() | datetime.time():
            return value.isoformat()
        case float():
            return "" if value != value else str(int(value)) if value.is_integer() else repr(value)
        case Decimal():
            return "" if value.is_nan() else f"{value:f}"
        case bytes() | memoryview():
            return value.hex()
        case list() | tuple():
            return joined([_scalar(item) for item in value])
        case dict():
            raise NoTextError("table")
    return str(value)


def _scalar(value: object) -> str:
    if isinstance(value, list | tuple | dict):
        raise NoTextError("nested")
    return text_of(value)


def joined(texts: list[str]) -> str:
    """Values of a list as one text; NoTextError when they couldn't be told apart again."""
    if len(texts) > 1 and any(JOIN in text for text in texts):
        raise NoTextError("joint", sign=JOIN)
    return JOIN.join(texts)
