"""Yes or no, in English, Chinese or as 1 and 0."""

from graph.values.model import BadValue, Scalar, ValueType, filled

_YES = frozenset({"1", "y", "yes", "t", "true", "是", "有", "对"})
_NO = frozenset({"0", "n", "no", "f", "false", "否", "无", "不是", "没有"})


class BooleanType(ValueType):
    """Yes or no."""

    name = "boolean"

    def clean(self, text: str, **hints: str) -> Scalar:
        """True or False."""
        done = filled(text).casefold()
        if done in _YES:
            return True
        if done in _NO:
            return False
        raise BadValue("not_a_boolean")

    def text(self, value: Scalar, **hints: str) -> str:
        """'true' or 'false'."""
        return str(value).lower()

    def search(self, value: Scalar) -> tuple[str, ...]:
        """Nothing: it would match everybody."""
        return ()


TYPE = BooleanType()
