"""When a fault strikes: after some time, when a step is told, or when a file appears."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from tests.faults.client import Client

_STEPS = ("read", "provenance", "loading", "indexes", "nodes", "links", "same")
_FILES = (
    "provenance/*/*.rows.parquet",
    "provenance/*/*.touched.parquet",
    "provenance/*/*.mapping.json",
    "provenance/*.json",
    "provenance/.*.part",
    "files/*",
    "files/.*.part",
    "runs/*/rejects.csv",
    "store/load",
    "store/load/*.arrow",
    "store/databases/graph*",
    "store/current",
    "store/.current*",
)
_LONGEST = 60.0


@dataclass(frozen=True)
class Moment:
    """One of: a share of the undisturbed time, the nth word of a step, a new file."""

    kind: str
    name: str = ""
    number: float = 0.0

    @classmethod
    def drawn(cls, random: Random) -> "Moment":
        """Mostly a share of the time, else a place."""
        match random.choice(["time", "time", "step", "file"]):
            case "step":
                return cls("step", random.choice(_STEPS), random.randint(1, 6))
            case "file":
                return cls("file", random.choice(_FILES), random.choice([0.0, 0.001, 0.003, 0.01]))
        return cls("time", number=random.random())

    def wait(self, clients: Sequence[Client], data: Path, seconds: float) -> None:
        """Until it has come, or all clients have ended; `seconds` is the undisturbed time."""
        opened = {id(client): False for client in clients}
        give_up = time.monotonic() + _LONGEST
        come = self._watch(data, seconds)
        while time.monotonic() < give_up and any(client.running for client in clients):
            for client in clients:
                while (told := client.wait(0.0005)) is not None:
                    opened[id(client)] = True
                    if come(told[0]):
                        return
            if any(opened.values()) and come(""):
                return

    def _watch(self, data: Path, seconds: float) -> Callable[[str], bool]:
        """Whether the moment has come; asked with each step that is told, and ''."""
        match self.kind:
            case "time":
                since: list[float] = []

                def passed(step: str) -> bool:
                    since.extend([time.monotonic()] if not since else [])
                    return time.monotonic() - since[0] >= self.number * seconds

                return passed
            case "step":
                told: list[str] = []

                def reached(step: str) -> bool:
                    told.extend([step] if step == self.name else [])
                    return len(told) >= self.number

                return reached
        before = self._seen(data)

        def appeared(step: str) -> bool:
            if self._seen(data) <= before:
                return False
            time.sleep(self.number)
            return True

        return appeared

    def _seen(self, data: Path) -> set[tuple[str, int]]:
        found = set()
        for path in data.glob(self.name):
            try:
                found.add((str(path), path.stat().st_mtime_ns))
            except FileNotFoundError:
                continue
        return found
