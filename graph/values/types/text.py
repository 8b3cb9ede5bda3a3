"""Plain text as written, normalised by Unicode NFC (UAX 15) with single spaces."""

from graph.values.model import ValueType


class TextType(ValueType):
    """Text that is shown, never compared."""

    name = "text"


TYPE = TextType()
