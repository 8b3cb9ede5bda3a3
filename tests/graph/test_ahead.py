"""Reading ahead: all items in order, one ahead and no more, and errors in their turn."""

import threading
from collections.abc import Iterator

import pytest

from graph.ahead import read_ahead


def test_items_come_in_order_and_one_is_made_ahead() -> None:
    made: list[int] = []
    second = threading.Event()

    def numbers() -> Iterator[int]:
        for number in range(4):
            made.append(number)
            if number == 1:
                second.set()
            yield number

    found = read_ahead(numbers())
    assert next(found) == 0
    assert second.wait(60)  # the second is made while the first is used
    assert made == [0, 1]
    assert list(found) == [1, 2, 3]
    assert list(read_ahead(iter(()))) == []


def test_what_an_item_raises_comes_in_its_turn() -> None:
    def broken() -> Iterator[str]:
        yield "first"
        raise ValueError("second")

    found = read_ahead(broken())
    assert next(found) == "first"
    with pytest.raises(ValueError, match="second"):
        next(found)
