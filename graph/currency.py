"""Minor and major units of each currency (ISO 4217, table A.1)."""

from decimal import Decimal

_NONE = frozenset(
    {"BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW"}
    | {"PYG", "RWF", "UGX", "VND", "VUV", "XAF", "XOF", "XPF"}
)
_THREE = frozenset({"BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"})


def minor_digits(currency: str) -> int:
    """Digits behind the point: 0 for JPY, 3 for KWD, 2 for most and for an unknown code."""
    return 0 if currency in _NONE else 3 if currency in _THREE else 2


def major(minor: int, currency: str) -> Decimal:
    """Minor units in major ones, exactly: major(123450, 'CNY') is 1234.50."""
    return Decimal(minor).scaleb(-minor_digits(currency))
