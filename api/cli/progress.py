"""Progress of long work on stderr: bars on a terminal, else one JSON line a finished step."""

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol, TextIO

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID


class Steps(Protocol):
    """Takes what the rooms report: a step's name, how much is done, and of how much."""

    def __call__(self, step: str, done: int = 0, total: int | None = None, /) -> None:
        """Report; a new name ends the step before."""

    def finish(self) -> None:
        """End the step under way."""


def shares(steps: Steps, say: Callable[[str], str]) -> Callable[[str, float], None]:
    """A callback for work that reports a message id and the share done (0 to 1) before it."""

    def report(step: str, share: float) -> None:
        steps(say(step), round(share * 100), 100)

    return report


class JsonSteps:
    """One line a finished step: step, done, total (null: unknown), seconds, per_second."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._step: str | None = None
        self._done = 0
        self._total: int | None = None
        self._since = 0.0

    def __call__(self, step: str, done: int = 0, total: int | None = None, /) -> None:
        if step != self._step:
            self.finish()
            self._step, self._since = step, time.monotonic()
        self._done, self._total = done, total

    def finish(self) -> None:
        if self._step is None:
            return
        seconds = time.monotonic() - self._since
        line = {
            "step": self._step,
            "done": self._done,
            "total": self._total,
            "seconds": round(seconds, 2),
            "per_second": round(self._done / seconds) if seconds > 0 else None,
        }
        self._stream.write(json.dumps(line, ensure_ascii=False) + "\n")
        self._stream.flush()
        self._step = None


class BarSteps:
    """One bar a step, with what is done a second and the time left where the total is known."""

    def __init__(self, progress: "Progress") -> None:
        self._progress = progress
        self._step: str | None = None
        self._task: TaskID | None = None
        self._done = 0

    def __call__(self, step: str, done: int = 0, total: int | None = None, /) -> None:
        if step != self._step:
            self.finish()
            self._step = step
            self._task = self._progress.add_task(step, total=total)
        self._done = done
        if self._task is not None:
            self._progress.update(self._task, completed=done, total=total)

    def finish(self) -> None:
        if self._task is not None:
            done = self._done or 1
            self._progress.update(self._task, completed=done, total=done)
        self._step = self._task = None


@contextmanager
def steps(stream: TextIO) -> Iterator[Steps]:
    """Progress that writes to `stream` while the block runs."""
    if not stream.isatty():
        lines = JsonSteps(stream)
        yield lines
        lines.finish()
        return
    with _bars(stream) as progress:
        bars = BarSteps(progress)
        yield bars
        bars.finish()


def _bars(stream: TextIO) -> "Progress":
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        ProgressColumn,
        Task,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )
    from rich.text import Text

    class PerSecond(ProgressColumn):
        """What is done a second."""

        def render(self, task: Task) -> Text:
            speed = task.finished_speed or task.speed
            return Text(f"{speed:,.0f}/s" if speed else "")

    return Progress(
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        PerSecond(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
        console=Console(file=stream),
    )
