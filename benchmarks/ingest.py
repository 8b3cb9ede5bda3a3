"""Ingest against the idiomatic driver loop: first load, unchanged files, one row in a hundred new.

    python -m benchmarks.ingest --claims 100000 --engine embedded|neo4j [--part first|again]

The peer (benchmarks.loading) gets the finished facts as columns in memory and writes no provenance;
ours reads, cleans and keeps the files, writes provenance, loads and joins records of one person.
"Provenance and load" leaves out reading and cleaning, which the peer hasn't. Digests are compared:
of our first load with the peer's, and after the changed delivery with a fresh load of it.
100,000 claims give some 1.2 million nodes and 2.5 million links; `--part` runs the first load or
the re-runs alone.
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

from benchmarks.loading import Ready, by_driver_loop, neo4j_settings
from benchmarks.main_job import ENGINES
from benchmarks.report import Stopwatch, report
from graph.provenance import Place, State, read_manifests
from graph.settings import Settings
from graph.store import Store, open_store
from ingest import RunReport, ingest
from ingest.publish import GraphFacts, Published
from ingest.same import apply_rules
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
        """Ingest `path`; adds `step` and, of it, the time of its parts."""
        part = Stopwatch()
        write, load = Staging.write, Store.first_load

        def timed_write(staging: Staging, *given: object) -> object:
            with part.step("segments"):
                return write(staging, *given)  # type: ignore[arg-type]

        def timed_load(loading: Store, *given: object) -> None:
            with part.step("into the store"):
                load(loading, *given)  # type: ignore[arg-type]

        with (
            patch.object(Staging, "write", timed_write),
            patch.object(Store, "first_load", timed_load),
            self._watch.step(step),
        ):
            done = ingest(store, path, settings=settings, now=NOW)
        reading = done.seconds_reading - part.seconds.get("segments", 0.0)
        if not done.unchanged:
            part.seconds["reading and cleaning"] = reading
            self._watch.seconds |= {f"{step}: {name}": t for name, t in part.seconds.items()}
        return done


def peer(
    engine: str, folder: Path, kept: Path, run: str, steps: tuple[str, ...], watch: Stopwatch
) -> str:
    """The driver loop on the facts that our ingest kept, once a step; the digest."""
    place = Place(kept)
    state = State(place, read_manifests(place), None, folder / "spill")
    facts = Ready(GraphFacts(state, run, Published()))
    state.close()
    with new_store(engine, folder, "peer") as (store, _):
        for step in steps:
            with watch.step(step):
                by_driver_loop(store, facts)
        apply_rules(store, run)  # nobody's time: the digest compares what follows from the facts
        return store.digest()


def first_loads(engine: str, folder: Path, watch: Stopwatch) -> dict[str, object]:
    """Our first load and the peer's; the figures."""
    with new_store(engine, folder, "ours") as (store, settings):
        first = Watched(watch).run("first load", folder / "v1", store, settings)
        digest, counts = store.digest(), store.counts()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    kept = folder / "ours"
    assert peer(engine, folder, kept, first.run, ("driver loop",), watch) == digest
    return {
        "rows": first.rows_read,
        "nodes": sum(n for label, n in counts.items() if label in first.nodes),
        "links": sum(n for kind, n in counts.items() if kind in first.links),
        "digest": digest[:12],
        "peak GB": peak,
    }


def again(engine: str, folder: Path, watch: Stopwatch) -> dict[str, object]:
    """Re-runs of ours, unchanged and changed, and of the peer's; the figures."""
    changed = change_some(folder / "v1", folder / "v2", 0.01)
    ours = Watched(watch)
    with new_store(engine, folder, "again") as (store, settings):
        first = ours.run("before", folder / "v1", store, settings)
        shutil.copytree(settings.data / "provenance", folder / "kept" / "provenance")
        assert ours.run("unchanged", folder / "v1", store, settings).unchanged
        second = ours.run("1% changed", folder / "v2", store, settings)
        after = store.digest()
    with new_store(engine, folder, "fresh") as (store, settings):
        ours.run("fresh", folder / "v2", store, settings)
        assert store.digest() == after, "the changed delivery differs from a fresh load"
    peer(engine, folder, folder / "kept", first.run, ("loop before", "driver loop again"), watch)
    return {"rows changed": changed, "rows known again": second.rows_known}


def main() -> None:
    """Run one engine and report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=int, default=100_000)
    parser.add_argument("--engine", choices=ENGINES, default="embedded")
    parser.add_argument("--part", choices=("first", "again"))
    options = parser.parse_args()
    watch = Stopwatch()
    seconds = watch.seconds
    rows: list[dict[str, object]] = []
    figures: dict[str, object] = {}
    with tempfile.TemporaryDirectory(prefix="ringleader-bench-") as name:
        folder = Path(name)
        write_sample(folder / "v1", claims=options.claims, seed=7)
        if options.part != "again":
            figures |= first_loads(options.engine, folder, watch)
            load = seconds["first load"] - seconds["first load: reading and cleaning"]
            loop, store = seconds["driver loop"], seconds["first load: into the store"]
            rows += [
                {"way": "driver loop, facts ready", "seconds": loop},
                {"way": "first load, all", "seconds": seconds["first load"]},
                {"way": "provenance and load", "seconds": load, "times as fast": loop / load},
                {"way": "load alone", "seconds": store, "times as fast": loop / store},
            ]
        if options.part != "first":
            figures |= again(options.engine, folder, watch)
            loop = seconds["driver loop again"]
            rows.append({"way": "driver loop again", "seconds": loop})
            for way in ("unchanged", "1% changed"):
                found = {"seconds": seconds[way], "times as fast": loop / seconds[way]}
                rows.append({"way": way, **found})
    title = f"ingest, {options.engine}, {options.claims:,} claims"
    report(title, rows, {**figures, **seconds})


if __name__ == "__main__":
    main()
