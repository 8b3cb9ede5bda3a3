"""Makes the next item of an iterator while the one before is used: two cores instead of one."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from typing import TypeVar

T = TypeVar("T")


def read_ahead(items: Iterator[T]) -> Iterator[T]:
    """The items in order; the next one is made in another thread, in which alone `items` runs.

    What making an item raises is raised in its turn.
    """

    def following() -> list[T]:
        return list(islice(items, 1))  # none at the end

    with ThreadPoolExecutor(1) as pool:
        coming = pool.submit(following)
        while item := coming.result():
            coming = pool.submit(following)
            yield item[0]
