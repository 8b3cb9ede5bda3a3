"""Addresses: the line as written, joined by a normalised key.

Chinese lines are divided into province, city and county (GB/T 2260, table of cpca) and the rest;
lines of the United States into the parts and words of USPS Publication 28 (usaddress); all others
are folded (Unicode NFKC, UAX 15). Two spellings may stay two addresses, but two addresses never
become one: numbers are never run together, and no unit is ever dropped (decision 0017).
"""

import pyarrow as pa
import pyarrow.compute as pc

from graph.values.addresses import address_key, names_no_house
from graph.values.addresses.folding import fold, fold_code_column, fold_column
from graph.values.columns import ONE_LINE, Hints, Plain, bare, filler, hinted, like
from graph.values.model import HIDDEN, BadValue, Scalar, ValueType, filled
from graph.values.placeholders import is_filler, is_word

_LONGEST = 300
_SHORTEST_KEY = 4


def _rules(country: str) -> str:
    return country.strip().upper()


class AddressType(ValueType):
    """A postal address; hints `city`, `region` and `postcode` stand in columns beside the line.

    Hint `country` (ISO 3166) says whose rules hold; without it Chinese characters mean China.
    """

    name = "address"
    hints = ("city", "country", "postcode", "region")
    links = True

    def clean(self, text: str, **hints: str) -> Scalar:
        """The line with plain spaces; more than the name of a district."""
        done = filled(text)
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

    def plain(self, texts: pa.Array, hints: Hints, keyed: bool) -> Plain:
        """ASCII lines, in the United States and China only where no key is asked for."""
        country = hinted(hints, "country", len(texts), _rules, pa.string())
        lines = fold_column(texts)
        good = pc.and_(like(texts, ONE_LINE), pc.less_equal(pc.binary_length(texts), _LONGEST))
        good = pc.and_not(good, pc.or_(filler(bare(texts), 5), pc.equal(country, "CN")))
        signs = pc.replace_substring(lines, " ", "")
        good = pc.and_(good, pc.greater_equal(pc.binary_length(signs), _SHORTEST_KEY))
        if not keyed:
            return Plain(good, texts, texts)
        city, region, postcode = (
            hints.get(name, pa.repeat("", len(texts))) for name in ("city", "region", "postcode")
        )
        for beside in (city, region, postcode):
            good = pc.and_(good, like(beside, f"(?:{ONE_LINE})?"))
        code, area = fold_code_column(postcode), fold_column(region)
        area = pc.if_else(pc.equal(region, ""), "", pc.binary_join_element_wise("~", area, ""))
        place = pc.if_else(pc.equal(code, ""), area, code)
        keys = pc.binary_join_element_wise(lines, fold_column(city), place, "|")
        return Plain(pc.and_not(good, pc.equal(country, "US")), texts, keys)

    def mask(self, value: Scalar) -> str:
        """Nothing of the line: even its street may tell who lives there."""
        return HIDDEN * 3


TYPE = AddressType()
