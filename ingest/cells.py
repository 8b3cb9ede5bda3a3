"""The cells of a chunk in the words of the graph; each column's distinct texts are found once."""

from collections.abc import Mapping as Map
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from graph.values.model import tidy
from ingest.chunk import Chunk
from ingest.refused import Refused

Codes = NDArray[np.int32]
Mask = NDArray[np.bool_]

_PLAIN = r"^(?:[!-~]+(?: [!-~]+)*)?$"  # what `tidy` leaves as it is


@dataclass(frozen=True)
class Encoded:
    """A column as positions in its texts: `texts[codes[row]]` is the cell of a row."""

    codes: Codes
    texts: pa.Array


def encode(column: pa.Array) -> Encoded:
    """A column by its distinct values, in order of their first row."""
    found = column.dictionary_encode()
    return Encoded(found.indices.to_numpy(zero_copy_only=False), found.dictionary)


def combine(columns: Sequence[Codes]) -> tuple[Codes, NDArray[np.int64]]:
    """Rows by their distinct combinations, and one row for each combination (the first)."""
    codes = columns[0]
    for other in columns[1:]:
        pairs = codes.astype(np.int64) * (int(other.max(initial=0)) + 1) + other
        codes = encode(pa.array(pairs)).codes
    return codes, first_rows(codes)


def first_rows(codes: Codes) -> NDArray[np.int64]:
    """The first row of each code 0, 1, 2 …, every one of which occurs."""
    first = np.zeros(int(codes.max(initial=-1)) + 1, np.int64)
    first[codes[::-1]] = np.arange(len(codes) - 1, -1, -1)
    return first


def tidied(texts: pa.Array, folded: bool = False) -> pa.Array:
    """Each text as graph.values.model.tidy writes it, case-folded when asked."""
    plain = pc.match_substring_regex(texts, _PLAIN)
    done = pc.ascii_lower(texts) if folded else texts
    if pc.all(plain, min_count=0).as_py():
        return done
    others = [tidy(text) for text in texts.filter(pc.invert(plain)).to_pylist()]
    if folded:
        others = [text.casefold() for text in others]
    return pc.replace_with_mask(done, pc.invert(plain), pa.array(others, pa.string()))


def folded_words(words: Map[str, Map[str, Sequence[str]]]) -> dict[str, dict[str, str]]:
    """Per column of a mapping's `words`: tidied and case-folded forms with the word of each."""
    return {
        column: {
            tidy(form).casefold(): word for word, forms in ours.items() for form in (word, *forms)
        }
        for column, ours in words.items()
    }


class Cells:
    """A chunk while it is worked on: its columns, encoded when first asked for."""

    def __init__(self, chunk: Chunk, words: Map[str, Map[str, str]]) -> None:
        """`words`: per column, tidied and case-folded forms with the word that each stands for."""
        self.chunk = chunk
        self.refused: list[Refused] = []
        """Cells with unknown words: they count as empty."""
        self._texts: dict[str, pa.Array] = {}
        self._encoded: dict[str, Encoded] = {}
        for column, known in words.items():
            if column in chunk.cells.column_names:
                self._recode(column, known)

    def __len__(self) -> int:
        return len(self.chunk)

    def _recode(self, column: str, words: Map[str, str]) -> None:
        written = encode(self.chunk.column(column))
        ours = [words.get(form, "") for form in tidied(written.texts, folded=True).to_pylist()]
        distinct = list(dict.fromkeys(ours))
        codes = np.array([distinct.index(word) for word in ours], np.int32)
        encoded = Encoded(codes[written.codes], pa.array(distinct, pa.string()))
        unknown = np.array([not word for word in ours], np.bool_)
        unknown &= pc.not_equal(written.texts, "").to_numpy(zero_copy_only=False)
        rows = np.flatnonzero(unknown[written.codes])
        if len(rows):
            texts = written.texts.take(pa.array(written.codes[rows]))
            self.refused.append(Refused.alike(rows, column, texts, "unknown_word"))
        self._encoded[column] = encoded
        self._texts[column] = encoded.texts.take(pa.array(encoded.codes))

    def column(self, name: str) -> pa.Array:
        """The cells of one column; all '' when the file doesn't have it."""
        if name not in self._texts:
            self._texts[name] = self.chunk.column(name)
        return self._texts[name]

    def encoded(self, name: str) -> Encoded:
        """The same by distinct texts."""
        if name not in self._encoded:
            self._encoded[name] = encode(self.column(name))
        return self._encoded[name]

    def texts(self, name: str, rows: NDArray[np.int64]) -> pa.Array:
        """The cells of some rows; '' for the nameless column of a constant."""
        return self.column(name).take(pa.array(rows))

    def matching(self, when: Map[str, str | list[str]]) -> Mask:
        """Which rows have the words that `when` asks for."""
        fits = np.ones(len(self), np.bool_)
        for name, words in when.items():
            allowed = {words} if isinstance(words, str) else set(words)
            encoded = self.encoded(name)
            known = np.array([text in allowed for text in encoded.texts.to_pylist()], np.bool_)
            fits &= known[encoded.codes] if len(self) else fits
        return fits
