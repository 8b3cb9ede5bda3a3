"""What one column seems to be, by the words of its header and by its values."""

import re
from dataclasses import dataclass, field
from typing import Literal

from ingest.draft.forms import day_order, phone_region
from ingest.draft.profile import Profile
from ingest.draft.vocabulary import Header, read_header, rules

Sure = Literal["high", "middle", "low", "none"]
_CLEAR, _ENOUGH = 0.9, 0.5
_COUNT = r"\d{1,2}"
_SEVERAL = r"[^;；]+[;；][^;；].*"
_NAME = re.compile(r"[^\d]*[^\W\d_]{2,}[^\d]*")
# Forms that no other value has, so that they tell what a column is whatever its header says
_TELLING = {
    "email": ("email", r".+@.+\..+"),
    "vin": ("vin", r"[A-HJ-NPR-Z0-9]{17}"),
    "identity": ("identity", r"[1-9]\d{16}[\dXx]|\d{3}-\d{2}-\d{4}"),
    "account": ("account", r"[A-Z]{2}\d{2}[A-Z0-9 ]{11,38}"),
    "phone": ("phone", r"\+\d[\d ()-]{7,18}|1[3-9]\d{9}"),
    "plate": ("plate", r"[\u4e00-\u9fff][A-Z][·• ]?[A-Z0-9]{5,6}"),
}


@dataclass(frozen=True)
class Guess:
    """A column with what it seems to hold; `attribute` None: not understood."""

    profile: Profile
    attribute: str | None = None
    subject: str | None = None  # as the header says; None: it doesn't
    sure: Sure = "none"
    hints: dict[str, str] = field(default_factory=dict)
    split: bool = False  # cells hold several values with ';' between
    figure: bool = False
    expected: str | None = None  # attribute by the header, which too few values are
    share: float | None = None  # of values that are
    open: tuple[str, ...] = ()  # what a person must decide: endings of draft.decide

    @property
    def name(self) -> str:
        """The column."""
        return self.profile.name


def guess(profile: Profile, chinese: bool) -> Guess:
    """What the column is."""
    if not profile.values:
        return Guess(profile)
    header = read_header(profile.name)
    if rules().never & set(header.concepts):
        return Guess(profile, figure=True)
    subject = _subject(header)
    attribute = _attribute(header, subject, profile)
    if attribute == "number" and profile.few and profile.matches(_COUNT) == 1:
        return Guess(profile, figure=True)
    if attribute:
        found = _checked(profile, attribute, subject, chinese)
        if found.attribute or not (by_values := _by_values(profile, subject, chinese)):
            return found
        return by_values
    return _by_values(profile, subject, chinese) or Guess(profile)


def _subject(header: Header) -> str | None:
    """Whose the column is: the last party named, else the last event or thing."""
    named = [concept for concept in header.concepts if concept in rules().subjects]
    things = ("claim", "policy", "vehicle")
    parties = [concept for concept in named if concept not in things]
    return next(reversed(parties or named), None)


def _attribute(header: Header, subject: str | None, profile: Profile) -> str | None:
    """The rule with the most words that are all in the header."""
    concepts = set(header.concepts)
    best: str | None = None
    by: frozenset[str] = frozenset()
    for name, attribute in rules().attributes.items():
        for words in attribute.when:
            if words <= concepts and len(words) > len(by):
                best, by = name, words
    if best == "number" and (header.strange or subject is None) and not profile.unique:
        return None  # the code of something else
    if header.strange and by and by <= rules().vague and best != "number":
        return None
    if best is None and subject and not header.strange and len(concepts) == 1:
        party = subject not in ("claim", "policy", "vehicle")
        return "name" if party and profile.matches(_NAME.pattern) > _CLEAR else "number"
    return best


def _checked(profile: Profile, attribute: str, subject: str | None, chinese: bool) -> Guess:
    """The guess by the header, where the values agree."""
    kind = rules().attributes[attribute].value
    hints, undecided = _hints(profile, kind, chinese)
    trial = dict(hints)
    if "day_month" in undecided and (day := day_order(profile)):
        trial["format"] = day.format("DD")
    if kind == "money":
        trial, hints = _amounts(profile)
    share = profile.fits(kind, **trial)
    if share < _ENOUGH:
        return Guess(profile, subject=subject, expected=attribute, share=share)
    sure: Sure = "high" if share >= _CLEAR else "middle"
    if attribute == "number" and subject is None:
        sure = "low"
    split = attribute == "number" and profile.matches(_SEVERAL) > 0
    return Guess(profile, attribute, subject, sure, hints, split, open=undecided)


def _amounts(profile: Profile) -> tuple[dict[str, str], dict[str, str]]:
    """Hints to try amounts with, and those of them to write down."""
    point = {"currency": "CNY"}
    comma = {**point, "decimal": ","}
    if profile.fits("money", **comma) > profile.fits("money", **point):
        return comma, {"decimal": ","}
    return point, {}


def _hints(profile: Profile, kind: str, chinese: bool) -> tuple[dict[str, str], tuple[str, ...]]:
    """How the values are written, and what they don't tell."""
    if kind == "date" and (day := day_order(profile)):
        if day.first:
            return {"format": day.format(day.first)}, ()
        return {}, ("day_month",)
    if kind == "phone":
        region, certain = phone_region(profile, chinese)
        return ({"region": region} if region else {}), (() if certain else ("region",))
    if kind == "identity" and profile.matches(r"\d{9}") > _ENOUGH:
        return {"country": "US"}, ()
    return {}, ()


def _by_values(profile: Profile, subject: str | None, chinese: bool) -> Guess | None:
    """What only the form of the values tells."""
    for attribute, (kind, pattern) in _TELLING.items():
        if profile.matches(pattern) > _CLEAR and profile.distinct > 1:
            hints, undecided = _hints(profile, kind, chinese)
            if profile.fits(kind, **hints) > _CLEAR:
                return Guess(profile, attribute, subject, "low", hints, open=undecided)
    return None
