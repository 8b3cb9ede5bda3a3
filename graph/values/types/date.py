"""Dates (ISO 8601); any order other than year, month, day only as the mapping says."""

import datetime
import re
from functools import cache

import pyarrow as pa
import pyarrow.compute as pc

from graph.language import Said
from graph.values.columns import ONE_LINE, Hints, Plain, days_of, like
from graph.values.model import HIDDEN, BadValue, Scalar, ValueType, filled

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


_PLAIN = (
    r"[0-9]{4}(?:-[0-9]{2}-[0-9]{2}|/[0-9]{2}/[0-9]{2}|\.[0-9]{2}\.[0-9]{2}|[0-9]{4})"
    r"(?:[T ][0-9]{1,2}:[0-9]{2}[!-~]*)?"
)


class DateType(ValueType):
    """A day; hint `format`, e.g. 'DD/MM/YYYY' or 'MM/DD/YYYY HH:mm', reads other orders."""

    name = "date"
    hints = ("format",)

    def clean(self, text: str, **hints: str) -> Scalar:
        """The day; a time of day is dropped as the day is the one written beside it."""
        done = filled(text)
        form = hints.get("format")
        if form and (match := _pattern(form).fullmatch(done)):
            return self._day(match["year"], match["month"], match["day"])
        if match := _YEAR_FIRST.fullmatch(done):
            year, *rest = (group for group in match.groups() if group)
            return self._day(year, *rest)
        if not form and _DAY_MONTH.fullmatch(done):
            raise BadValue("ambiguous_date")
        raise BadValue("not_a_date")

    def plain(self, texts: pa.Array, hints: Hints, keyed: bool) -> Plain:
        """Days of the mapping's format; without one, the year first and two digits each."""
        forms = pc.unique(hints["format"]).to_pylist() if "format" in hints else [""]
        if forms == [""]:
            good = like(texts, _PLAIN)
            digits = pc.utf8_slice_codeunits(pc.replace_substring_regex(texts, "[^0-9]", ""), 0, 8)
        else:
            pattern = _pattern(forms[0]).pattern if len(forms) == 1 else ""
            found = pc.extract_regex(texts, f"^{pattern}$") if "(?P<" in pattern else None
            if found is None:
                return Plain(pa.repeat(False, len(texts)), texts, texts)
            good = pc.and_(found.is_valid(), like(texts, ONE_LINE))
            month, day = (pc.utf8_lpad(found.field(name), 2, "0") for name in ("month", "day"))
            digits = pc.binary_join_element_wise(found.field("year"), month, day, "")
        fine, days = days_of(pc.if_else(good, digits, "0" * 8))
        fine &= ~pc.is_in(days, pa.array(sorted(_DUMMIES))).to_numpy(zero_copy_only=False)
        return Plain(pc.and_(good, pa.array(fine)), days, pc.cast(days, pa.string()))

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

    def hint_problem(self, hint: str, given: str) -> Said | None:
        """A format names year, month and day, each once."""
        if _pattern(given) is _NOTHING:
            return Said("values.hint.format", {"given": given})
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
