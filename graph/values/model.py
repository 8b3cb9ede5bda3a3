"""What a value type is, why a value can be bad, and the tidying that all of them share."""

import datetime
import re
import unicodedata
from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar, Literal, get_args

from graph.errors import RegistryError
from graph.language import Said

if TYPE_CHECKING:
    import pyarrow as pa

    from graph.values.columns import Plain

Scalar = str | int | bool | datetime.date
"""A cleaned value, as the store keeps it."""

Reason = Literal[
    "empty",
    "placeholder",
    "too_long",
    "not_a_number",
    "not_a_date",
    "ambiguous_date",
    "not_an_amount",
    "too_precise",
    "no_currency",
    "unknown_currency",
    "not_a_phone",
    "not_an_email",
    "not_an_account",
    "not_an_identity",
    "not_a_plate",
    "not_a_vin",
    "not_an_address",
    "not_a_name",
    "not_a_boolean",
    "not_a_registration",
    "check_digit",
    "unknown_word",
    "links_itself",
    "ragged",
]
"""Why a value was refused; ingest says each in every language as `ingest.reason.<reason>`."""

REASONS: tuple[str, ...] = get_args(Reason)
HIDDEN = "•"
LONGEST = 1000  # signs of a text
_BETWEEN = re.compile(r"[^A-Z0-9]")


class BadValue(ValueError):  # noqa: N818  (it is about the value, and loses only the value)
    """A value that its type refuses; `reason` says why. It never holds the value itself."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason: Reason = reason


def _is_control(character: str) -> bool:
    return unicodedata.category(character) in {"Cc", "Cf", "Cs", "Co", "Cn"}


def tidy(text: str, form: Literal["NFC", "NFKC"] = "NFKC") -> str:
    """Unicode-normalised text on one line, without control characters; idempotent.

    NFKC (Unicode Standard Annex 15) makes full-width digits and letters plain.
    """
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    while True:
        spaced = "".join(" " if c.isspace() else c for c in text)
        visible = "".join(c for c in spaced if not _is_control(c))
        done = " ".join(unicodedata.normalize(form, visible).split())
        if done == text:
            return done
        text = done


def filled(text: str) -> str:
    """The text made tidy; BadValue 'empty' when nothing is left of it."""
    done = tidy(text)
    if not done:
        raise BadValue("empty")
    return done


def compact(text: str) -> str:
    """Upper-case letters and digits of any script, nothing between them; idempotent."""
    if text.isascii():
        return _BETWEEN.sub("", text.upper())
    while True:
        upper = unicodedata.normalize("NFKC", tidy(text).upper())
        done = "".join(c for c in upper if c.isalnum())
        if done == text:
            return done
        text = done


def hide(text: str, *, first: int = 0, last: int = 0) -> str:
    """`text` with all but some leading and trailing characters hidden, its length too."""
    if len(text) < 2 * (first + last) or not text:
        return HIDDEN * 3
    return text[:first] + HIDDEN * 3 + (text[-last:] if last else "")


class ValueType:
    """Base of all value types: plain text, tidied.

    `clean` takes what a source wrote (never empty after tidying) and returns what is stored, or
    raises BadValue; cleaning `text` of a cleaned value with the same hints gives it again. Hints
    are texts from the mapping, such as a date format or the currency of an amount.
    """

    name: ClassVar[str] = ""
    hints: ClassVar[tuple[str, ...]] = ()  # names of the hints that `clean` and `key` understand
    links: ClassVar[bool] = False  # two holders of one value are linked by it

    def clean(self, text: str, **hints: str) -> Scalar:
        """The stored form of `text`; BadValue when it has none."""
        done = tidy(text, "NFC")
        if not done:
            raise BadValue("empty")
        if len(done) > LONGEST:
            raise BadValue("too_long")
        return done

    def plain(
        self, texts: "pa.Array", hints: "Mapping[str, pa.Array]", keyed: bool
    ) -> "Plain | None":
        """Which of these tidied or untidied texts are plainly good, see graph.values.columns.

        None leaves them all to `clean`. `hints` has a text for each of `texts`, '' where the row
        gives none; without `keyed` the keys may be anything. No placeholder word comes in question.
        """
        return None

    def hint_problem(self, hint: str, given: str) -> Said | None:
        """What is wrong with what a mapping gives for a hint; None when nothing."""
        return None

    def text(self, value: Scalar, **hints: str) -> str:
        """A stored value as text that cleans, with the same hints, to the same value."""
        return str(value)

    def key(self, value: Scalar, **hints: str) -> str:
        """What makes two stored values the same; goes into the entity's id."""
        return self.text(value)

    def caption(self, value: Scalar, lang: str, **hints: str) -> str:
        """A stored value as people read it."""
        return self.text(value)

    def mask(self, value: Scalar) -> str:
        """A stored value made unreadable but still tellable from its neighbours."""
        return HIDDEN * 3

    def search(self, value: Scalar) -> tuple[str, ...]:
        """Words under which full-text search finds the value."""
        return (self.text(value),)

    def derived(self, value: Scalar) -> dict[str, str]:
        """Other properties that follow from the value, e.g. the kind of an identity number."""
        return {}


def check_type(candidate: object, where: str) -> ValueType:
    """The value type a file defines; RegistryError with the fix when it doesn't."""
    if not isinstance(candidate, ValueType) or not candidate.name:
        raise RegistryError(f"{where}: define TYPE = an instance of ValueType with a name.")
    return candidate
