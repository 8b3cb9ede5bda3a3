"""Registration plates, Chinese (GA 36) or foreign, in capitals without spaces and dots."""

import re

from graph.values.model import BadValue, Scalar, ValueType, compact, hide, tidy
from graph.values.placeholders import is_filler, is_word

_PLATE = re.compile(r"[A-Z0-9\u4e00-\u9fff]{2,12}")
_NONE = frozenset(
    {"无牌", "新车", "未上牌", "无牌照", "新车未上牌", "临牌", "NEW", "NOPLATE", "TEMP"}
)


class PlateType(ValueType):
    """A plate; it may move to another vehicle, so a VIN goes before it."""

    name = "plate"
    links = True

    def clean(self, text: str, **hints: str) -> Scalar:
        """Capitals, digits and Chinese characters; needs a digit."""
        done = tidy(text)
        if not done:
            raise BadValue("empty")
        bare = compact(done)
        if is_word(done) or bare in _NONE or is_filler(done, 5):
            raise BadValue("placeholder")
        if not _PLATE.fullmatch(bare) or not any(c.isdigit() for c in bare):
            raise BadValue("not_a_plate")
        return bare

    def mask(self, value: Scalar) -> str:
        """The last two characters."""
        return hide(self.text(value), last=2)


TYPE = PlateType()
