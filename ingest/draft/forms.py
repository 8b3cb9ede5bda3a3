"""How the values of a column are written: the order of a date, a phone's country, a currency."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.draft.profile import Profile
from ingest.draft.vocabulary import rules

_DATE = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2\d{4}(?: (\d{1,2}:\d{2})(:\d{2})?)?")
_ENOUGH = 0.5


@dataclass(frozen=True)
class Day:
    """How the dates of a column are written; `first` is 'DD', 'MM', or None where nothing tells."""

    mark: str
    time: str
    first: str | None

    def format(self, first: str) -> str:
        """The format of the value type, e.g. 'DD/MM/YYYY HH:mm'."""
        second = "MM" if first == "DD" else "DD"
        return f"{first}{self.mark}{second}{self.mark}YYYY{self.time}"


def day_order(profile: Profile) -> Day | None:
    """How dates that don't begin with the year are written; None when these aren't such."""
    # every value: one 13th of a month in 20,000 rows decides
    found = [match for text in profile.counts if (match := _DATE.fullmatch(text))]
    if len(found) < _ENOUGH * profile.distinct or not found:
        return None
    firsts = max(int(match[1]) for match in found)
    seconds = max(int(match[3]) for match in found)
    first = "DD" if firsts > 12 >= seconds else "MM" if seconds > 12 >= firsts else None
    commonest = found[0]
    time = (" HH:mm" if commonest[4] else "") + (":ss" if commonest[5] else "")
    return Day(commonest[2], time, first)


def phone_region(profile: Profile, chinese: bool) -> tuple[str | None, bool]:
    """Country of phones without country code (None: all have one), and whether that is certain."""
    if profile.matches(r"(\+|00).*") > _ENOUGH:
        return None, True
    for region, pattern in rules().regions.items():
        if profile.matches(pattern) > _ENOUGH:
            return region, True
    return ("CN" if chinese else "US"), False


def currency_of(profiles: Sequence[Profile], chinese: bool) -> tuple[str, bool]:
    """The currency that signs beside the amounts tell, and whether they do."""
    for currency, pattern in rules().currencies.items():
        if any(p.matches(f".*(?:{pattern}).*") > _ENOUGH for p in profiles):
            return currency, True
    return ("CNY" if chinese else "USD"), False


def is_chinese(texts: Sequence[str]) -> bool:
    """Some of the texts are written in Chinese."""
    return any("\u4e00" <= sign <= "\u9fff" for text in texts for sign in text)
