"""Rows of Excel and databases wait in temporary files, which a killed command must not leave."""

import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from ingest.readers.canonical import CanonicalWriter, remove_abandoned_rows

_WRITES = """
import sys, time
from ingest.readers.canonical import CanonicalWriter
writer = CanonicalWriter()
with writer:
    writer.add(["name", "an invented person"])
print(writer.rows.path, flush=True)
time.sleep(60)
"""


def test_the_file_goes_with_its_rows() -> None:
    with CanonicalWriter() as writer:
        writer.add(["name"])
    path = writer.rows.path
    assert b"".join(writer.rows.blocks()) == b"name\n"
    remove_abandoned_rows()
    assert path.exists(), "the process that made it lives"
    del writer
    assert not path.exists()


def test_what_a_killed_command_left_goes_with_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", None)
    killed = subprocess.Popen([sys.executable, "-c", _WRITES], stdout=subprocess.PIPE, text=True)
    assert killed.stdout is not None
    left = Path(killed.stdout.readline().strip())
    assert left.parent == tmp_path
    assert left.exists()
    killed.send_signal(signal.SIGKILL)
    killed.wait()
    (tmp_path / ".someone@else.part").touch()
    remove_abandoned_rows()
    assert [path.name for path in tmp_path.iterdir()] == [".someone@else.part"]
