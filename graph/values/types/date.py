"""Dates (ISO 8601); any order other than year, month, day only as the mapping says."""

import datetime
import re
from functools import cache

from graph.values.model import HIDDEN, BadValue, Scalar, ValueType, tidy

_YEAR_FIRST = re.compile(
    r"(\d{4})(?:-(\d{1,2})-(\d{1,2})|/(\d{1,2})/(\d{1,2})|\.(\d{1,2})\.(\d{1,2})"
    r"|年(\d{1,2})月(\d{1,2})日|(\d{2})(\d{2}))(?:[T ]\d{1,2}:\d{2}.*)?"
)
_DAY_MONTH = re.compile(r"\d{1,2}\D\d{1,2}\D(\d{2}|\d{4})(\D.*)?")
_TOKENS = {
    "YYYY": r"(?P<year>\d{4})",
    "MM": r"(?P<month>\d{1,2})",
    "DD": r"(?P<day>\d{1,2})",
    "HH": r"\d{1,2}",
    "mm": r"\d{2}",
    "ss": r"\d{2}(?:\.\d+)?",
}
_NEEDED = ("YYYY", "MM", "DD")
_EARLIEST, _LATEST = 1850, 2200
_DUMMIES = frozenset({datetime.date(1900, 1, 1), datetime.date(1899, 12, 30)})


_NOTHING = re.compile(r"(?!)")


@cache
def _pattern(form: str) -> re.Pattern[str]:
    parts = re.split(r"(YYYY|MM|DD|HH|mm|ss)", form)
    if any(parts.count(needed) != 1 for needed in _NEEDED):
        return _NOTHING
    return re.compile("".join(_TOKENS.get(part, re.escape(part)) for part in parts))


class DateType(ValueType):
    """A day; hint `format`, e.g. 'DD/MM/YYYY' or 'MM/DD/YYYY HH:mm', reads other orders."""

    name = "date"
    hints = ("format",)

    def clean(self, text: str, **hints: str) -> Scalar:
        """The day; a time of day is dropped as the day is the one written beside it."""
        done = tidy(text)
        if not done:
            raise BadValue("empty")
        form = hints.get("format")
        if form and (match := _pattern(form).fullmatch(done)):
            return self._day(match["year"], match["month"], match["day"])
        if match := _YEAR_FIRST.fullmatch(done):
            year, *rest = (group for group in match.groups() if group)
            return self._day(year, *rest)
        if not form and _DAY_MONTH.fullmatch(done):
            raise BadValue("ambiguous_date")
        raise BadValue("not_a_date")

    @staticmethod
    def _day(year: str, month: str, day: str) -> datetime.date:
        if year in {"0000", "0001", "9999"}:
            raise BadValue("placeholder")
        try:
            found = datetime.date(int(year), int(month), int(day))
        except ValueError:
            raise BadValue("not_a_date") from None
        if found in _DUMMIES:
            raise BadValue("placeholder")
        if not _EARLIEST <= found.year <= _LATEST:
            raise BadValue("not_a_date")
        return found

    def hint_problem(self, hint: str, given: str) -> str | None:
        """A format names year, month and day, each once."""
        if _pattern(given) is _NOTHING:
            return f"the date format {given!r} must hold YYYY, MM and DD, each once."
        return None

    def text(self, value: Scalar, **hints: str) -> str:
        """The day as YYYY-MM-DD."""
        return value.isoformat() if isinstance(value, datetime.date) else str(value)

    def mask(self, value: Scalar) -> str:
        """The year."""
        return f"{self.text(value)[:4]}-{HIDDEN * 2}-{HIDDEN * 2}"

    def search(self, value: Scalar) -> tuple[str, ...]:
        """Nothing: one finds people by name, not by day."""
        return ()


TYPE = DateType()
