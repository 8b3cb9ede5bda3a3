"""Vehicle identification numbers (ISO 3779): 17 signs without I, O and Q.

The check digit is required in North America (49 CFR 565, first sign 1 to 5) and in China
(GB 16735, first sign L); elsewhere position 9 is free.
"""

import re

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from graph.values.columns import Hints, Plain, filler, like, signs_of
from graph.values.model import BadValue, Scalar, ValueType, compact, hide, tidy
from graph.values.placeholders import refuse_placeholder

_VIN = re.compile(r"[A-HJ-NPR-Z0-9]{17}")
_VALUES = dict(
    zip("ABCDEFGHJKLMNPRSTUVWXYZ", (*range(1, 9), *range(1, 6), 7, 9, *range(2, 10)), strict=True)
)
_WEIGHTS = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)
_BY_SIGN = np.zeros(128, np.int64)
_BY_SIGN[[ord(sign) for sign in _VALUES]] = list(_VALUES.values())
_BY_SIGN[[ord(sign) for sign in "0123456789"]] = range(10)


def check_digit(vin: str) -> str:
    """The sign that position 9 must have, '0' to '9' or 'X'."""
    total = sum(
        weight * (int(sign) if sign.isdigit() else _VALUES[sign])
        for weight, sign in zip(_WEIGHTS, vin, strict=True)
    )
    return "X" if total % 11 == 10 else str(total % 11)


class VinType(ValueType):
    """A VIN: stays with a vehicle for life."""

    name = "vin"
    links = True

    def clean(self, text: str, **hints: str) -> Scalar:
        """17 capitals and digits."""
        done = tidy(text)
        refuse_placeholder(done, 5)
        bare = compact(done)
        if not _VIN.fullmatch(bare):
            raise BadValue("not_a_vin")
        if bare[0] in "12345L" and check_digit(bare) != bare[8]:
            raise BadValue("check_digit")
        return bare

    def plain(self, texts: pa.Array, hints: Hints, keyed: bool) -> Plain:
        """Capitals and digits whose check digit is right."""
        good = pc.and_not(like(texts, _VIN.pattern), filler(texts, 5))
        signs = signs_of(pc.if_else(good, texts, ""), 17)
        rest = _BY_SIGN[signs] @ np.array(_WEIGHTS) % 11
        right = signs[:, 8] == np.where(rest == 10, ord("X"), rest + ord("0"))
        return Plain(pc.and_(good, pa.array(right)), texts, texts)

    def mask(self, value: Scalar) -> str:
        """The last four characters."""
        return hide(self.text(value), last=4)


TYPE = VinType()
