"""Phone numbers as E.164 (ITU-T E.164), read by libphonenumber's metadata.

A number is kept when its length is possible in its country: numbering plans grow faster than any
table of assigned ranges, and an invented number must load too.
"""

import re

import phonenumbers
import pyarrow as pa
import pyarrow.compute as pc
from phonenumbers import PhoneNumberFormat

from graph.values.columns import Hints, Plain, filler, like
from graph.values.model import HIDDEN, BadValue, Scalar, ValueType, filled
from graph.values.placeholders import is_filler, is_word

_DUMMIES = frozenset({"+8613800138000", "+8613888888888", "+12345678900"})
_SAME_TAIL = 8  # e.g. 138 0000 0000
_SAME_TAILS = pa.array([sign * _SAME_TAIL for sign in "0123456789"])
_NORTH_AMERICAN = r"(?:\([2-9][0-9]{2}\) ?|[2-9][0-9]{2}[ .-]?)[0-9]{3}[ .-]?[0-9]{4}"
_CHINESE = r"1(?:[3-689][0-9]|7[0-8])[ -]?[0-9]{4}[ -]?[0-9]{4}"
_PLAIN = (("US", "1", _NORTH_AMERICAN, 10), ("CN", "86", _CHINESE, 11))
_CODE_OF_PLAIN = re.compile("|".join(rf"\+{code}(?={inland}\Z)" for _, code, inland, _ in _PLAIN))
"""Begins these numbers in E.164; they are dialled inside the country without a prefix."""


class PhoneType(ValueType):
    """A phone; hint `region` (ISO 3166 code) reads numbers written without country code."""

    name = "phone"
    hints = ("region",)
    links = True

    def clean(self, text: str, **hints: str) -> Scalar:
        """The number in E.164, without extension."""
        done = filled(text)
        if is_word(done):
            raise BadValue("placeholder")
        if not any(c.isdigit() for c in done):
            raise BadValue("not_a_phone")
        if is_filler(done, 6):
            raise BadValue("placeholder")
        number = self._parse(done, hints.get("region", "").upper() or None)
        national = str(number.national_number)
        if is_filler(national, 6) or len(set(national[-_SAME_TAIL:])) == 1:
            raise BadValue("placeholder")
        e164 = phonenumbers.format_number(number, PhoneNumberFormat.E164)
        if e164 in _DUMMIES:
            raise BadValue("placeholder")
        return e164

    @staticmethod
    def _parse(text: str, region: str | None) -> phonenumbers.PhoneNumber:
        try:
            number = phonenumbers.parse(text, region)
            if phonenumbers.is_possible_number(number):
                # Some numbers read differently once written as E.164: only stable ones are keys.
                e164 = phonenumbers.format_number(number, PhoneNumberFormat.E164)
                again = phonenumbers.parse(e164)
                if phonenumbers.format_number(again, PhoneNumberFormat.E164) == e164:
                    return again
        except phonenumbers.NumberParseException:
            pass
        raise BadValue("not_a_phone")

    def plain(self, texts: pa.Array, hints: Hints, keyed: bool) -> Plain:
        """North American numbers and Chinese mobiles, whose parts libphonenumber reads one way."""
        regions = hints.get("region", pa.repeat("", len(texts)))
        signs = pc.replace_substring_regex(texts, "[^0-9]", "")
        good, values = pa.repeat(False, len(texts)), texts
        for region, code, pattern, size in _PLAIN:
            inland = pc.and_(pc.equal(regions, region), like(texts, pattern))
            mine = pc.or_(inland, like(texts, rf"\+{code}[ -]?{pattern}"))
            national = pc.utf8_slice_codeunits(signs, -size)
            e164 = pc.binary_join_element_wise(f"+{code}", national, "")
            same = pc.is_in(pc.utf8_slice_codeunits(signs, -_SAME_TAIL), _SAME_TAILS)
            fill = pc.or_(filler(signs, 6), filler(national, 6))
            refused = pc.or_(pc.or_(fill, same), pc.is_in(e164, pa.array(sorted(_DUMMIES))))
            mine = pc.and_not(mine, refused)
            good, values = pc.or_(good, mine), pc.if_else(mine, e164, values)
        return Plain(good, values, values)

    def caption(self, value: Scalar, lang: str, **hints: str) -> str:
        """The number in international format, '+86 139 0000 1234'."""
        try:
            number = phonenumbers.parse(self.text(value))
        except phonenumbers.NumberParseException:
            return self.text(value)
        return phonenumbers.format_number(number, PhoneNumberFormat.INTERNATIONAL)

    def mask(self, value: Scalar) -> str:
        """The first and the last two signs."""
        text = self.text(value)
        return text[:3] + HIDDEN * 3 + text[-2:] if len(text) > 9 else HIDDEN * 3

    def search(self, value: Scalar) -> tuple[str, ...]:
        """The number with country code, and as dialled inside the country."""
        text = self.text(value)
        digits = text.lstrip("+")
        if found := _CODE_OF_PLAIN.match(text):  # most numbers, which the library takes 30 µs for
            return (digits, text[found.end() :])
        try:
            number = phonenumbers.parse(text)
        except phonenumbers.NumberParseException:
            return (digits,)
        national = phonenumbers.format_number(number, PhoneNumberFormat.NATIONAL)
        plain = "".join(c for c in national if c.isdigit())
        return tuple(
            dict.fromkeys((digits, phonenumbers.national_significant_number(number), plain))
        )


TYPE = PhoneType()
