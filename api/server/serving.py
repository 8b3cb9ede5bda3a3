"""Runs the application on a socket until Ctrl-C or SIGTERM, then lets the store be closed."""

import secrets
import socket
import sys
from collections.abc import Collection

import uvicorn

from api.server.access import Access
from api.server.app import create_app
from api.server.guard import LOOPBACK
from api.services import Services
from graph.errors import InputError
from graph.language import failure

_GRACE_SECONDS = 5


def listen(host: str, port: int) -> socket.socket:
    """A listening socket, taken before the store is opened; InputError when it can't be had."""
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        return socket.create_server((host, port), family=family)
    except OSError as error:
        reason = error.strerror or str(error)
        raise failure(
            InputError, "server.error.listen", host=host, port=str(port), reason=reason
        ) from None


class Serving:
    """One server: its address with the one-time token, and its run."""

    def __init__(
        self,
        services: Services,
        listening: socket.socket,
        *,
        hosts: Collection[str] = (),
        api: bool = False,
        dev: bool = False,
    ) -> None:
        self._socket = listening
        self._host, port = listening.getsockname()[:2]
        self.api_token = secrets.token_urlsafe(32) if api else None
        access = Access(self.api_token)
        name = f"[{self._host}]" if ":" in self._host else self._host
        shown = name if self.loopback else "127.0.0.1"
        self.address = f"http://{shown}:{port}/login?token={access.login_token}"
        self._app = create_app(services, access, port=port, hosts=hosts, dev=dev)

    @property
    def loopback(self) -> bool:
        """Whether only this machine can reach it."""
        return self._host in LOOPBACK

    def run(self) -> None:
        """Serve until Ctrl-C or SIGTERM; open requests get a few seconds to end."""
        config = uvicorn.Config(
            self._app,
            log_level="warning",
            access_log=False,  # addresses hold search texts, which are personal data
            server_header=False,
            timeout_graceful_shutdown=_GRACE_SECONDS,
            limit_concurrency=100,
        )
        try:
            uvicorn.Server(config).run(sockets=[self._socket])
        except KeyboardInterrupt:  # uvicorn raises the signal again once it has stopped
            return
        except SystemExit as end:
            if end.code != 128 + 15:
                sys.exit(end.code)
