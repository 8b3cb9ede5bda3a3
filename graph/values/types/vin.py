"""Vehicle identification numbers (ISO 3779): 17 signs without I, O and Q.

The check digit is required in North America (49 CFR 565, first sign 1 to 5) and in China
(GB 16735, first sign L); elsewhere position 9 is free.
"""

import re

from graph.values.model import BadValue, Scalar, ValueType, compact, hide, tidy
from graph.values.placeholders import refuse_placeholder

_VIN = re.compile(r"[A-HJ-NPR-Z0-9]{17}")
_VALUES = dict(
    zip("ABCDEFGHJKLMNPRSTUVWXYZ", (*range(1, 9), *range(1, 6), 7, 9, *range(2, 10)), strict=True)
)
_WEIGHTS = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)


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

    def mask(self, value: Scalar) -> str:
        """The last four characters."""
        return hide(self.text(value), last=4)


TYPE = VinType()
