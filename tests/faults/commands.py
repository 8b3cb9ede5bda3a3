"""`ringleader` as a person types it, in a process of its own, with what it said."""

import json
import resource
import subprocess
import sys
from dataclasses import dataclass

from tests.processes import ROOT

_CODE = "from api.cli.main import run; run()"


@dataclass(frozen=True)
class Said:
    """How a command ended."""

    status: int
    lines: tuple[str, ...]  # on stderr, without progress
    steps: tuple[str, ...]  # that were finished

    @property
    def sentence(self) -> str:
        """The one sentence of a command that failed with status 2."""
        assert self.status == 2, self
        assert len(self.lines) == 1, self.lines
        return self.lines[0]


def command(
    *words: str, env: dict[str, str], largest: int | None = None, seconds: float = 120
) -> Said:
    """Run `ringleader words`; no file may grow beyond `largest` bytes."""

    def limit() -> None:
        if largest is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))

    done = subprocess.run(
        [sys.executable, "-c", _CODE, *words],
        env=env,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=seconds,
        check=False,
        preexec_fn=limit,
    )
    return said(done.returncode, done.stderr)


def said(status: int, stderr: str) -> Said:
    """Progress lines apart from the others."""
    lines, steps = [], []
    for line in stderr.splitlines():
        try:
            steps.append(str(json.loads(line)["step"]))
        except (ValueError, KeyError, TypeError):
            lines.append(line)
    return Said(status, tuple(lines), tuple(steps))
