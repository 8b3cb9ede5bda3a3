"""Amounts of money as integer minor units, with the digits of the currency (ISO 4217)."""

import re
from decimal import ROUND_HALF_EVEN, Decimal

import pyarrow as pa
import pyarrow.compute as pc

from graph.currency import minor_digits
from graph.language import Said
from graph.values.columns import Hints, Plain, hinted, like
from graph.values.model import BadValue, Scalar, ValueType, tidy

_CODE = re.compile(r"[A-Z]{3}")
_SIGNS = re.compile(r"[¥$£€₩₹元圆]|RMB|US\$|HK\$")
_AMOUNT = re.compile(r"[+-]?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.(\d*))?")
_KNOWN = {"decimal": (".", ","), "round": ("half_even",)}
_LARGEST = 10**17  # minor units; the stores keep 64-bit integers


def currency_digits(currency: str) -> int:
    """Digits of the minor unit; BadValue when `currency` is no three-letter code."""
    if not _CODE.fullmatch(currency):
        raise BadValue("unknown_currency")
    return minor_digits(currency)


def _has_two_digits(currency: str) -> bool:
    code = tidy(currency).upper()
    return _CODE.fullmatch(code) is not None and minor_digits(code) == 2


class MoneyType(ValueType):
    """An amount; hint `currency` is required, `decimal` is ',' where the source writes 1.234,50.

    `round: half_even` takes amounts that a program computed with more decimals than the currency
    has; without it they are refused.
    """

    name = "money"
    hints = ("currency", "decimal", "round")

    def clean(self, text: str, **hints: str) -> Scalar:
        """Minor units, e.g. 123450 of '1,234.50' in CNY; rounds only when told to."""
        done = _SIGNS.sub("", tidy(text)).replace(" ", "")
        if not done:
            raise BadValue("empty")
        currency = tidy(hints.get("currency", "")).upper()
        if not currency:
            raise BadValue("no_currency")
        digits = currency_digits(currency)
        done = done.removeprefix(currency).removesuffix(currency)
        if hints.get("decimal") == ",":
            done = done.translate(str.maketrans(",.", ".,"))
        match = _AMOUNT.fullmatch(done)
        if not match or not done.isascii() or len(done) > 40:
            raise BadValue("not_an_amount")
        rounds = hints.get("round") == "half_even"
        if len((match[1] or "").rstrip("0")) > digits and not rounds:
            raise BadValue("too_precise")
        amount = Decimal(done.replace(",", "")).scaleb(digits)
        minor = int(amount.to_integral_value(ROUND_HALF_EVEN))
        if abs(minor) > _LARGEST:
            raise BadValue("not_an_amount")
        return minor

    def plain(self, texts: pa.Array, hints: Hints, keyed: bool) -> Plain | None:
        """Amounts with two decimals in a currency that has two."""
        if "currency" not in hints or "decimal" in hints:
            return None
        good = pc.and_(
            hinted(hints, "currency", len(texts), _has_two_digits, pa.bool_()),
            like(texts, r"(?:[0-9]{1,12}|[0-9]{1,3}(?:,[0-9]{3}){1,3})\.[0-9]{2}"),
        )
        digits = pc.replace_substring_regex(texts, "[,.]", "")
        values = pc.cast(pc.if_else(good, digits, "0"), pa.int64())
        return Plain(good, values, pc.cast(values, pa.string()))

    def hint_problem(self, hint: str, given: str) -> Said | None:
        """The decimal sign and the rounding are one of a few."""
        if given in _KNOWN.get(hint, (given,)):
            return None
        return Said(f"values.hint.{hint}", {"given": given})

    def text(self, value: Scalar, **hints: str) -> str:
        """The amount in units of the hinted currency, '1234.50'; minor units without a hint."""
        currency = tidy(hints.get("currency", "")).upper()
        digits = currency_digits(currency) if currency else 0
        plain = f"{Decimal(int(str(value))).scaleb(-digits):f}"
        return plain.replace(".", ",") if hints.get("decimal") == "," else plain

    def caption(self, value: Scalar, lang: str, **hints: str) -> str:
        """The amount with the digits of the hinted currency, '1,234.50'; without a hint the
        minor units as stored, '123,450': how many decimals they have can't be known."""
        currency = tidy(hints.get("currency", "")).upper()
        digits = currency_digits(currency) if currency else 0
        return f"{Decimal(int(str(value))).scaleb(-digits):,f}"

    def mask(self, value: Scalar) -> str:
        """The number of digits."""
        return "9" * len(str(value))

    def search(self, value: Scalar) -> tuple[str, ...]:
        """Nothing: amounts are not looked up as words."""
        return ()


TYPE = MoneyType()
