"""`ringleader serve` as a process: one sign-in, a clean stop, a port that is taken."""

import signal
import socket
from urllib.parse import urlsplit

import httpx
import pytest
from typer.testing import CliRunner

from api.cli.main import app
from api.server.serving import listen
from graph.errors import InputError
from tests.api.conftest import Drill
from tests.api.serving import serving


@pytest.mark.parametrize("ended_by", [signal.SIGINT, signal.SIGTERM])
def test_it_serves_after_one_sign_in_and_stops_cleanly(drill: Drill, ended_by: int) -> None:
    with serving(drill.data) as (server, address):
        home = f"http://{urlsplit(address).netloc}"
        assert address.startswith("http://127.0.0.1:")
        with httpx.Client(follow_redirects=True, timeout=30) as client:
            assert client.get(f"{home}/healthz").json() == {"status": "ok"}
            assert client.get(home).status_code == 401
            assert "R-" in client.get(address).text
            assert client.get(f"{home}/cases").status_code == 200
        assert httpx.get(address).status_code == 401
        server.send_signal(ended_by)
        assert server.wait(timeout=30) == 0
        assert server.stderr is not None
        assert "Stopped" in server.stderr.read()


def test_a_taken_port_is_told_before_the_store_is_opened() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(InputError, match=f"port {port}: .*give another --port"):
            listen("127.0.0.1", port)
        result = CliRunner().invoke(app, ["serve", "--port", str(port)])
        assert result.exit_code == 2
