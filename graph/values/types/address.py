"""Addresses: the line as written, joined by a normalised key.

Chinese lines are divided into province, city and county (GB/T 2260, table of cpca) and the rest;
lines of the United States into the parts and words of USPS Publication 28 (usaddress); all others
are folded (Unicode NFKC, UAX 15). Two spellings may stay two addresses, but two addresses never
become one: numbers are never run together, and no unit is ever dropped (decision 0017).
"""

from graph.values.addresses import address_key, names_no_house
from graph.values.addresses.folding import fold
from graph.values.model import HIDDEN, BadValue, Scalar, ValueType, tidy
from graph.values.placeholders import is_filler, is_word

_LONGEST = 300
_SHORTEST_KEY = 4


class AddressType(ValueType):
    """A postal address; hints `city`, `region` and `postcode` stand in columns beside the line.

    Hint `country` (ISO 3166) says whose rules hold; without it Chinese characters mean China.
    """

    name = "address"
    hints = ("city", "country", "postcode", "region")
    links = True

    def clean(self, text: str, **hints: str) -> Scalar:
        """The line with plain spaces; more than the name of a district."""
        done = tidy(text)
        if not done:
            raise BadValue("empty")
        if is_word(done) or is_filler(done, 5):
            raise BadValue("placeholder")
        if len(done) > _LONGEST:
            raise BadValue("too_long")
        signs = fold(done).replace(" ", "")
        if len(signs) < _SHORTEST_KEY or names_no_house(done, hints.get("country", "")):
            raise BadValue("not_an_address")
        return done

    def key(self, value: Scalar, **hints: str) -> str:
        """'cn310115|张江路100弄5号302||200000', 'us|123|n main st|4||springfield|62701', or
        'line|city|postcode'."""
        return address_key(
            self.text(value),
            city=hints.get("city", ""),
            region=hints.get("region", ""),
            postcode=hints.get("postcode", ""),
            country=hints.get("country", ""),
        )

    def mask(self, value: Scalar) -> str:
        """Nothing of the line: even its street may tell who lives there."""
        return HIDDEN * 3


TYPE = AddressType()
