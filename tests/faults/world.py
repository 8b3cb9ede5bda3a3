"""A store that is loaded, struck by faults and loaded again, delivery after delivery."""

import os
import shutil
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import psutil

from graph.settings import Settings
from graph.store import Store, open_store
from graph.store.runtime import Paths, Runtime
from ingest import ingest
from tests.conftest import wipe
from tests.faults.checks import Graph, check_whole
from tests.faults.client import NOW, Client, Command
from tests.faults.invented import Deliveries
from tests.faults.moments import Moment

Versions = tuple[int, int]
"""Which deliveries count: of the sheets and of the other source; 0 for none."""


def load(store: Store, command: Command) -> None:
    """Run a command in this process."""
    settings = Settings(data=store.data)
    path, source = command.path, command.source
    ingest(store, path, source, settings=settings, now=NOW, full=command.full)


@dataclass
class Truth:
    """What an undisturbed store says of deliveries, and how long a load takes."""

    store: Store
    deliveries: Deliveries
    _graphs: dict[Versions, Graph] = field(default_factory=dict)

    def of(self, versions: Versions) -> Graph:
        """Loaded once into an empty store."""
        if versions not in self._graphs:
            wipe(self.store)
            sheets, other = versions
            load(self.store, self.deliveries.sheets(sheets))
            if other:
                load(self.store, self.deliveries.other(other))
            self._graphs[versions] = Graph.of(self.store)
        return self._graphs[versions]


@dataclass(frozen=True)
class Fault:
    """What strikes whom and when; drawn from a seed."""

    first: bool  # into an empty store
    both: bool  # two sources at once
    victims: str  # of 'client', 'server', 'client and server'
    held: bool  # another client keeps the embedded process
    moment: Moment

    @classmethod
    def drawn(cls, seed: int) -> "Fault":
        """Of all kinds, the quick ones more often."""
        random = Random(f"fault {seed}")
        victims = random.choices(["client", "server", "client and server"], [5, 2, 1])[0]
        first, both = random.random() < 0.4, random.random() < 0.3
        return cls(first, both, victims, random.random() < 0.8, Moment.drawn(random))


class World:
    """One store under test."""

    def __init__(self, settings: Settings, truth: Truth, temporary: Path) -> None:
        self.settings, self.truth, self.temporary = settings, truth, temporary
        temporary.mkdir()
        self.versions: Versions = (0, 0)
        self._store: Store | None = None
        self._seconds = {True: 3.0, False: 1.5}  # of an undisturbed load: first, later

    @property
    def store(self) -> Store:
        """The store, opened here."""
        if self._store is None:
            self._store = open_store(self.settings)
        return self._store

    def let_go(self) -> None:
        """Hold the store no more."""
        if self._store is not None:
            self._store.close()
            self._store = None

    def empty(self) -> None:
        """Forget all."""
        wipe(self.store)
        self.versions = (0, 0)

    def commands(self, fault: Fault) -> list[Command]:
        """The next deliveries; `versions` are what counts after them."""
        sheets, other = self.versions
        deliveries = self.truth.deliveries
        sheets = 2 if sheets == 1 else 1
        if fault.both:
            other = 2 if other == 1 else 1
        self.versions = (sheets, other)
        return [deliveries.sheets(sheets), *([deliveries.other(other)] if fault.both else [])]

    def run(self, commands: list[Command]) -> list[Client]:
        """Start them all at once."""
        return [Client(self.settings, command, self.temporary) for command in commands]

    def strike(self, fault: Fault, kill_server: Callable[[], None]) -> str:
        """One load that is broken, and again until it is done; says what was hit."""
        if fault.first or self.versions == (0, 0):
            self.empty()
        commands = self.commands(fault)
        if not fault.held and self.settings.store == "embedded":
            self.let_go()
        clients = self.run(commands)
        fault.moment.wait(clients, self.settings.data, self._seconds[fault.first])
        steps = "+".join(client.last[0] for client in clients)
        running = any(client.running for client in clients)
        if "server" in fault.victims and running:
            kill_server()
            self.let_go()
        hit = running
        if "client" in fault.victims:
            victims = clients[: Random(steps).randint(1, len(clients))]
            hit = sum(client.kill() for client in victims) > 0
        for client in clients:
            client.finish()
            assert "sentence" not in client.error, client.error
        self.check(commands, fault)
        return f"{fault.victims} during {steps}" if hit else "nothing, it had ended"

    def check(self, commands: list[Command], fault: Fault) -> None:
        """The same commands once more, and all is as it would have been."""
        began = time.monotonic()
        _ = self.store
        clients = [client.finish() for client in self.run(commands)]
        assert [client.error for client in clients] == [""] * len(clients)
        assert all(client.last[0] == "done" for client in clients)
        seconds = self._seconds[fault.first]
        self._seconds[fault.first] = 0.7 * seconds + 0.3 * (time.monotonic() - began)
        check_whole(self.store, self.truth.of(self.versions), self.temporary)


def kill_child(data: Path) -> None:
    """kill -9 of the embedded store's process, and wait until it is gone."""
    runtime = Runtime.read(Paths(data).runtime)
    if runtime is None or not psutil.pid_exists(runtime.pid):
        return
    process = psutil.Process(runtime.pid)
    assert str(data) in " ".join(process.cmdline())
    os.kill(runtime.pid, signal.SIGKILL)
    psutil.wait_procs([process], timeout=10)


@contextmanager
def embedded_world(data: Path, truth: Truth) -> Iterator[World]:
    """An embedded store of its own."""
    settings = Settings(store="embedded", data=data, heap="384m")
    world = World(settings, truth, data.with_name(f"{data.name}-tmp"))
    try:
        yield world
    finally:
        world.let_go()
        shutil.rmtree(data, ignore_errors=True)
