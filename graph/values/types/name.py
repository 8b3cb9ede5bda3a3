"""Names of people and organisations, Chinese or Latin, as written (Unicode NFKC, UAX 15).

The key is a transliteration (ISO 7098 pinyin; anyascii for other scripts), order-free and without
titles: see graph.values.names. The name itself is kept and shown as written.
"""

import pyarrow as pa
import pyarrow.compute as pc

from graph.values.columns import HAN, ONE_LINE, Hints, Plain, like
from graph.values.model import HIDDEN, BadValue, Scalar, ValueType, filled
from graph.values.names import name_key
from graph.values.placeholders import is_word

_LONGEST = 200


class NameType(ValueType):
    """A full name; two people may share it, so a name alone never links them."""

    name = "name"

    def clean(self, text: str, **hints: str) -> Scalar:
        """The name with plain spaces; needs a letter."""
        done = filled(text)
        if is_word(done):
            raise BadValue("placeholder")
        if len(done) > _LONGEST:
            raise BadValue("too_long")
        if not any(c.isalpha() for c in done):
            raise BadValue("not_a_name")
        return done

    def key(self, value: Scalar, **hints: str) -> str:
        """Its words in Latin letters, sorted: 'xiaoming zhang' for 张小明 and 'Zhang Xiaoming'."""
        return name_key(self.text(value))

    def plain(self, texts: pa.Array, hints: Hints, keyed: bool) -> Plain | None:
        """ASCII and Chinese names on one line; their keys are left to `key`."""
        if keyed:
            return None
        letters = pc.and_(like(texts, ONE_LINE), like(texts, ".*[A-Za-z].*"))
        good = pc.or_(letters, like(texts, f"[{HAN}]+"))
        return Plain(pc.and_(good, pc.less_equal(pc.utf8_length(texts), _LONGEST)), texts, texts)

    def mask(self, value: Scalar) -> str:
        """First letter of a Latin name's first three words, family name of a Chinese one."""
        words = self.text(value).split(" ")[:3]
        return " ".join(w[0] + HIDDEN * 3 if len(w) > 1 else HIDDEN * 3 for w in words)


TYPE = NameType()
