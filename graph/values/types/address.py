"""Addresses: the line as written, joined by a normalised key (Unicode NFKC and case folding).

The key is letters and digits of line, city and postcode. It doesn't know that 'Road' is 'Rd'; so
two spellings may stay two addresses, but two addresses never become one.
"""

from graph.values.model import HIDDEN, BadValue, Scalar, ValueType, compact, tidy
from graph.values.placeholders import is_filler, is_word

_LONGEST = 300
_SHORTEST_KEY = 4


def _folded(text: str) -> str:
    return compact(tidy(text).casefold()).casefold()


class AddressType(ValueType):
    """A postal address; hints `city`, `region` and `postcode` stand in columns beside the line."""

    name = "address"
    hints = ("city", "region", "postcode")
    links = True

    def clean(self, text: str, **hints: str) -> Scalar:
        """The line with plain spaces."""
        done = tidy(text)
        if not done:
            raise BadValue("empty")
        if is_word(done) or is_filler(done, 5):
            raise BadValue("placeholder")
        if len(done) > _LONGEST:
            raise BadValue("too_long")
        if len(_folded(done)) < _SHORTEST_KEY:
            raise BadValue("not_an_address")
        return done

    def key(self, value: Scalar, **hints: str) -> str:
        """'line|city|postcode', folded; leading zeros, lost in spreadsheets, don't count."""
        line, city = _folded(self.text(value)), _folded(hints.get("city", ""))
        postcode = _folded(hints.get("postcode", "")).lstrip("0")
        return f"{line}|{city}|{postcode}"

    def mask(self, value: Scalar) -> str:
        """Nothing of the line: even its street may tell who lives there."""
        return HIDDEN * 3


TYPE = AddressType()
