"""`ringleader serve` as a process of its own, for tests that need the real thing."""

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_SERVE = "from api.cli.main import run; run()"


@contextmanager
def serving(data: Path) -> Iterator[tuple["subprocess.Popen[str]", str]]:
    """The running process, and the address it printed; killed if it still runs at the end."""
    command = [sys.executable, "-c", _SERVE, "serve", "--port", "0", "--data", str(data)]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        assert server.stdout is not None
        assert server.stderr is not None
        printed = ""
        while "login?token=" not in printed:
            line = server.stdout.readline()
            assert line, server.stderr.read()
            printed += line
        found = re.search(r"http://\S+", printed)
        assert found
        yield server, found[0]
    finally:
        server.kill()
        server.communicate()
