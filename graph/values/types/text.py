"""Plain text as written, normalised by Unicode NFC (UAX 15) with single spaces."""

import pyarrow as pa
import pyarrow.compute as pc

from graph.values.columns import HAN, Hints, Plain, like
from graph.values.model import LONGEST, ValueType

_PLAIN = rf"[!-~{HAN}，。、；：（）？！]+(?: [!-~{HAN}，。、；：（）？！]+)*"


class TextType(ValueType):
    """Text that is shown, never compared."""

    name = "text"

    def plain(self, texts: pa.Array, hints: Hints, keyed: bool) -> Plain:
        """ASCII and Chinese on one line: kept as written."""
        short = pc.less_equal(pc.utf8_length(texts), LONGEST)
        return Plain(pc.and_(like(texts, _PLAIN), short), texts, texts)


TYPE = TextType()
