"""Currency codes (ISO 4217), three capitals."""

from graph.values.model import Scalar, ValueType, filled
from graph.values.types.money import currency_digits


class CurrencyType(ValueType):
    """The currency of the amounts beside it."""

    name = "currency"

    def clean(self, text: str, **hints: str) -> Scalar:
        """The code in capitals."""
        done = filled(text).upper()
        currency_digits(done)
        return done

    def search(self, value: Scalar) -> tuple[str, ...]:
        """Nothing: it would match everything."""
        return ()


TYPE = CurrencyType()
