"""Whole columns of texts that are plainly good, cleaned at once: the same result as one by one.

A value type knows some ways of writing a value for which it can tell what its `clean` and `key`
give without asking them (ValueType.plain); tests compare the two. All other texts are left to
`clean`. Here are the tools that types do it with.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from graph.values.model import ValueType
from graph.values.placeholders import WORDS, is_filler

Hints = Mapping[str, pa.Array]
"""A text for each text of a column, by the hint's name; '' where the row gives none."""

ONE_LINE = r"[!-~]+(?: [!-~]+)*"
"""ASCII that `tidy` leaves as it is."""

HAN = "\u4e00-\u9fef"
"""Chinese characters (for a class of a pattern) that `tidy` and `casefold` leave as they are."""

_WORDS = pa.array(sorted(WORDS))
_LONGEST_FILLER = 34  # signs; longer texts of digits or of one letter are taken for filler
_COUNTED = ("0123456789" * 5, "9876543210" * 5)
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


def plainly(kind: ValueType, texts: pa.Array, hints: Hints, keyed: bool = True) -> Plain | None:
    """What is plainly good among texts of a value type; None where all are left to `clean`.

    Without `keyed` the keys are not asked for, and may be anything.
    """
    found = kind.plain(texts, hints, keyed) if len(texts) else None
    if found is None:
        return None
    words = pc.is_in(pc.ascii_lower(texts), _WORDS)
    return Plain(pc.and_not(found.good, words), found.values, found.keys)


def are_dummies(keys: pa.Array, known: frozenset[str]) -> pa.Array:
    """graph.values.placeholders.is_dummy of each key."""
    dummies = pa.array(sorted(known))
    number = pc.replace_substring_regex(keys, "^(?s:.*)/", "")
    return pc.or_(pc.is_in(keys, dummies), pc.is_in(number, dummies))


def like(texts: pa.Array, pattern: str) -> pa.Array:
    """Which texts have the pattern (RE2) from their first to their last sign."""
    return pc.match_substring_regex(texts, f"^(?:{pattern})$")


def bare(texts: pa.Array) -> pa.Array:
    """graph.values.model.compact of ASCII texts."""
    return pc.ascii_upper(pc.replace_substring_regex(texts, "[^A-Za-z0-9]", ""))


def filler(signs: pa.Array, shortest: int) -> pa.Array:
    """Which of these capitals and digits are filler, see is_filler; very long ones may be, too."""
    long = pc.greater(pc.binary_length(signs), _LONGEST_FILLER)
    return pc.or_(long, pc.is_in(signs, _FILLERS[shortest]))


def hinted(
    hints: Hints, name: str, size: int, told: Callable[[str], object], kind: pa.DataType
) -> pa.Array:
    """What each text's hint says, asked once for each distinct hint; '' where there is none."""
    if name not in hints:
        return pa.repeat(pa.scalar(told(""), kind), size)
    given = hints[name].dictionary_encode()
    return pa.array([told(hint) for hint in given.dictionary.to_pylist()], kind).take(given.indices)


def signs_of(texts: pa.Array, length: int) -> NDArray[np.uint8]:
    """The signs of ASCII texts by text and place, 0 after the end; none is longer than `length`."""
    padded = np.array(texts.to_numpy(zero_copy_only=False), f"S{length}")
    return padded.view(np.uint8).reshape(-1, length)


def days_of(texts: pa.Array) -> tuple[NDArray[np.bool_], pa.Array]:
    """Which texts of eight digits, YYYYMMDD, are days of the years 1850 to 2200, and the days."""
    digits = signs_of(texts, 8).astype(np.int64) - ord("0")
    years, months, days = (
        digits[:, at] @ 10 ** np.arange(size)[::-1]
        for at, size in ((slice(0, 4), 4), (slice(4, 6), 2), (slice(6, 8), 2))
    )
    good = (years >= 1850) & (years <= 2200) & (months >= 1) & (months <= 12) & (days >= 1)
    month = np.where(good, (years - 1970) * 12 + months - 1, 0).astype("datetime64[M]")
    day = month.astype("datetime64[D]") + np.where(good, days - 1, 0)
    return good & (day.astype("datetime64[M]") == month), pa.array(day)
