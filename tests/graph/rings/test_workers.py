"""Worker processes measure rings: as one process would, and a killed one is told in a sentence."""

import dataclasses
import os

import numpy as np
import pytest
from scipy import sparse

from graph.communities.stability import surroundings
from graph.errors import RingleaderError
from graph.rings.workers import LEAST, Task, measure_all
from tests.graph.communities.test_stability import ties


def tasks() -> list[Task]:
    """Rings of 4 to 9 households in one random graph."""
    random = np.random.default_rng(3)
    upper = sparse.triu(sparse.random_array((300, 300), density=0.03, rng=random), k=1)
    links = sparse.csr_array(upper + upper.T)
    found = []
    for at in range(LEAST + 4):
        ring = tuple(sorted(random.choice(300, 4 + at % 6, replace=False).tolist()))
        pairs = tuple((f"person-{a}", f"claim-{a + b}") for a in ring for b in range(at % 4 + 1))
        around = surroundings(links, ring)
        found.append(Task(around, ties(len(around.nodes)), (), pairs, runs=6, seed=7))
    return found


class Deadly:
    """Kills the process that unpickles it."""

    def __reduce__(self) -> tuple[object, ...]:
        return os._exit, (9,)


def test_two_processes_measure_what_one_measures() -> None:
    told: list[float] = []
    every = tasks()
    assert measure_all(every, 2, told.append) == measure_all(every, 1, told.append)
    assert told[: len(every)] == [at / len(every) for at in range(len(every))]


def test_a_killed_worker_is_one_clear_error() -> None:
    told: list[float] = []
    every = tasks()
    every[5] = dataclasses.replace(every[5], links=Deadly())  # type: ignore[arg-type]
    with pytest.raises(RingleaderError, match="A worker process of the analysis was killed"):
        measure_all(every, 2, told.append)
