"""What makes a value suspicious though it is well formed: for the quality report, never a link.

A placeholder is refused at ingest. These are the values that only may be one, or that were made up:
they load, and a person judges them.
"""

import datetime
import re
from collections.abc import Callable

from graph.values.model import Scalar

MANY_HOLDERS = 20
"""Holders from which a phone, account or e-mail is no household's (decision 0017)."""

_SHORTEST = 6  # digits from which a pattern is no chance: one number in thousands has it
_UP, _DOWN = "01234567890123456789", "98765432109876543210"
_REPEATED = re.compile(r"(\d{1,4}?)\1+")
_PERSONAL_DAY = re.compile(r"\d{6}(\d{4})(\d{2})(\d{2})\d{3}[0-9X]")
_COUNTRY = {"+1": 2, "+7": 2}  # signs of the country code; three elsewhere, as in +86


def suspicions(kind: str, value: Scalar, holders: int = 0) -> tuple[str, ...]:
    """Message ids of what is odd about a cleaned value of the value type `kind`, sorted.

    `holders` counts parties that hold it and are otherwise unrelated; 0 when nobody counted.
    """
    found = set()
    if kind in ("phone", "account", "email", "device") and holders >= MANY_HOLDERS:
        found.add("many_holders")
    if isinstance(value, datetime.date):
        if (value.month, value.day) == (1, 1):
            found.add("first_of_year")
    elif kind in _DIGITS:
        found |= _patterns(_DIGITS[kind](str(value)))
    return tuple(sorted(f"values.suspicion.{name}" for name in found))


def _patterns(digits: str) -> set[str]:
    found: set[str] = set()
    if len(digits) < _SHORTEST:
        return found
    if any(run in digits for run in _runs(len(digits))):
        found.add("sequence")
    most = max(digits.count(sign) for sign in set(digits))
    if most >= len(digits) - 1:
        found.add("one_digit")
    elif (match := _REPEATED.fullmatch(digits)) and len(digits) >= 2 * len(match[1]) + 2:
        found.add("repeats")
    if digits.endswith("0" * _SHORTEST) and "one_digit" not in found:
        found.add("zeros")
    return found


def _runs(length: int) -> set[str]:
    """Every run of digits up or down that is all but two of a number of this length."""
    size = min(max(_SHORTEST, length - 2), 10)
    return {line[start : start + size] for line in (_UP, _DOWN) for start in range(10)}


def _only_digits(text: str) -> str:
    return "".join(sign for sign in text if sign in "0123456789")


def _phone(text: str) -> str:
    """The subscriber's eight last digits: the rest is country, area or network."""
    return _only_digits(text[_COUNTRY.get(text[:2], 3) :])[-8:]


def _account(text: str) -> str:
    """Digits of the number, without bank, country and check digits."""
    number = text.rpartition("/")[2]
    if number[:2].isalpha():
        return _only_digits(number[4:])
    return _only_digits(number[6:] if len(number) >= 16 else number)


def _identity(text: str) -> str:
    """Digits of a document; of a resident number nothing, since place and birth date fix them."""
    return "" if _PERSONAL_DAY.fullmatch(text) else _only_digits(text)


def _mailbox(text: str) -> str:
    mailbox = text.partition("@")[0]
    return mailbox if _only_digits(mailbox) == mailbox else ""


_DIGITS: dict[str, Callable[[str], str]] = {
    "phone": _phone,
    "account": _account,
    "identity": _identity,
    "email": _mailbox,
    "identifier": _only_digits,
    "registration": lambda text: _only_digits(text[8:17] if len(text) == 18 else text),
}
"""By value type: the digits that its issuer gives out one after another."""
