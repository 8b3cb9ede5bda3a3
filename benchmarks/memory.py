"""Peak memory of a big file: a dry run, up to the door of the store, a whole load, and again.

    python -m benchmarks.memory [--gigabytes N] [--each N] [--part dry|door|whole|again]

The file is invented: every row is a claim, with remarks that the mapping doesn't use (300 bytes of
a row of 500). `--each`: claims of one customer; with 1 nearly all values differ. One customer in a
hundred is on record twice. "Door" works out all that the store would be told; "whole" is an ingest
into a new embedded store, whose process has a heap of its own (`--heap`); "again", after it, that
of the file with one row in a hundred changed. Each part is a process of its own; the peak is of its
whole life, in MB.
"""

import argparse
import datetime
import json
import re
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import duckdb
import psutil
import yaml

from benchmarks.cleaning import HEADER, MAPPING
from benchmarks.report import Stopwatch, report
from graph.provenance import Manifest, Place, State
from graph.schema.registry import REGISTRY
from graph.settings import Settings
from graph.store import open_store
from ingest import ingest
from ingest.inputs import find_inputs
from ingest.read import Delivery, Gathered, gather_all
from ingest.rejects import Rejects
from ingest.staging import Staging

NOW = datetime.datetime(2026, 1, 2, tzinfo=datetime.UTC)
PARTS = ("dry", "door", "whole", "again")
_RUN = "ingestrun-0123456789abcdef0123"
_CELLS = (  # i: the claim, c: the customer, p: the person, who may be two customers; n: anew
    "format('CL-{:012d}', i)",
    *("date '2015-01-01' + (i % 3000)::INTEGER",) * 3,
    "['collision', 'theft', 'injury', 'property'][1 + i % 4]",
    "format('{:d}.{:02d}', i % 50000, (i + n) % 100)",
    "format('P{:010d}', c)",
    "translate(format('A{:02d} B{:08d}', (p + n) % 100, p), '0123456789', 'aeioulmnrs')",
    "date '1940-01-01' + (p % 22000)::INTEGER",
    "format('({:d}) 555-{:04d}', 201 + (p // 10000) % 788, p % 10000)",
    "format('E{:09d}', p)",
    "format('{:d} Harbour Street', c)",
    "['Springfield', 'Riverton', 'Lakeside'][1 + c % 3]",
    "format('{:05d}', 10000 + c % 89999)",
    "format('{:014d}', 70000000000003 + c * 7919)",
    "''",
    "format('ABC {:d}', c)",
)
_NUMBERS = """
SELECT i, c, c - (c % 100 = 1)::INTEGER AS p, ({anew} AND i % 100 = 50)::INTEGER AS n
FROM (SELECT i, i // {each} AS c FROM range({rows}) t(i))
"""
_REMARKS = "repeat(format('{:d} invented words ', i), 14)[:300]"
_ROW = 475  # bytes of a row, about
_OFTEN = 10  # seconds between two lines of progress
_TOLD: dict[str, int] = {}


def write_claims(path: Path, size: float, each: int, *, anew: bool = False) -> None:
    """A claims file of about `size` bytes, `each` claims a customer; `anew`: 1% changed."""
    cells = zip((*HEADER, "remarks"), (*_CELLS, _REMARKS), strict=True)
    columns = ", ".join(f"{cell} AS {name}" for name, cell in cells)
    rows = max(int(size / _ROW), 1)
    with duckdb.connect(":memory:") as database:
        database.execute("SET memory_limit = '512MB'")
        numbers = _NUMBERS.format(each=each, rows=rows, anew=anew)
        database.execute(f"COPY (SELECT {columns} FROM ({numbers})) TO '{path}' (HEADER)")  # noqa: S608


def read(path: Path, where: Path, *, dry_run: bool) -> dict[str, object]:
    """Read the file in this process and, unless `dry_run`, work out what a store would be told."""
    place, watch, facts = Place(where), Stopwatch(), 0
    before = Manifest(source=MAPPING.source)
    delivery = Delivery(find_inputs(path, MAPPING), MAPPING, "mapping", before, _RUN, full=False)
    staging = Staging(where / "work", place, dry_run=dry_run)
    with watch.step("read"), Rejects(None, "en", staging.add_lost) as rejects:
        gathered = gather_all(delivery, staging, rejects, lambda *_: None, dry_run=dry_run)
        if not dry_run:
            gathered.touched = staging.write_touched(_RUN)
    staging.close()
    figures: dict[str, object] = {"rows": gathered.rows("read")}
    figures |= {"seconds": watch.seconds["read"], "peak": _peak()}
    if not dry_run:
        with watch.step("state"):
            facts = _state(place, gathered, where / "state")
        figures |= {"facts": facts, "state_seconds": watch.seconds["state"], "state_peak": _peak()}
    return figures


def load(path: Path, where: Path, heap: str) -> dict[str, object]:
    """Ingest the file in this process into the embedded store at `where`."""
    mapping, watch = where / "mapping.yaml", Stopwatch()
    where.mkdir(exist_ok=True)
    mapping.write_text(yaml.safe_dump(MAPPING.model_dump(mode="json", exclude_defaults=True)))
    settings = Settings(store="embedded", data=where / "data", heap=heap)
    with open_store(settings) as store:
        with watch.step("all"):
            done = ingest(store, path, str(mapping), settings=settings, now=NOW, progress=_tell)
        store_peak = sum(map(_peak_of, psutil.Process().children(recursive=True)))
    figures = {"rows": done.rows_read, "seconds": watch.seconds["all"], "peak": _peak()}
    facts = sum(done.nodes.values()) + sum(done.links.values())
    return {**figures, "reading": done.seconds_reading, "facts": facts, "store_peak": store_peak}


def _tell(step: str, done: int, total: int | None) -> None:
    now = int(time.monotonic())
    if now >= _TOLD.get(step, 0) + _OFTEN or done == total:
        _TOLD[step] = now
        print(f"{step} {done} of {total}, peak {_peak()} MB", file=sys.stderr, flush=True)


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


def _peak_of(process: psutil.Process) -> int:
    found = re.search(r"VmHWM:\s+(\d+)", Path(f"/proc/{process.pid}/status").read_text())
    return int(found[1]) // 1024 if found else 0


def _measured(path: Path, where: Path, part: str, heap: str) -> dict[str, float]:
    asked = ["--heap", heap, "--run", part, str(path), str(where)]
    command = [sys.executable, "-m", "benchmarks.memory", *asked]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    figures: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return {**figures, "rows_per_second": figures["rows"] / figures["seconds"]}


def main() -> None:
    """Print peak MB, seconds and rows a second of each part."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gigabytes", type=float, default=1.0)
    parser.add_argument("--each", type=int, default=1)
    parser.add_argument("--part", choices=PARTS, action="append")
    parser.add_argument("--heap", default="12g")
    parser.add_argument("--run", nargs=3, metavar=("PART", "FILE", "WHERE"), help="used by itself")
    given = parser.parse_args()
    if given.run:
        part, path, where = given.run[0], Path(given.run[1]), Path(given.run[2])
        into = part in ("whole", "again")
        found = load(path, where, given.heap) if into else read(path, where, dry_run=part == "dry")
        print(json.dumps(found))
        return
    with tempfile.TemporaryDirectory() as directory:
        path, parts = Path(directory) / "claims.csv", {}
        for part in given.part or PARTS:
            write_claims(path, given.gigabytes * 1e9, given.each, anew=part == "again")
            where = Path(directory) / ("whole" if part == "again" else part)
            parts[part] = _measured(path, where, part, given.heap)
        megabytes = path.stat().st_size // 10**6
    report(
        "memory",
        [{"part": part, "file, MB": megabytes, **figures} for part, figures in parts.items()],
        parts,
    )


if __name__ == "__main__":
    main()
