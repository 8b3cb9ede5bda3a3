"""Rows per second of ingest and seconds of each analysis step, on the sample, on both engines.

    python -m benchmarks.main_job [--claims N ...] [--engine embedded|neo4j ...]

Neo4j is a real server started from its published Java artifacts for the time of the run.
"""

import argparse
import datetime
import resource
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from benchmarks.report import Stopwatch, report
from graph.language import say
from graph.provenance import Provenance
from graph.rings import RingRun, analyse
from graph.settings import Settings
from graph.store import open_store
from ingest import ingest
from ingest.sample import write_sample
from tests.neo4j_server import running_server

NOW = datetime.datetime(2026, 1, 2, tzinfo=datetime.UTC)
ENGINES = ("embedded", "neo4j")


class Steps:
    """Turns progress calls (message id, share done) into seconds by step."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._step, self._since = "", time.perf_counter()

    def __call__(self, message: str, share: float) -> None:
        del share
        if message != self._step:
            self.close()
            self._step = message

    def close(self) -> None:
        """Count the time since the last change for the step that is ending."""
        now = time.perf_counter()
        if self._step:
            name = say(self._step, "en")
            self.seconds[name] = self.seconds.get(name, 0.0) + now - self._since
        self._since = now


@contextmanager
def settings_for(engine: str, folder: Path) -> Iterator[Settings]:
    """Settings of an empty store on this engine, gone afterwards."""
    data = folder / f"data-{engine}"
    if engine == "embedded":
        yield Settings(store="embedded", data=data, heap="4g")
        return
    with running_server(folder / "neo4j-home", heap="4g", flags=()) as address:
        yield address.settings(data)


def main_job(engine: str, sheets: Path, folder: Path) -> tuple[Stopwatch, int, Steps, RingRun]:
    """Ingest and analyse once; returns times, rows loaded, analysis steps and the rings."""
    watch, steps = Stopwatch(), Steps()
    with ExitStack() as stack:
        settings = stack.enter_context(settings_for(engine, folder))
        store = stack.enter_context(open_store(settings))
        with watch.step("ingest"):
            loaded = ingest(store, sheets, None, settings=settings, now=NOW)
        with watch.step("rings"):
            run = analyse(store, Provenance(settings.data), progress=steps).run
        steps.close()
    return watch, loaded.rows_read, steps, run


def main() -> None:
    """Run the sizes and engines asked for and report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=int, action="append")
    parser.add_argument("--engine", choices=ENGINES, action="append")
    options = parser.parse_args()
    rows: list[dict[str, object]] = []
    for claims in options.claims or [10_000, 100_000]:
        with tempfile.TemporaryDirectory(prefix="ringleader-bench-") as name:
            folder = Path(name)
            write_sample(folder / "sheets", claims=claims)
            for engine in options.engine or ENGINES:
                watch, read, steps, run = main_job(engine, folder / "sheets", folder)
                rows.append(
                    {
                        "engine": engine,
                        "claims": claims,
                        "rows": read,
                        "ingest s": watch.seconds["ingest"],
                        "rows/s": read / watch.seconds["ingest"],
                        **steps.seconds,
                        "all rings s": watch.seconds["rings"],
                        "rings": sum(not ring.weak for ring in run.rings),
                        "digest": run.digest[:12],
                        "peak MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
                    }
                )
    report("The main job on the invented sample", rows, {"runs": rows})


if __name__ == "__main__":
    main()
