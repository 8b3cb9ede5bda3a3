"""Whole numbers in decimal digits (64-bit, as both stores keep them)."""

import re

import pyarrow as pa
import pyarrow.compute as pc

from graph.values.columns import Hints, Plain, like
from graph.values.model import BadValue, Scalar, ValueType, filled

_INTEGER = re.compile(r"[+-]?\d{1,18}(?:\.0+)?", re.ASCII)


class IntegerType(ValueType):
    """A count or a number of days; spreadsheets' '3.0' is 3."""

    name = "integer"

    def clean(self, text: str, **hints: str) -> Scalar:
        """The number."""
        done = filled(text)
        if not _INTEGER.fullmatch(done):
            raise BadValue("not_a_number")
        return int(done.partition(".")[0])

    def plain(self, texts: pa.Array, hints: Hints, keyed: bool) -> Plain:
        """Numbers of digits alone."""
        good = like(texts, "[0-9]{1,18}")
        values = pc.cast(pc.if_else(good, texts, "0"), pa.int64())
        return Plain(good, values, pc.cast(values, pa.string()))

    def search(self, value: Scalar) -> tuple[str, ...]:
        """Nothing: counts are not looked up as words."""
        return ()


TYPE = IntegerType()
