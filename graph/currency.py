"""Digits of the minor unit of each currency (ISO 4217, table A.1)."""

_NONE = frozenset(
    {"BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW"}
    | {"PYG", "RWF", "UGX", "VND", "VUV", "XAF", "XOF", "XPF"}
)
_THREE = frozenset({"BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"})


def minor_digits(currency: str) -> int:
    """Digits behind the point: 0 for JPY, 3 for KWD, 2 for most and for an unknown code."""
    return 0 if currency in _NONE else 3 if currency in _THREE else 2
