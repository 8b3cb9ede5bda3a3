"""Peak memory of reading a big file: a dry run, and a real run up to the door of the store.

    python -m benchmarks.memory [--gigabytes N]

The file is invented: every row is a claim of a customer of its own, so that nearly all values
differ, with remarks that the mapping doesn't use (300 bytes of a row of 500). Each run is a process
of its own; the peak is of its whole life, in MB. `--run dry FILE WHERE` is one such run.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

import duckdb

from benchmarks.cleaning import HEADER, MAPPING
from benchmarks.report import Stopwatch, report
from graph.provenance import Manifest, Place, State
from graph.schema.registry import REGISTRY
from ingest.inputs import find_inputs
from ingest.read import Delivery, Gathered, gather_all
from ingest.rejects import Rejects
from ingest.staging import Staging

_RUN = "ingestrun-0123456789abcdef0123"
_CELLS = (
    "format('CL-{:012d}', i)",
    *("date '2015-01-01' + (i % 3000)::INTEGER",) * 3,
    "['collision', 'theft', 'injury', 'property'][1 + i % 4]",
    "format('{:d}.{:02d}', i % 50000, i % 100)",
    "format('P{:010d}', i)",
    "format('Ada {:s}. Carter-{:d}', chr(65 + (i % 26)::INTEGER), i)",
    "date '1940-01-01' + (i % 22000)::INTEGER",
    "format('({:d}) 555-{:04d}', 201 + (i // 10000) % 788, i % 10000)",
    "format('E{:09d}', i)",
    "format('{:d} Harbour Street', i)",
    "['Springfield', 'Riverton', 'Lakeside'][1 + i % 3]",
    "format('{:05d}', 10000 + i % 89999)",
    "format('{:014d}', 70000000000003 + i * 7919)",
    "''",
    "format('ABC {:d}', i)",
)
_REMARKS = "repeat(format('{:d} invented words ', i), 14)[:300]"
_ROW = 475  # bytes of a row, about


def write_claims(path: Path, size: float) -> None:
    """A claims file of about `size` bytes; equal sizes write equal bytes."""
    cells = zip((*HEADER, "remarks"), (*_CELLS, _REMARKS), strict=True)
    columns = ", ".join(f"{cell} AS {name}" for name, cell in cells)
    rows = max(int(size / _ROW), 1)
    with duckdb.connect(":memory:") as database:
        database.execute("SET memory_limit = '512MB'")
        database.execute(f"COPY (SELECT {columns} FROM range({rows}) t(i)) TO '{path}' (HEADER)")  # noqa: S608


def run(path: Path, where: Path, *, dry_run: bool) -> None:
    """Read the file in this process; print the figures as one JSON object."""
    place, watch, facts = Place(where), Stopwatch(), 0
    before = Manifest(source=MAPPING.source)
    delivery = Delivery(find_inputs(path, MAPPING), MAPPING, "mapping", before, _RUN, full=False)
    staging = Staging(where / "work", place, dry_run=dry_run)
    with watch.step("read"), Rejects(None, "en", staging.add_lost) as rejects:
        gathered = gather_all(delivery, staging, rejects, lambda *_: None, dry_run=dry_run)
        if not dry_run:
            gathered.touched = staging.write_touched(_RUN)
    staging.close()
    figures = {"rows": gathered.rows("read"), "seconds": watch.seconds["read"], "peak": _peak()}
    if not dry_run:
        with watch.step("state"):
            facts = _state(place, gathered, where / "state")
        figures |= {"facts": facts, "state_seconds": watch.seconds["state"], "state_peak": _peak()}
    print(json.dumps(figures))


def _state(place: Place, gathered: Gathered, spill: Path) -> int:
    """Work out all that the store would be told; how many facts they are."""
    manifest = Manifest(source=MAPPING.source, runs=1, tables=gathered.tables)
    state = State(place, {MAPPING.source: manifest}, gathered.touched, spill)
    try:
        nodes: int = sum(
            batch.num_rows for entity in REGISTRY for batch in state.nodes(entity.label)
        )
        links: int = sum(
            batch.num_rows for ends in state.link_ends() for batch in state.links(ends)
        )
    finally:
        state.close()
    return nodes + links


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def _measured(path: Path, where: Path, kind: str) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.memory", "--run", kind, str(path), str(where)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    figures: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return {**figures, "rows_per_second": figures["rows"] / figures["seconds"]}


def main() -> None:
    """Print peak MB, seconds and rows a second of both runs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gigabytes", type=float, default=1.0)
    parser.add_argument("--run", nargs=3, metavar=("KIND", "FILE", "WHERE"), help="used by itself")
    given = parser.parse_args()
    if given.run:
        kind, path, where = given.run
        run(Path(path), Path(where), dry_run=kind == "dry")
        return
    with tempfile.TemporaryDirectory() as directory:
        path = Path(directory) / "claims.csv"
        write_claims(path, given.gigabytes * 1e9)
        megabytes = path.stat().st_size // 10**6
        found = {kind: _measured(path, Path(directory) / kind, kind) for kind in ("dry", "real")}
    report(
        "memory",
        [{"run": kind, "file, MB": megabytes, **figures} for kind, figures in found.items()],
        found,
    )


if __name__ == "__main__":
    main()
