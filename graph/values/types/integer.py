"""Whole numbers in decimal digits (64-bit, as both stores keep them)."""

import re

from graph.values.model import BadValue, Scalar, ValueType, tidy

_INTEGER = re.compile(r"[+-]?\d{1,18}(?:\.0+)?", re.ASCII)


class IntegerType(ValueType):
    """A count or a number of days; spreadsheets' '3.0' is 3."""

    name = "integer"

    def clean(self, text: str, **hints: str) -> Scalar:
        """The number."""
        done = tidy(text)
        if not done:
            raise BadValue("empty")
        if not _INTEGER.fullmatch(done):
            raise BadValue("not_a_number")
        return int(done.partition(".")[0])

    def search(self, value: Scalar) -> tuple[str, ...]:
        """Nothing: counts are not looked up as words."""
        return ()


TYPE = IntegerType()
