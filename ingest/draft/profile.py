"""What a sample of a column looks like: how full, how varied, in which form."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from graph.values import BadValue, value_type
from graph.values.placeholders import is_word
from ingest.rejects import shape

_TRIED = 300  # distinct values that are cleaned to see whether a type fits


@dataclass(frozen=True)
class Profile:
    """A column's sample; `values` are its cells that say something, in order of the file."""

    name: str
    rows: int
    values: tuple[str, ...]

    @classmethod
    def of(cls, name: str, cells: Sequence[str]) -> "Profile":
        """The profile of these cells, '' where empty; words for 'none' count as empty."""
        told = (c for c in cells if c and (c.isdigit() or not is_word(c)))
        return cls(name, len(cells), tuple(told))

    @cached_property
    def counts(self) -> Counter[str]:
        """How often each value stands there, in order of first mention."""
        return Counter(self.values)

    @property
    def filled(self) -> float:
        """Share of rows with a value."""
        return len(self.values) / self.rows if self.rows else 0.0

    @property
    def distinct(self) -> int:
        """Number of different values."""
        return len(self.counts)

    @property
    def unique(self) -> bool:
        """Every row has a value and no two the same."""
        return 0 < self.rows == self.distinct

    @property
    def few(self) -> bool:
        """So few different values that they are words of a list."""
        return 0 < self.distinct <= 20 and self.distinct * 4 <= len(self.values) + 4

    @cached_property
    def tried(self) -> tuple[str, ...]:
        """Different values, spread over the sample, that stand for all."""
        every = list(self.counts)
        step = max(1, len(every) // _TRIED)
        return tuple(every[::step][:_TRIED])

    @property
    def shape(self) -> str:
        """The commonest form of its values, letters and digits hidden; no value can be read."""
        forms = Counter(shape(text) for text in self.tried)
        return max(sorted(forms), key=lambda form: forms[form]) if forms else ""

    def fits(self, kind: str, **hints: str) -> float:
        """Share of the tried values that the value type `kind` takes."""
        cleaner = value_type(kind)
        good = 0
        for text in self.tried:
            try:
                cleaner.clean(text, **hints)
            except BadValue:
                continue
            good += 1
        return good / len(self.tried) if self.tried else 0.0

    def matches(self, pattern: str) -> float:
        """Share of the tried values that a regular expression matches as a whole."""
        form = re.compile(pattern)
        return sum(bool(form.fullmatch(t)) for t in self.tried) / max(1, len(self.tried))
