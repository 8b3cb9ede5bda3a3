"""The child's second door: a loopback socket that counts clients and takes bulk commands.

Both sides prove that they know the password (HMAC challenge of multiprocessing.connection); only
bytes are exchanged, never pickles. A request and its answer are one JSON object each; Arrow streams
and an empty message may come before the answer. An 'error' is a message id with its parameters: the
client knows the reader's language. A client is alive as long as its connection is: the kernel
closes it even after kill -9.
"""

import json
import os
import socket
import threading
from collections.abc import Callable, Mapping
from multiprocessing.connection import Client, Connection, Listener
from typing import Any

import pyarrow as pa

from graph.errors import StoreError
from graph.language import failure
from graph.store.failures import refused

Handler = Callable[[Mapping[str, Any]], Mapping[str, Any]]
STREAMED = frozenset({"read"})
"""Commands that answer with 'parts', Arrow streams, which are sent before the answer."""
_GREETING_SECONDS = 10.0


def _at_once(connection: Connection) -> None:
    """Let no message wait until the other side has acknowledged the one before: 40 ms each."""
    with socket.socket(fileno=os.dup(connection.fileno())) as same:
        same.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)


class ControlServer:
    """Listens on a free loopback port; `alive` are the ids of connected clients."""

    def __init__(self, password: str, handle: Handler, on_change: Callable[[], None]) -> None:
        self._listener = Listener(("127.0.0.1", 0), authkey=password.encode(), backlog=64)
        self.port = int(self._listener.address[1])
        self._handle = handle
        self._on_change = on_change
        self._lock = threading.Lock()
        self._clients: dict[int, Connection] = {}
        self._ending = False
        self.served = 0
        threading.Thread(target=self._accept, daemon=True).start()

    @property
    def alive(self) -> frozenset[int]:
        """Ids of the clients that are connected now."""
        with self._lock:
            return frozenset(self._clients)

    def end_if_idle(self) -> bool:
        """Refuse all later clients and say True, unless one is connected."""
        with self._lock:
            self._ending = not self._clients
            return self._ending

    def close(self) -> None:
        """Take no more clients; those connected notice when the process ends."""
        self._listener.close()

    def _accept(self) -> None:
        while True:
            try:
                connection = self._listener.accept()
            except (EOFError, ConnectionError):
                continue  # gone or refused during the challenge
            except Exception as error:  # wrong key: AuthenticationError is no OSError
                if isinstance(error, OSError):
                    return  # closed
                continue
            with self._lock:
                if self._ending:
                    connection.close()  # it starts a child of its own
                    continue
                self.served += 1
                number = self.served
                self._clients[number] = connection
            threading.Thread(target=self._serve, args=(number, connection), daemon=True).start()

    def _serve(self, number: int, connection: Connection) -> None:
        try:
            _at_once(connection)
            connection.send_bytes(json.dumps({"client": number}).encode())
            while True:
                request = json.loads(connection.recv_bytes())
                answer: dict[str, Any] = {}
                try:
                    answer = dict(self._handle(request))
                    for part in answer.pop("parts", ()):
                        connection.send_bytes(part)
                except (BrokenPipeError, ConnectionError):
                    raise
                except Exception as error:
                    answer = {"error": refused(request["command"], error).said}
                if request["command"] in STREAMED:
                    connection.send_bytes(b"")
                connection.send_bytes(json.dumps(answer, default=str).encode())
        except (EOFError, OSError, ValueError):
            pass
        finally:
            with self._lock:
                del self._clients[number]
            connection.close()
            self._on_change()


class ControlClient:
    """One client's connection to the child; closing it tells the child that the client is gone."""

    def __init__(self, port: int, password: str) -> None:
        """Raise OSError, EOFError or AuthenticationError when no child of ours answers."""
        self._connection = Client(("127.0.0.1", port), authkey=password.encode())
        _at_once(self._connection)
        self._lock = threading.Lock()
        if not self._connection.poll(_GREETING_SECONDS):
            self._connection.close()
            raise TimeoutError("the store's child process doesn't answer")
        self.number = int(json.loads(self._connection.recv_bytes())["client"])

    def ask(self, command: str, **parameters: Any) -> dict[str, Any]:
        """Send one command and wait for its answer; StoreError when the child fails or dies."""
        return self._exchange(command, parameters)[1]

    def table(self, command: str, **parameters: Any) -> pa.Table | None:
        """As `ask`, for a command that streams a table; None when it has no rows."""
        parts = self._exchange(command, parameters)[0]
        tables = [pa.ipc.open_stream(part).read_all() for part in parts]
        return pa.concat_tables(tables) if tables else None

    def _exchange(
        self, command: str, parameters: Mapping[str, Any]
    ) -> tuple[list[bytes], dict[str, Any]]:
        parts: list[bytes] = []
        with self._lock:
            try:
                self._connection.send_bytes(json.dumps({"command": command, **parameters}).encode())
                if command in STREAMED:
                    while part := self._connection.recv_bytes():
                        parts.append(part)
                answer: dict[str, Any] = json.loads(self._connection.recv_bytes())
            except (EOFError, OSError) as error:
                raise failure(StoreError, "store.error.ended") from error
        if "error" in answer:
            message, parameters = answer["error"]
            raise failure(StoreError, message, **parameters)
        return parts, answer

    def close(self) -> None:
        """Say goodbye."""
        self._connection.close()
