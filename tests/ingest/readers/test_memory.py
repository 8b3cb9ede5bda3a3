"""Large files are streamed: memory doesn't grow with the file."""

import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.reading import write_claims

MEGABYTES = 200
STREAM = """
import resource, sys
from pathlib import Path
from benchmarks.reading import mapping
from ingest.inputs import find_inputs

def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024

before = peak()
(given,) = find_inputs(Path(sys.argv[1]), mapping())
rows = sum(len(chunk) for chunk in given.chunks())
print(rows, peak() - before)
"""


@pytest.mark.parametrize("quoted", [False, True])
def test_a_file_of_200_mb_needs_less_than_300(tmp_path: Path, quoted: bool) -> None:
    path = tmp_path / "claims.csv"
    write_claims(path, 50_000, quoted=quoted)
    header, _, body = path.read_bytes().partition(b"\n")
    copies = MEGABYTES * 1_000_000 // len(body)
    with path.open("wb") as file:
        file.write(header + b"\n")
        for _ in range(copies):
            file.write(body)
    done = subprocess.run(
        [sys.executable, "-c", STREAM, str(path)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    rows, grown = map(int, done.stdout.split())
    assert rows == 50_000 * copies
    assert grown < 300
