"""Registration numbers of organisations: unified social credit code (GB 32100), else any register.

18 signs that have the form of a Chinese code must have its check sign (ISO 7064 by GB 32100).
"""

import re

from stdnum.cn import uscc

from graph.values.model import BadValue, Scalar, ValueType, compact, hide, tidy
from graph.values.placeholders import refuse_placeholder

_CREDIT = re.compile(r"[1-9A-GNY][1-9]\d{6}[0-9A-HJ-NPQRTUWXY]{10}")
_SEPARATORS = re.compile(r"[\s-]")
_LONGEST = 60


class RegistrationType(ValueType):
    """A company's, clinic's or firm's number in a public register or its licence."""

    name = "registration"
    links = True

    def clean(self, text: str, **hints: str) -> Scalar:
        """18 signs (China), else the number in capitals as written; needs a digit."""
        done = tidy(tidy(text).upper())
        refuse_placeholder(done, 8)
        bare = _SEPARATORS.sub("", done)
        if _CREDIT.fullmatch(bare):
            if not bare[1:8].isdigit() or uscc.calc_check_digit(bare[:-1]) != bare[-1]:
                raise BadValue("check_digit")
            return bare
        if len(done) > _LONGEST or not any(c.isdigit() for c in done):
            raise BadValue("not_a_registration")
        return done

    def key(self, value: Scalar, **hints: str) -> str:
        """Its letters and digits."""
        return compact(self.text(value))

    def mask(self, value: Scalar) -> str:
        """The last four characters."""
        return hide(self.text(value), last=4)


TYPE = RegistrationType()
