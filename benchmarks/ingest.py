"""Ingest against the idiomatic driver loop: first load, unchanged files, one row in a hundred new.

    python -m benchmarks.ingest --claims 100000 --engine embedded|neo4j

The peer (benchmarks.loading) gets the finished facts as dicts and writes no provenance; ours reads,
cleans and keeps the files, writes provenance and loads. "Provenance and load" leaves out reading
and cleaning, which the peer hasn't. Digests are compared: after the changed delivery, with a fresh
load of it. 100,000 claims give some 1.2 million nodes and 2.5 million links.
"""

import argparse
import csv
import datetime
import resource
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from random import Random
from unittest.mock import patch

from benchmarks.loading import by_driver_loop, neo4j_settings
from benchmarks.main_job import ENGINES
from benchmarks.report import Stopwatch, report
from graph.provenance import Place, State, read_manifests
from graph.settings import Settings
from graph.store import Store, open_store
from ingest import RunReport, ingest
from ingest.publish import GraphFacts, Published
from ingest.sample import write_sample
from ingest.staging import Staging
from tests.neo4j_server import running_server

NOW = datetime.datetime(2026, 1, 2, tzinfo=datetime.UTC)
_HEAP = "4g"
_COLUMN = {"claims": "claimed", "people": "name", "payments": "payee_name", "policies": "premium"}


@contextmanager
def new_store(engine: str, folder: Path, name: str) -> Iterator[tuple[Store, Settings]]:
    """An empty store of its own."""
    data = folder / name
    with ExitStack() as stack:
        settings = Settings(store="embedded", data=data, heap=_HEAP)
        if engine == "neo4j":
            server = running_server(folder / f"{name}-home", heap=_HEAP, flags=(), pagecache="1g")
            settings = neo4j_settings(stack.enter_context(server), data)
        store = stack.enter_context(open_store(settings))
        store.prepare()
        yield store, settings


def change_some(sheets: Path, target: Path, share: float) -> int:
    """A copy of the sheets with a share of all rows changed or new; how many."""
    shutil.copytree(sheets, target)
    changed = 0
    for path in sorted(target.glob("*.csv")):
        random = Random(path.name)
        with path.open(encoding="utf-8-sig", newline="") as file:
            header, *rows = list(csv.reader(file))
        if path.stem in _COLUMN:
            at = header.index(_COLUMN[path.stem])
            for row in random.sample(rows, round(share * len(rows))):
                row[at] = _other(row[at])
                changed += 1
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([header, *rows])
    return changed


def _other(value: str) -> str:
    try:
        return f"{float(value) + 1:.2f}"
    except ValueError:
        return f"{value} A"


class Watched:
    """Ingest with the time of its parts."""

    def __init__(self, watch: Stopwatch) -> None:
        self._watch = watch

    def run(self, step: str, path: Path, store: Store, settings: Settings) -> RunReport:
        """Ingest `path`; adds `step` and, of it, the time that peers don't need."""
        write, part = Staging.write, Stopwatch()

        def timed(staging: Staging, *given: object) -> object:
            with part.step("segments"):
                return write(staging, *given)  # type: ignore[arg-type]

        with patch.object(Staging, "write", timed), self._watch.step(step):
            done = ingest(store, path, settings=settings, now=NOW)
        reading = done.seconds_reading - part.seconds.get("segments", 0.0)
        if not done.unchanged:
            self._watch.seconds[f"{step}: reading and cleaning"] = reading
        return done


def peer(engine: str, folder: Path, kept: Path, watch: Stopwatch) -> str:
    """The driver loop twice, on the facts that our ingest kept; the digest."""
    place = Place(kept)
    with new_store(engine, folder, "peer") as (store, _):
        for step in ("driver loop", "driver loop again"):
            state = State(place, read_manifests(place), None, folder / "spill")
            with watch.step(step):
                by_driver_loop(store, GraphFacts(state, "run", Published()))
            state.close()
        return store.digest()


def main() -> None:
    """Run one engine and report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=int, default=100_000)
    parser.add_argument("--engine", choices=ENGINES, default="embedded")
    options = parser.parse_args()
    watch = Stopwatch()
    with tempfile.TemporaryDirectory(prefix="ringleader-bench-") as name:
        folder = Path(name)
        write_sample(folder / "v1", claims=options.claims, seed=7)
        changed = change_some(folder / "v1", folder / "v2", 0.01)
        ours = Watched(watch)
        with new_store(options.engine, folder, "ours") as (store, settings):
            first = ours.run("first load", folder / "v1", store, settings)
            shutil.copytree(settings.data / "provenance", folder / "kept" / "provenance")
            digest = store.digest()
            counts = store.counts()
            assert ours.run("unchanged", folder / "v1", store, settings).unchanged
            second = ours.run("1% changed", folder / "v2", store, settings)
            after = store.digest()
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
        with new_store(options.engine, folder, "fresh") as (store, settings):
            ours.run("fresh", folder / "v2", store, settings)
            assert store.digest() == after, "the changed delivery differs from a fresh load"
        peer(options.engine, folder, folder / "kept", watch)
    seconds = watch.seconds
    load = seconds["first load"] - seconds["first load: reading and cleaning"]
    again = seconds["driver loop again"]
    ratios: list[dict[str, object]] = [
        {"way": way, "seconds": seconds[way], "times as fast": again / seconds[way]}
        for way in ("unchanged", "1% changed")
    ]
    rows: list[dict[str, object]] = [
        {"way": "driver loop, facts ready", "seconds": seconds["driver loop"]},
        {"way": "first load, all", "seconds": seconds["first load"]},
        {
            "way": "provenance and load",
            "seconds": load,
            "times as fast": seconds["driver loop"] / load,
        },
        {"way": "driver loop again", "seconds": again},
        *ratios,
    ]
    figures = {
        "rows": first.rows_read,
        "rows changed": changed,
        "rows known again": second.rows_known,
        "nodes": sum(n for label, n in counts.items() if label in first.nodes),
        "links": sum(n for kind, n in counts.items() if kind in first.links),
        "digest": digest[:12],
        "peak GB": peak,
    }
    report(f"ingest, {options.engine}, {options.claims:,} claims", rows, {**figures, **seconds})


if __name__ == "__main__":
    main()
