"""One command in a process of its own that tells how far it is, so that it can be killed there."""

import datetime
import multiprocessing
import os
import tempfile
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess
from pathlib import Path

from graph.errors import RingleaderError
from graph.settings import Settings
from graph.store import open_store
from ingest import ingest

NOW = datetime.datetime(2024, 1, 1, tzinfo=datetime.UTC)
OPENED, DONE, ERROR = "opened", "done", "error"
_SECONDS = 120.0

Event = tuple[str, str]
"""A step's name, or one of OPENED, DONE, ERROR; and figures, or a sentence."""


@dataclass(frozen=True)
class Command:
    """What is delivered."""

    path: Path
    source: str | None = None
    full: bool = False


def _work(settings: Settings, command: Command, temporary: Path, out: Connection) -> None:
    tempfile.tempdir = str(temporary)  # so that what stays there is seen
    try:
        with open_store(settings) as store:
            out.send((OPENED, ""))
            ingest(
                store,
                command.path,
                command.source,
                settings=settings,
                now=NOW,
                full=command.full,
                progress=lambda step, done, total: out.send((step, f"{done}/{total}")),
            )
        out.send((DONE, ""))
    except RingleaderError as error:
        out.send((ERROR, str(error)))
    except BaseException as error:
        out.send((ERROR, f"not a sentence: {error!r}"))
        raise


class Client:
    """A running command; forked from a process that has imported everything."""

    def __init__(self, settings: Settings, command: Command, temporary: Path) -> None:
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(["tests.faults.client"])
        self._events, out = context.Pipe(duplex=False)
        work = (settings, command, temporary, out)
        self._process: ForkServerProcess = context.Process(target=_work, args=work)
        self._process.start()
        out.close()
        self.last: Event = ("started", "")
        self.error = ""

    def wait(self, seconds: float) -> Event | None:
        """The next thing it tells; None when it tells nothing in time or has ended."""
        try:
            if self._events.poll(seconds):
                told: Event = self._events.recv()
                if told[0] == ERROR:
                    self.error = told[1]
                else:
                    self.last = told
                return told
        except (EOFError, OSError):
            self._process.join(_SECONDS)
        return None

    @property
    def running(self) -> bool:
        """Whether it hasn't ended."""
        return self._process.is_alive()

    def kill(self) -> bool:
        """kill -9; False when it had ended by itself."""
        running = self.running
        if running and self._process.pid is not None:
            os.kill(self._process.pid, 9)
        self._process.join(_SECONDS)
        return running and self._process.exitcode == -9

    def finish(self) -> "Client":
        """Wait until it ends."""
        while self.running or self._events.poll(0):
            if self.wait(1.0) is None and not self.running:
                break
        self._process.join(_SECONDS)
        assert not self.running
        return self
