"""A memory takes an outcome over only where all that went into it is the same."""

from dataclasses import dataclass

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy import sparse

from graph.rings.memory import Memory, Work, content_key


@dataclass(frozen=True)
class Part:
    weights: NDArray[np.float64]
    names: tuple[str, ...]
    matrix: sparse.csr_array


def part(weight: float = 1.0, name: str = "Ann", link: float = 2.0) -> Part:
    matrix = sparse.csr_array(([link], ([0], [1])), shape=(2, 2))
    return Part(np.array([0.5, weight]), (name, "Bob"), matrix)


def test_equal_content_has_one_key_and_any_change_another() -> None:
    nearly = float(np.nextafter(1.0, 2.0))
    others = [part(weight=nearly), part(name="An"), part(link=2.5)]
    keys = [content_key(each) for each in (part(), *others)]
    assert content_key(part()) == keys[0]
    assert len(set(keys)) == 4


def test_where_one_value_ends_and_the_next_begins_matters() -> None:
    values: list[tuple[object, ...]] = [
        ("ab", "c"),
        ("a", "bc"),
        (("a",), "bc"),
        (1, "1"),
        ("1", 1),
    ]
    values += [({"a": 1},), (["a", 1],), (True,), (1,), (1.0,), (None,), ("None",)]
    values += [(np.array([1, 2]),), (np.array([[1], [2]]),), (np.array([1.0, 2.0]),)]
    assert len({content_key(*each) for each in values}) == len(values)


def test_the_width_of_places_in_a_matrix_says_nothing() -> None:
    wide = sparse.csr_array(([1.0], ([0], [1])), shape=(2, 2))
    wide.indices, wide.indptr = wide.indices.astype(np.int64), wide.indptr.astype(np.int64)
    narrow = sparse.csr_array(([1.0], ([0], [1])), shape=(2, 2))
    narrow.indices, narrow.indptr = (x.astype(np.int32) for x in (narrow.indices, narrow.indptr))
    assert content_key(wide) == content_key(narrow)


def test_what_has_no_key_is_refused() -> None:
    with pytest.raises(TypeError, match="set"):
        content_key({1, 2})


def test_a_memory_counts_its_work_and_forgets_what_was_not_asked_for() -> None:
    memory = Memory({"group:a": "1", "group:old": "2"})
    assert memory.recall("group", "a") == "1"
    assert memory.recall("group", "b") is None
    memory.keep("group", "b", "3")
    assert memory.recall("ring", "a") is None
    assert memory.entries == {"group:a": "1", "group:b": "3"}
    assert memory.work("group") == Work(parts=2, anew=1)
