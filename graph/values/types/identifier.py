"""Numbers that a source gives its own things: customers, policies, claims, devices.

Kept as written but for spaces and full-width forms (Unicode NFKC, UAX 15): letters may differ by
case on purpose.
"""

from graph.values.model import BadValue, Scalar, ValueType, hide, tidy
from graph.values.placeholders import is_filler, is_word

_LONGEST = 100
_SHORTEST_FILLER = 8  # '11111' is a customer number, '11111111' is not


class IdentifierType(ValueType):
    """A number or code of the source."""

    name = "identifier"
    links = True

    def clean(self, text: str, **hints: str) -> Scalar:
        """The number as written, without surrounding or double spaces."""
        done = tidy(text)
        if not done:
            raise BadValue("empty")
        if is_word(done) or is_filler(done, _SHORTEST_FILLER):
            raise BadValue("placeholder")
        if len(done) > _LONGEST:
            raise BadValue("too_long")
        return done

    def mask(self, value: Scalar) -> str:
        """The last three characters."""
        return hide(self.text(value), last=3)


TYPE = IdentifierType()
