"""Identity numbers: Chinese resident identity card (GB 11643), US SSN, else any document number.

A Chinese number has its check digit (ISO 7064 mod 11-2) and a birth date; its place code is not
checked: the list of counties changes every year. The 15 digits of before 1999 become the 18 that
replaced them. An SSN is refused in the ranges that were never issued (areas 000, 666 and 900-999,
group 00, serial 0000; Social Security Administration) and where it is a published specimen.
"""

import re

from stdnum.cn import ric
from stdnum.exceptions import ValidationError
from stdnum.us import ssn

from graph.values.model import BadValue, Scalar, ValueType, compact, hide, tidy
from graph.values.placeholders import refuse_placeholder

_RESIDENT = re.compile(r"[1-9]\d{16}[0-9X]")
_OLD_RESIDENT = re.compile(r"[1-9]\d{14}")
_SSN = re.compile(r"\d{3}-\d{2}-\d{4}")
_DOCUMENT = re.compile(r"[A-Z0-9]{5,30}")


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
