"""Attaches to the embedded store's process on a data directory, or starts it."""

import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import AuthenticationError
from pathlib import Path

import neo4j
from filelock import FileLock, Timeout

import graph
from graph.errors import StoreError
from graph.language import Said, failure
from graph.settings import Settings
from graph.store import arcade
from graph.store.child import DISK_FULL, HELD, PORT_TAKEN
from graph.store.control import ControlClient
from graph.store.failures import disk_full, not_writable
from graph.store.rows import EngineInfo
from graph.store.runtime import Paths, Runtime
from graph.store.sessions import Server

_START_SECONDS = 120.0
_START_TRIES = 5
_LEAST_FREE = 64 << 20  # bytes: a new database with its indexes, twice
_RETRY_SECONDS = 5.0  # a child that ended does not come back: say so soon
_CODE = Path(graph.__file__).resolve().parent.parent


@contextmanager
def embedded(settings: Settings) -> Iterator[tuple[Server, ControlClient, Runtime]]:
    """The running store of settings.data, for as long as the context is open."""
    paths = Paths(settings.data.resolve())
    try:
        paths.data.mkdir(parents=True, exist_ok=True)
        paths.root.mkdir(mode=0o700, exist_ok=True)
        with FileLock(paths.start_lock, timeout=_START_SECONDS):
            runtime, control = _attach(paths) or _start(paths, settings.heap)
    except Timeout as error:
        raise failure(
            StoreError, "store.error.starting", data=paths.data, seconds=f"{_START_SECONDS:g}"
        ) from error
    except OSError as error:
        raise not_writable(paths.data, error) from error
    version = arcade.version()
    engine = EngineInfo(
        "embedded", "ArcadeDB", version, version == arcade.TESTED_VERSION, str(settings.data)
    )
    try:
        with neo4j.GraphDatabase.driver(
            f"bolt://127.0.0.1:{runtime.bolt}",
            auth=("root", runtime.password),
            max_transaction_retry_time=_RETRY_SECONDS,
        ) as driver:
            yield Server(driver, engine, paths.current, control.number), control, runtime
    finally:
        control.close()


def _attach(paths: Paths) -> tuple[Runtime, ControlClient] | None:
    """Join the child that the runtime file names; None when it doesn't run any more."""
    runtime = Runtime.read(paths.runtime)
    if runtime is None:
        return None
    try:
        return runtime, ControlClient(runtime.control, runtime.password)
    except (OSError, EOFError, AuthenticationError):
        return None  # the file outlived its child (kill -9), or the child is ending


def _start(paths: Paths, heap: str) -> tuple[Runtime, ControlClient]:
    if shutil.disk_usage(paths.data).free < _LEAST_FREE:  # the engine takes harm from a full disk
        raise disk_full(paths.data)
    for _ in range(_START_TRIES):
        child = _launch(paths, heap)
        try:
            attached = _await(child, paths)
        except BaseException:  # Ctrl-C while it starts
            child.terminate()
            raise
        if attached is not None:
            return attached
        if child.returncode == DISK_FULL:
            raise disk_full(paths.data)
        if child.returncode == HELD:
            raise failure(StoreError, "store.error.not_ending", data=paths.data)
        if child.returncode != PORT_TAKEN:
            break
    raise _failure(paths)


def _await(child: subprocess.Popen[bytes], paths: Paths) -> tuple[Runtime, ControlClient] | None:
    """Attach to the child once it is ready; None when it ended instead."""
    while child.poll() is None:
        runtime = Runtime.read(paths.runtime)
        if runtime is not None and runtime.pid == child.pid:
            return _attach(paths)
        time.sleep(0.05)
    return None


def _launch(paths: Paths, heap: str) -> subprocess.Popen[bytes]:
    """Start the child in a session of its own: Ctrl-C at our terminal isn't meant for it."""
    command = [sys.executable, "-m", "graph.store.child", str(paths.data), "--heap", heap]
    start = "import sys; sys.path.insert(0, sys.argv.pop(1)); "
    start += "import runpy; runpy.run_module('graph.store.child', run_name='__main__')"
    command = [sys.executable, "-c", start, str(_CODE), *command[3:]]
    with paths.log.open("wb") as log:
        paths.log.chmod(0o600)
        return subprocess.Popen(
            command,
            cwd=paths.root,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )


def _failure(paths: Paths) -> StoreError:
    text = paths.log.read_text(encoding="utf-8", errors="replace")
    if "No space left" in text:
        return disk_full(paths.data)
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    last = lines[-1][:200] if lines else Said("store.error.nothing_said")
    return failure(
        StoreError, "store.error.cannot_start", data=paths.data, last=last, log=paths.log
    )
