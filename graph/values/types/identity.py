"""Identity numbers: Chinese resident identity card (GB 11643), US SSN, else any document number.

A Chinese number has its check digit (ISO 7064 mod 11-2) and a birth date; its place code is not
checked: the list of counties changes every year. The 15 digits of before 1999 become the 18 that
replaced them. An SSN is refused in the ranges that were never issued (areas 000, 666 and 900-999,
group 00, serial 0000; Social Security Administration) and where it is a published specimen.
"""

import re

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from stdnum.cn import ric
from stdnum.exceptions import ValidationError
from stdnum.us import ssn

from graph.values.columns import Hints, Plain, bare, days_of, filler, hinted, like, signs_of
from graph.values.model import BadValue, Scalar, ValueType, compact, hide, tidy
from graph.values.placeholders import refuse_placeholder

_RESIDENT = re.compile(r"[1-9]\d{16}[0-9X]")
_OLD_RESIDENT = re.compile(r"[1-9]\d{14}")
_SSN = re.compile(r"\d{3}-\d{2}-\d{4}")
_DOCUMENT = re.compile(r"[A-Z0-9]{5,30}")
_ISSUED = (  # areas and serials that are given out, without the three published specimens
    r"(?:00[1-9]|0[1-9][0-9]|[1-57-8][0-9]{2}|6(?:[0-57-9][0-9]|6[0-57-9]))"
    r"(?:0[1-9]|[1-9][0-9])(?:[1-9][0-9]{3}|0[1-9][0-9]{2}|00[1-9][0-9]|000[1-9])"
)
_SPECIMENS = pa.array(["078051120", "457555462", "219099999"])
_SPACED = r"[A-Za-z0-9]+(?:[ -][A-Za-z0-9]+)*"
_RESIDENT_WEIGHTS = np.array([pow(2, 17 - place, 11) for place in range(17)])  # GB 11643
_DIVIDED = "^(.{3})(.{2})(.{4})$"


def _other(signs: pa.Array) -> pa.Array:
    """Which are documents of no form of their own, in any country."""
    shaped = pc.and_(like(signs, "[A-Z0-9]{5,30}"), like(signs, ".*[0-9].*"))
    return pc.and_not(shaped, like(signs, r"[1-9][0-9]{14}"))


class IdentityType(ValueType):
    """A document number; hint `country` 'US' reads nine bare digits as SSN, 'CN' fifteen as the
    resident number of before 1999."""

    name = "identity"
    hints = ("country",)
    links = True

    def clean(self, text: str, **hints: str) -> Scalar:
        """18 signs (China), 'ddd-dd-dddd' (SSN), else capitals and digits."""
        done = tidy(text)
        refuse_placeholder(done, 5)
        bare = compact(done)
        if not bare.isascii():
            raise BadValue("not_an_identity")
        country = hints.get("country", "").upper()
        if country == "CN" and _OLD_RESIDENT.fullmatch(bare):
            body = f"{bare[:6]}19{bare[6:]}"
            return self._resident(body + ric.calc_check_digit(body + "0"))
        if _RESIDENT.fullmatch(bare):
            return self._resident(bare)
        if _SSN.fullmatch(done) or (country == "US" and len(bare) == 9 and bare.isdigit()):
            if not ssn.is_valid(bare):
                raise BadValue("not_an_identity")
            return str(ssn.format(bare))
        if not _DOCUMENT.fullmatch(bare) or not any(c.isdigit() for c in bare):
            raise BadValue("not_an_identity")
        return bare

    @staticmethod
    def _resident(number: str) -> str:
        if ric.calc_check_digit(number) != number[-1]:
            raise BadValue("check_digit")
        try:
            ric.get_birth_date(number)
        except ValidationError:
            raise BadValue("not_an_identity") from None
        return number

    def plain(self, texts: pa.Array, hints: Hints, keyed: bool) -> Plain:
        """SSNs, resident numbers whose check digit is right, and other numbers of ASCII signs."""
        country = hinted(hints, "country", len(texts), str.upper, pa.string())
        signs = bare(texts)
        written = pc.and_not(like(texts, _SPACED), filler(signs, 5))
        nine = pc.and_(pc.equal(country, "US"), like(signs, "[0-9]{9}"))
        social = pc.or_(like(texts, _SSN.pattern.replace(r"\d", "[0-9]")), nine)
        resident = like(signs, r"[1-9][0-9]{16}[0-9X]")
        issued = pc.and_not(like(signs, _ISSUED), pc.is_in(signs, _SPECIMENS))
        fine = pc.if_else(
            social, issued, pc.if_else(resident, self._residents(signs, resident), _other(signs))
        )
        values = pc.if_else(social, pc.replace_substring_regex(signs, _DIVIDED, r"\1-\2-\3"), signs)
        return Plain(pc.and_(written, fine), values, values)

    @staticmethod
    def _residents(signs: pa.Array, which: pa.Array) -> pa.Array:
        """Which of the resident numbers have a birth date and their check digit (ISO 7064)."""
        body = signs_of(pc.if_else(which, signs, "0" * 18), 18)
        rest = (1 - (body[:, :17].astype(np.int64) - ord("0")) @ _RESIDENT_WEIGHTS) % 11
        right = body[:, 17] == np.where(rest == 10, ord("X"), rest + ord("0"))
        born, _ = days_of(pc.if_else(which, pc.utf8_slice_codeunits(signs, 6, 14), "0" * 8))
        return pa.array(right & born)

    def mask(self, value: Scalar) -> str:
        """The last two characters."""
        return hide(self.text(value), last=2)

    def derived(self, value: Scalar) -> dict[str, str]:
        """The kind of document, where the number says it."""
        text = self.text(value)
        if _RESIDENT.fullmatch(text):
            return {"kind": "resident identity card"}
        return {"kind": "SSN"} if _SSN.fullmatch(text) else {}


TYPE = IdentityType()
