"""Registration numbers of organisations: unified social credit code (GB 32100), else any register.

18 signs that have the form of a Chinese code must have its check sign (ISO 7064 by GB 32100).
"""

import re

import pyarrow as pa
import pyarrow.compute as pc
from stdnum.cn import uscc

from graph.values.columns import Hints, Plain, bare, filler, like
from graph.values.model import BadValue, Scalar, ValueType, compact, hide, tidy
from graph.values.placeholders import refuse_placeholder

_CREDIT = re.compile(r"[1-9A-GNY][1-9]\d{6}[0-9A-HJ-NPQRTUWXY]{10}")
_SEPARATORS = re.compile(r"[\s-]")
_LONGEST = 60
_PLAIN = r"[A-Za-z0-9]+(?:[ /.-][A-Za-z0-9]+){0,9}"


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

    def plain(self, texts: pa.Array, hints: Hints, keyed: bool) -> Plain:
        """ASCII numbers of other lengths than the Chinese code's."""
        signs = bare(texts)
        good = pc.and_(like(texts, _PLAIN), like(signs, ".*[0-9].*"))
        refused = pc.or_(filler(signs, 8), pc.equal(pc.binary_length(signs), 18))
        return Plain(pc.and_not(good, refused), pc.ascii_upper(texts), signs)

    def key(self, value: Scalar, **hints: str) -> str:
        """Its letters and digits."""
        return compact(self.text(value))

    def mask(self, value: Scalar) -> str:
        """The last four characters."""
        return hide(self.text(value), last=4)


TYPE = RegistrationType()
