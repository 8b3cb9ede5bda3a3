"""A few seeded runs of each fuzzer; more by hand: `python -m tests.fuzz.values --runs 20000`."""

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
RUNS = {"values": 3000, "mappings": 150, "readers": 300}

if importlib.util.find_spec("atheris") is None:
    pytest.skip("atheris is not installed (test extra)", allow_module_level=True)


@pytest.mark.parametrize("name", RUNS)
def test_no_error_but_the_tools_own(name: str, tmp_path: Path) -> None:
    command = [sys.executable, "-m", f"tests.fuzz.{name}", f"--runs={RUNS[name]}", "--seconds=3"]
    done = subprocess.run(
        [*command, f"--artifacts={tmp_path}"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        env={**os.environ, "TMPDIR": str(tmp_path)},
    )
    if "ImportError" in done.stderr and "atheris" in done.stderr.rsplit("ImportError", 1)[-1]:
        pytest.skip("atheris can't be loaded here: it needs a C++ runtime as it was built for")
    assert done.returncode == 0, done.stderr[-4000:] + done.stdout[-4000:]
