"""Numbers that a source gives its own things: customers, policies, claims, devices.

Kept as written but for spaces and full-width forms (Unicode NFKC, UAX 15): letters may differ by
case on purpose.
"""

import pyarrow as pa
import pyarrow.compute as pc

from graph.values.columns import ONE_LINE, Hints, Plain, filler, like
from graph.values.model import BadValue, Scalar, ValueType, filled, hide
from graph.values.placeholders import is_filler, is_word

_LONGEST = 100
_SHORTEST_FILLER = 8  # '11111' is a customer number, '11111111' is not


class IdentifierType(ValueType):
    """A number or code of the source."""

    name = "identifier"
    links = True

    def clean(self, text: str, **hints: str) -> Scalar:
        """The number as written, without surrounding or double spaces."""
        done = filled(text)
        if is_word(done) or is_filler(done, _SHORTEST_FILLER):
            raise BadValue("placeholder")
        if len(done) > _LONGEST:
            raise BadValue("too_long")
        return done

    def plain(self, texts: pa.Array, hints: Hints, keyed: bool) -> Plain:
        """Digits, or letters with a digit, without a second space: kept as written."""
        short = pc.less_equal(pc.binary_length(texts), _LONGEST)
        mixed = pc.and_(like(texts, ".*[A-Za-z].*"), like(texts, ".*[0-9].*"))
        number = pc.and_not(like(texts, "[0-9]+"), filler(texts, _SHORTEST_FILLER))
        good = pc.and_(pc.and_(short, like(texts, ONE_LINE)), pc.or_(mixed, number))
        return Plain(good, texts, texts)

    def mask(self, value: Scalar) -> str:
        """The last three characters."""
        return hide(self.text(value), last=3)


TYPE = IdentifierType()
