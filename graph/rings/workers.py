"""Measures of single rings in worker processes: stability and link analysis, the costly ones.

A worker gets the surroundings of one ring at a time and no store, so memory stays small, and the
results are the same for any number of processes.
"""

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing.connection import wait

from graph.communities.partition import Community
from graph.communities.settled import Ties
from graph.communities.stability import Surroundings, stability
from graph.errors import RingleaderError
from graph.language import failure
from graph.measures.links import LinkAnalysis, link_analysis, link_graph

LEAST = 64  # rings from which it pays to start processes, which takes some three seconds
_AT_ONCE = 4  # rings that a worker is sent together


@dataclass(frozen=True)
class Task:
    """All that the measures of one ring need."""

    around: Surroundings
    ties: Ties  # among the households around
    circles: tuple[Community, ...]  # of which the ring was joined, none where it was not
    links: tuple[tuple[str, str], ...]  # ends of the links that its analysis walks
    runs: int
    seed: int


@dataclass(frozen=True)
class Measured:
    """Stability of each household of a ring's community, and its link analysis."""

    stability: Mapping[int, float]
    analysis: LinkAnalysis


def measure(task: Task) -> Measured:
    """The measures of one ring."""
    return Measured(
        stability(task.around, task.ties, task.circles, runs=task.runs, seed=task.seed),
        link_analysis(link_graph(task.links)),
    )


def measure_all(
    tasks: Sequence[Task], processes: int, progress: Callable[[float], None]
) -> list[Measured]:
    """The measures of each ring in order, by that many processes; here where few rings are asked.

    RingleaderError when a worker was killed.
    """
    found: list[Measured] = []
    if processes == 1 or len(tasks) < LEAST:
        for task in tasks:
            progress(len(found) / len(tasks))
            found.append(measure(task))
        return found
    context = multiprocessing.get_context("spawn")  # a fork would copy threads' locks
    pool = ProcessPoolExecutor(processes, context, _begin)
    try:
        for done in pool.map(measure, tasks, chunksize=_AT_ONCE):
            progress(len(found) / len(tasks))
            found.append(done)
    except BrokenProcessPool as error:
        raise failure(RingleaderError, "rings.error.worker") from error
    finally:
        pool.shutdown(cancel_futures=True)
    return found


def _begin() -> None:
    """In each worker: Ctrl-C is the parent's to handle, and nobody outlives the parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
