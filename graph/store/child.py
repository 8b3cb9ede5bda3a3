"""The embedded store's process: `python -m graph.store.child DATA --heap 2g`.

Started by the first command on a data directory, shared by later ones, ends when the last one is
gone. Exit status 0: ended as asked; 75: a port was taken, try again; 74: the disk is full; 73:
another process holds the store; 1: see child.log.
"""

import argparse
import errno
import os
import random
import secrets
import shutil
import signal
import socket
import sys
import threading
import time
import traceback
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import psutil
from filelock import FileLock, Timeout

from graph.store.arcade import Arcade
from graph.store.child_load import Loads
from graph.store.control import ControlServer
from graph.store.failures import is_full
from graph.store.runtime import Paths, Runtime
from graph.store.watchdog import Watchdog

PORT_TAKEN, DISK_FULL, HELD = 75, 74, 73
_FIRST_CLIENT_SECONDS = 30.0
_PREDECESSOR_SECONDS = 60.0
_PORTS = range(15_000, 32_000)
_TAKEN = ("already in use", "Unable to listen", "no free port")  # as Java and we say it


def free_port() -> int:
    """A loopback port that is free now, below those that outgoing connections take."""
    for port in random.SystemRandom().sample(_PORTS, 200):
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port
    raise OSError(errno.EADDRINUSE, "no free port")


def listens(port: int) -> bool:
    """Whether it is this process that listens on `port`, not another that was quicker."""
    own = psutil.Process().net_connections("tcp")
    return any(c.status == psutil.CONN_LISTEN and c.laddr.port == port for c in own)


def remove_leftovers(paths: Paths) -> None:
    """Delete what killed commands left: files, and databases that the pointer doesn't name."""
    shutil.rmtree(paths.load, ignore_errors=True)
    for path in paths.root.glob(".*.*"):  # see write_private
        owner = path.name.rpartition(".")[2]
        if owner.isdigit() and not psutil.pid_exists(int(owner)):
            path.unlink(missing_ok=True)
    if paths.databases.is_dir():
        for folder in paths.databases.iterdir():
            if folder.is_dir() and folder.name != paths.current():
                shutil.rmtree(folder)


class Child:
    """One life of the embedded store's process."""

    def __init__(self, paths: Paths, heap: str) -> None:
        self.paths = paths
        self.over = threading.Event()
        password = secrets.token_urlsafe(24)
        bolt = free_port()
        remove_leftovers(paths)
        paths.users.unlink(missing_ok=True)
        self.arcade = Arcade(paths, password, bolt, free_port(), heap)
        if not listens(bolt):
            raise OSError(errno.EADDRINUSE, f"port {bolt} is already in use")
        self.arcade.open(paths.current())
        self.loads = Loads(self.arcade, paths)
        self.control = ControlServer(password, self.handle, self.on_change)
        self.watchdog = Watchdog(bolt, password, lambda: self.control.alive)
        self.runtime = Runtime(os.getpid(), bolt, self.control.port, password)

    def handle(self, request: Mapping[str, Any]) -> Mapping[str, Any]:
        """Do one bulk command of a client."""
        match request["command"]:
            case "clients":
                return {"clients": len(self.control.alive)}
            case "sql":
                self.arcade.sql(request.get("database", self.paths.current()), request["text"])
                return {}
            case (
                "load_wait"
                | "load_open"
                | "load_nodes"
                | "load_links"
                | "load_close"
                | "load_switch"
                | ("load_drop") as command
            ):
                return self.loads.handle(command, request)
            case "read":
                return {
                    "parts": self.arcade.read(
                        request["database"], request["type"], request.get("property")
                    )
                }
            case "retire_links":
                kind, ids, stamp = request["type"], request["ids"], request["stamp"]
                current = self.paths.current()
                return {"retired": self.arcade.retire_links(current, kind, ids, stamp)}
            case other:
                raise ValueError(f"unknown command {other!r}")

    def on_change(self) -> None:
        """End when the last client is gone."""
        if self.control.end_if_idle():
            self.over.set()

    def run(self) -> None:
        """Serve until the last client is gone or a signal says stop."""
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, lambda *_: self.over.set())  # after the JVM, which sets its own
        self.runtime.save(self.paths.runtime)
        started = time.monotonic()
        while not self.over.wait(0.2):
            waited = time.monotonic() - started
            if not self.control.served and waited > _FIRST_CLIENT_SECONDS:
                break  # whoever started us died before it attached
        self.stop()

    def stop(self) -> None:
        """Refuse new clients, end running work, close the databases."""
        self.paths.runtime.unlink(missing_ok=True)
        self.control.close()
        self.watchdog.close()
        self.arcade.stop()


def main() -> int:
    """Entry point; returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m graph.store.child")
    parser.add_argument("data", type=Path)
    parser.add_argument("--heap", default="2g")
    arguments = parser.parse_args()
    paths = Paths(arguments.data.resolve())
    try:
        lock = FileLock(paths.life_lock)
        lock.acquire(timeout=_PREDECESSOR_SECONDS)
        Child(paths, arguments.heap).run()
    except Timeout:
        return HELD
    except Exception as error:
        with suppress(OSError):  # the log, too, may be on a full disk
            traceback.print_exc()
        if is_full(error):
            return DISK_FULL
        return PORT_TAKEN if any(words in str(error) for words in _TAKEN) else 1
    return 0


if __name__ == "__main__":
    status = 1
    try:
        status = main()
        sys.stdout.flush()
        sys.stderr.flush()
    finally:  # threads of a JVM that failed to start would keep the process for ever
        os._exit(status)
