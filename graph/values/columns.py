"""Whole columns of texts that are plainly good, cleaned at once: the same result as one by one.

Each function knows some ways of writing a value for which it can tell what `clean` and `key` of the
value type give without asking it; tests compare the two. All other texts are left to the type.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from graph.currency import minor_digits
from graph.values.model import tidy
from graph.values.placeholders import WORDS, is_filler
from graph.values.types.vin import _VALUES as VALUES
from graph.values.types.vin import _WEIGHTS as WEIGHTS

_WORDS = pa.array(sorted(WORDS))
_LONGEST_FILLER = 31  # signs; longer texts of digits are left to the value type
_COUNTED = ("0123456789" * 4, "9876543210" * 4)
_FILLERS = {
    shortest: pa.array(
        sorted(
            text
            for size in range(1, _LONGEST_FILLER + 1)
            for text in {run[at : at + size] for run in _COUNTED for at in range(10)}
            | {sign * size for sign in "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"}
            if is_filler(text, shortest)
        )
    )
    for shortest in (5, 6, 8)
}


@dataclass(frozen=True)
class Plain:
    """Which texts are plainly good, and their values and keys; of the others anything."""

    good: pa.Array
    values: pa.Array
    keys: pa.Array


def plainly(kind: str, texts: pa.Array, hints: Mapping[str, pa.Array]) -> Plain | None:
    """What is plainly good among texts of a value type; None where all are left to the type.

    `hints` has a text for each of `texts`, '' where the row gives none.
    """
    reader = _READERS.get(kind)
    if reader is None or not len(texts):
        return None
    found = reader(texts, hints)
    if found is None:
        return None
    words = pc.is_in(pc.ascii_lower(texts), _WORDS)
    return Plain(pc.and_not(found.good, words), found.values, found.keys)


def _like(texts: pa.Array, pattern: str) -> pa.Array:
    return pc.match_substring_regex(texts, f"^(?:{pattern})$")


def _filler(signs: pa.Array, shortest: int) -> pa.Array:
    return pc.is_in(signs, _FILLERS[shortest])


def _identifier(texts: pa.Array, _: Mapping[str, pa.Array]) -> Plain:
    """Digits, or letters with a digit, without a second space: kept as written."""
    short = pc.less_equal(pc.binary_length(texts), 100)
    single = _like(texts, r"[!-~]+(?: [!-~]+)*")
    mixed = pc.and_(_like(texts, r".*[A-Za-z].*"), _like(texts, r".*[0-9].*"))
    number = pc.and_not(_like(texts, rf"[0-9]{{1,{_LONGEST_FILLER}}}"), _filler(texts, 8))
    good = pc.and_(pc.and_(short, single), pc.or_(mixed, number))
    return Plain(good, texts, texts)


def _money(texts: pa.Array, hints: Mapping[str, pa.Array]) -> Plain | None:
    """Amounts with two decimals in a currency that has two."""
    if "currency" not in hints or "decimal" in hints:
        return None
    currencies = hints["currency"].dictionary_encode()
    two = [_has_two_digits(tidy(code).upper()) for code in currencies.dictionary.to_pylist()]
    good = pc.and_(
        pa.array(two, pa.bool_()).take(currencies.indices),
        _like(texts, r"(?:[0-9]{1,12}|[0-9]{1,3}(?:,[0-9]{3}){1,3})\.[0-9]{2}"),
    )
    digits = pc.replace_substring_regex(texts, "[,.]", "")
    values = pc.cast(pc.if_else(good, digits, "0"), pa.int64())
    return Plain(good, values, pc.cast(values, pa.string()))


def _has_two_digits(currency: str) -> bool:
    plain = len(currency) == 3 and currency.isascii() and currency.isalpha()
    return plain and minor_digits(currency) == 2


_NORTH_AMERICAN = r"(?:\([2-9][0-9]{2}\) ?|[2-9][0-9]{2}[ .-]?)[0-9]{3}[ .-]?[0-9]{4}"
_CHINESE = r"1(?:[3-689][0-9]|7[0-8])[ -]?[0-9]{4}[ -]?[0-9]{4}"
_SAME_TAILS = pa.array([sign * 8 for sign in "0123456789"])
_DUMMY_PHONES = pa.array(["+8613800138000", "+8613888888888", "+12345678900"])


def _phone(texts: pa.Array, hints: Mapping[str, pa.Array]) -> Plain:
    """North American numbers and Chinese mobiles, whose parts libphonenumber reads one way only."""
    regions = hints.get("region", pa.array([""] * len(texts)))
    signs = pc.replace_substring_regex(texts, "[^0-9]", "")
    good, values = pa.array([False] * len(texts)), texts
    for region, code, pattern, size in (
        ("US", "1", _NORTH_AMERICAN, 10),
        ("CN", "86", _CHINESE, 11),
    ):
        inland = pc.and_(pc.equal(regions, region), _like(texts, pattern))
        mine = pc.or_(inland, _like(texts, rf"\+{code}[ -]?{pattern}"))
        national = pc.utf8_slice_codeunits(signs, -size)
        e164 = pc.binary_join_element_wise(f"+{code}", national, "")
        filler = pc.or_(_filler(signs, 6), _filler(national, 6))
        same = pc.is_in(pc.utf8_slice_codeunits(signs, -8), _SAME_TAILS)
        refused = pc.or_(pc.or_(filler, same), pc.is_in(e164, _DUMMY_PHONES))
        mine = pc.and_not(mine, refused)
        good, values = pc.or_(good, mine), pc.if_else(mine, e164, values)
    return Plain(good, values, values)


_VIN_VALUES = np.zeros(128, np.int64)
_VIN_VALUES[[ord(sign) for sign in VALUES]] = list(VALUES.values())
_VIN_VALUES[[ord(sign) for sign in "0123456789"]] = range(10)


def _vin(texts: pa.Array, _: Mapping[str, pa.Array]) -> Plain:
    """Capitals and digits whose check digit is right."""
    good = pc.and_not(_like(texts, "[A-HJ-NPR-Z0-9]{17}"), _filler(texts, 5))
    shaped = pc.if_else(good, texts, "0" * 17).to_numpy(zero_copy_only=False)
    signs = np.array(shaped, "S17").view(np.uint8).reshape(-1, 17)
    rest = _VIN_VALUES[signs] @ np.array(WEIGHTS) % 11
    right = signs[:, 8] == np.where(rest == 10, ord("X"), rest + ord("0"))
    return Plain(pc.and_(good, pa.array(right)), texts, texts)


_READERS: dict[str, Callable[[pa.Array, Mapping[str, pa.Array]], Plain | None]] = {
    "identifier": _identifier,
    "money": _money,
    "phone": _phone,
    "vin": _vin,
}
