"""Files of the embedded store below <data>/store: who runs it, where, and which database counts."""

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from graph.durable import settle

FIRST_DATABASE = "graph1"


@dataclass(frozen=True)
class Paths:
    """Where everything of one embedded store is; `data` is the user's data directory."""

    data: Path

    @property
    def root(self) -> Path:
        """Root of the server: config/, databases/, log/ (0700)."""
        return self.data / "store"

    @property
    def runtime(self) -> Path:
        """Who serves the store now: pid, ports, password (0600)."""
        return self.root / "runtime.json"

    @property
    def start_lock(self) -> Path:
        """Held by a command while it attaches or starts the child."""
        return self.root / "start.lock"

    @property
    def life_lock(self) -> Path:
        """Held by the child for its whole life; the kernel frees it whatever kills the child."""
        return self.root / "child.lock"

    @property
    def schema_lock(self) -> Path:
        """Held while constraints and indexes are made: the engine fails when two make one."""
        return self.root / "schema.lock"

    def exclusive(self, part: str) -> tuple[Path, Path]:
        """Held by whoever has this part alone (Store.exclusive), and a note of what it does."""
        name = "".join(c if c.isalnum() else "-" for c in part)
        return self.root / f"{name}.lock", self.root / f"{name}.json"

    @property
    def pointer(self) -> Path:
        """Name of the database that counts; all others are leftovers of broken loads."""
        return self.root / "current"

    @property
    def log(self) -> Path:
        """Log file of the child process."""
        return self.root / "child.log"

    @property
    def users(self) -> Path:
        """The server's users, made anew with a fresh password at each start."""
        return self.root / "config" / "server-users.jsonl"

    @property
    def load(self) -> Path:
        """Working files of a first load."""
        return self.root / "load"

    @property
    def databases(self) -> Path:
        """One folder a database."""
        return self.root / "databases"

    def current(self) -> str:
        """Name of the database that counts."""
        try:
            return self.pointer.read_text(encoding="ascii").strip() or FIRST_DATABASE
        except FileNotFoundError:
            return FIRST_DATABASE


@dataclass(frozen=True)
class Runtime:
    """How to reach the running child."""

    pid: int
    bolt: int
    control: int
    password: str

    def save(self, path: Path) -> None:
        """Write as 0600 JSON, whole or not at all."""
        write_private(path, json.dumps(asdict(self)))

    @classmethod
    def read(cls, path: Path) -> "Runtime | None":
        """The child last started here, running or not; None when there is none."""
        try:
            return cls(**json.loads(path.read_text(encoding="utf-8")))
        except (FileNotFoundError, ValueError, TypeError):
            return None


def write_private(path: Path, text: str) -> None:
    """Write a 0600 file by way of a temporary one, so that no reader sees half of it.

    Whoever writes it holds the lock for it, so that temporaries that are there were left by a kill.
    """
    for half_written in path.parent.glob(f".{path.name}.*"):
        half_written.unlink(missing_ok=True)
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)
    settle(path.parent)  # the new name, too, must survive a power cut


@contextmanager
def emptied(path: Path) -> Iterator[Path]:
    """An empty folder, deleted at the end; what a killed load left there goes first."""
    shutil.rmtree(path, ignore_errors=True)
    path.mkdir(mode=0o700, parents=True)
    try:
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)
