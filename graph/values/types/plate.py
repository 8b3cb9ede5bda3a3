"""Registration plates: Chinese (GA 36), else any, in capitals without spaces and dots.

Chinese forms: 京A12345 and its kin with one or two letters, new energy 京AD12345 (small) and
京A12345D (large), and 警, 学, 挂, 港, 澳, 领 or 使 at the end. The serial has no letters I and O:
a typed O is the zero that the plate shows. Plates of the armed forces (WJ) and of other countries
are kept by a general form.
"""

import re

import pyarrow as pa
import pyarrow.compute as pc

from graph.values.columns import Hints, Plain, bare, filler, like
from graph.values.model import BadValue, Scalar, ValueType, compact, filled, hide
from graph.values.placeholders import is_filler, is_word

_PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
_CHINESE = re.compile(
    rf"[{_PROVINCES}][A-Z](?:[0-9A-HJ-NP-Z]{{4}}[0-9A-HJ-NP-Z警学挂港澳领使]"
    r"|[A-HJK][0-9A-HJ-NP-Z][0-9]{4}|[0-9]{5}[A-HJK])"
)
_CHINA = re.compile(rf"[{_PROVINCES}][A-Z]")
_MISREAD = str.maketrans("IO", "10")
_PLATE = re.compile(r"[A-Z0-9\u4e00-\u9fff]{2,12}")
_NONE = frozenset(
    {"无牌", "新车", "未上牌", "无牌照", "新车未上牌", "临牌", "NEW", "NOPLATE", "TEMP"}
)
_PLAIN = r"[A-Za-z0-9]+(?:[ .-][A-Za-z0-9]+)*"
_PLAIN_CHINESE = rf"[{_PROVINCES}][A-Z][ ·-]?[0-9A-HJ-NP-Z]{{5,6}}"


class PlateType(ValueType):
    """A plate; it may move to another vehicle, so a VIN goes before it."""

    name = "plate"
    links = True

    def clean(self, text: str, **hints: str) -> Scalar:
        """Capitals, digits and Chinese characters; needs a digit."""
        done = filled(text)
        bare = compact(done)
        if is_word(done) or bare in _NONE or is_filler(done, 5):
            raise BadValue("placeholder")
        if _CHINA.match(bare):
            return self._chinese(bare)
        if not _PLATE.fullmatch(bare) or not any(c.isdigit() for c in bare):
            raise BadValue("not_a_plate")
        return bare

    @staticmethod
    def _chinese(bare: str) -> str:
        serial = bare[2:].translate(_MISREAD)
        if set(serial) == {"0"}:  # 88888 is a plate that people pay for
            raise BadValue("placeholder")
        if not _CHINESE.fullmatch(bare[:2] + serial) or not any(c.isdigit() for c in serial):
            raise BadValue("not_a_plate")
        return bare[:2] + serial

    def plain(self, texts: pa.Array, hints: Hints, keyed: bool) -> Plain:
        """Latin plates, and Chinese ones of capitals and digits."""
        signs = bare(texts)
        shaped = pc.and_(like(signs, "[A-Z0-9]{2,12}"), like(signs, ".*[0-9].*"))
        latin = pc.and_not(pc.and_(like(texts, _PLAIN), shaped), filler(signs, 5))
        chinese = pc.replace_substring_regex(texts, "[ ·-]", "")
        kept = pc.and_(like(texts, _PLAIN_CHINESE), like(chinese, _CHINESE.pattern))
        kept = pc.and_not(pc.and_(kept, like(chinese, "..+[0-9].*")), like(chinese, "..0+"))
        values = pc.if_else(kept, chinese, signs)
        return Plain(pc.or_(latin, kept), values, values)

    def mask(self, value: Scalar) -> str:
        """The last two characters."""
        return hide(self.text(value), last=2)


TYPE = PlateType()
