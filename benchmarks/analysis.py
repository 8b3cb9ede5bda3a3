"""Seconds and memory of the ring analysis at a million people, beside NetworkX and Neo4j's GDS.

    python -m benchmarks.analysis [--people N] [--engine memory|embedded|neo4j ...]

'memory' analyses arrays without a store, at N and at a quarter of N people, and runs the textbook
way of NetworkX (weighted projection, Louvain on the whole) at a size where that still ends. The
engines load the same people, read them and do the whole analysis; on Neo4j the Graph Data Science
library (2 threads) partitions the same graph in the same server. GDS is GPLv3: for this only.
"""

import argparse
import resource
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import neo4j
import networkx as nx
import psutil

from benchmarks.loading import neo4j_settings
from benchmarks.main_job import Steps
from benchmarks.report import Stopwatch, report
from benchmarks.world import World
from graph.projection.figures import figures_of
from graph.projection.holdings import DECLARED, holdings
from graph.projection.households import households
from graph.projection.items import build_items
from graph.projection.services import services
from graph.projection.weights import project
from graph.provenance import Provenance
from graph.rings import RingParameters, analyse
from graph.rings.detect import Detection, detect, provider_counts, provider_pairs
from graph.rings.facts import Payment
from graph.rings.find import explain
from graph.rings.pieces import grouped, whole_of
from graph.settings import Settings
from graph.store import Store, open_store
from graph.store.offline import write_offline
from tests.neo4j_server import Neo4jAddress, import_database, jars, running_server

Row = dict[str, object]
_HEAP = "4g"
_TEXTBOOK = 20_000  # people for whom the textbook way still ends within a minute or two
_GDS = Path(__file__).parent / "gds" / "pom.xml"


class NoFacts:
    """A source that knows nothing: rings without captions, so that only the analysis is timed."""

    def entities(self, _: object) -> dict[str, dict[str, object]]:
        """None."""
        return {}

    def payments(self, _: object) -> list[Payment]:
        """None."""
        return []

    def rows(self, _: object) -> dict[str, list[str]]:
        """None."""
        return {}


@contextmanager
def memory(row: Row) -> Iterator[None]:
    """The most memory that this process and its workers hold together meanwhile, into `row`."""
    own, over, most = psutil.Process(), threading.Event(), [0]

    def watch() -> None:
        while not over.wait(0.1):
            held = own.memory_info().rss
            for worker in own.children(recursive=True):
                with suppress(psutil.Error):  # ended meanwhile
                    held += worker.memory_info().rss
            most[0] = max(most[0], held)

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        yield
    finally:
        over.set()
        watcher.join()
        row["peak MB, workers included"] = most[0] // 2**20


def found_of(world: World, detection: Detection) -> float:
    """Share of the planted rings of which a candidate has half the people or more (Jaccard)."""
    ring, people = world.rings
    members: dict[int, set[int]] = {}
    for number, person in zip(ring.tolist(), people.tolist(), strict=True):
        members.setdefault(number, set()).add(person)
    of: dict[int, list[int]] = {}
    found = [set(candidate.people.tolist()) for candidate in detection.candidates]
    for at, candidate in enumerate(found):
        for person in candidate:
            of.setdefault(person, []).append(at)
    hits = 0
    for planted in members.values():
        near = {at for person in planted for at in of.get(person, ())}
        hits += any(2 * len(planted & found[at]) >= len(planted | found[at]) for at in near)
    return hits / len(members)


def in_memory(people: int) -> Row:
    """The whole analysis of a world in memory."""
    world, watch = World(people), Stopwatch()
    evidence = world.evidence()
    most: Row = {}
    with memory(most):
        with watch.step("arrays to candidates s"):
            detection = detect(evidence)
        with watch.step("explaining s"):
            rings, _ = explain(
                detection, NoFacts(), [], RingParameters(), {}, processes=Settings().processes
            )
    nodes, links = world.sizes()
    return {
        "people": people,
        "entities": nodes,
        "links": links,
        **watch.seconds,
        "analysis s": sum(watch.seconds.values()),
        "candidates": len(detection.candidates),
        "rings explained": len(rings),
        "planted found": found_of(world, detection),
        **most,
    }


def ours(world: World) -> float:
    """Seconds from evidence in memory to communities: projection and partition."""
    evidence, parameters = world.evidence(), RingParameters()
    started = time.perf_counter()
    held = holdings(evidence)
    homes = households(evidence, held, parameters.household_people)
    served = services(evidence)
    pairs = provider_pairs(provider_counts(served, parameters), parameters)
    items = build_items(evidence, held, homes, served.served, pairs.ends, pairs.lift)
    figures = figures_of(items, parameters.weights, pairs.tests)
    projection = project(items, parameters.weights, figures)
    grouped(whole_of(items, homes, projection, figures, parameters), parameters)
    return time.perf_counter() - started


def textbook(world: World) -> float:
    """Seconds of NetworkX from the same links in memory to communities."""
    evidence = world.evidence()
    started = time.perf_counter()
    graph: nx.Graph[tuple[str, int]] = nx.Graph()
    for kind, label in DECLARED.items():
        table = evidence.table(kind, "Person", label)
        graph.add_edges_from(
            (("Person", a), (label, b))
            for a, b in zip(table.sources.tolist(), table.targets.tolist(), strict=True)
        )
    people = [node for node in graph if node[0] == "Person"]
    projected = nx.bipartite.weighted_projected_graph(graph, people)
    nx.community.louvain_communities(projected, "weight", seed=7)
    return time.perf_counter() - started


def beside_textbook(people: int) -> Row:
    """The textbook way and ours on the same links."""
    world = World(people)
    mine, theirs = ours(world), textbook(world)
    return {
        "people": people,
        "projection + partition s": mine,
        "NetworkX s": theirs,
        "times as fast": theirs / mine,
    }


def gds_jars(folder: Path) -> list[Path]:
    """The jars of GDS that the server doesn't have already, but for the two GDS brings anew."""
    command = ["mvn", "-B", "-q", "-ntp", "dependency:copy-dependencies", "-DincludeScope=runtime"]
    subprocess.run([*command, "-f", str(_GDS), f"-DoutputDirectory={folder}"], check=True)
    known = {path.name.rsplit("-", 1)[0] for path in jars().iterdir()}
    own = ("annotations-2.", "neo4j-values-2.")
    return sorted(
        path
        for path in folder.iterdir()
        if path.name.rsplit("-", 1)[0] not in known or path.name.startswith(own)
    )


def by_gds(address: Neo4jAddress) -> Row:
    """Seconds of GDS on people and what they hold: its projection from the store, and Leiden."""
    kinds = {kind: {"orientation": "UNDIRECTED"} for kind in DECLARED}
    labels = ["Person", *sorted(set(DECLARED.values()))]
    row: Row = {}
    with (
        neo4j.GraphDatabase.driver(address.uri, auth=(address.user, address.password)) as driver,
        driver.session() as session,
    ):
        started = time.perf_counter()
        call = "CALL gds.graph.project('g', $labels, $kinds, {readConcurrency: 2})"
        session.run(call, labels=labels, kinds=kinds).consume()
        row["GDS projection s"] = time.perf_counter() - started
        started = time.perf_counter()
        call = "CALL gds.leiden.stats('g', {concurrency: 2, randomSeed: 7})"
        session.run(call).consume()
        row["GDS Leiden s"] = time.perf_counter() - started
    return row


def _note_load(store: Store) -> None:
    """Note a complete load as ingest does: without one, a run digests the whole store."""
    store.load_nodes(
        "IngestRun",
        {"id": ["run-world"], "finished": ["2026-01-02T00:00:00+00:00"], "complete": [True]},
    )


@contextmanager
def loaded(engine: str, world: World, folder: Path, row: Row) -> Iterator[Store]:
    """A store of this engine that holds the world; GDS's figures go into `row`."""
    data = folder / "data"
    started = time.perf_counter()
    if engine == "embedded":
        with open_store(Settings(store="embedded", data=data, heap=_HEAP)) as store:
            store.first_load(world)
            row["loading s"] = time.perf_counter() - started
            _note_load(store)
            yield store
        return
    home = folder / "home"
    import_database(home, write_offline(world, folder / "files"), heap=_HEAP, flags=())
    plugins = gds_jars(folder / "gds")
    with (
        running_server(home, heap=_HEAP, flags=(), pagecache="1g", plugins=plugins) as address,
        open_store(neo4j_settings(address, data)) as store,
    ):
        store.prepare()
        row["loading s"] = time.perf_counter() - started
        _note_load(store)
        yield store
        row.update(by_gds(address))


def on_engine(engine: str, people: int) -> Row:
    """Load, then the whole analysis as `ringleader rings` does it."""
    world, steps = World(people), Steps()
    row: Row = {"engine": engine, "people": people, "loading s": 0.0}
    with (
        tempfile.TemporaryDirectory(prefix="ringleader-bench-") as name,
        loaded(engine, world, Path(name), row) as store,
    ):
        started = time.perf_counter()
        run = analyse(store, Provenance(store.kept), progress=steps).run
        steps.close()
        row["read and analysis s"] = time.perf_counter() - started
        row.update(steps.seconds)
        row["rings"] = len(run.rings)
        row["digest"] = run.digest[:12]
        row["peak MB, without the store"] = (
            resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        )
    if engine == "neo4j":
        row["ours, projection + partition s"] = ours(world)
    return row


def main() -> None:
    """Run what is asked for and report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=1_000_000)
    choices = ("memory", "embedded", "neo4j")
    parser.add_argument("--engine", choices=choices, action="append")
    options = parser.parse_args()
    for engine in options.engine or choices:
        if engine != "memory":
            row = on_engine(engine, options.people)
            report(f"Reading and analysing a store on {engine}", [row], {"runs": [row]})
            continue
        rows = [in_memory(options.people // 4), in_memory(options.people)]
        growth = float(str(rows[1]["analysis s"])) / float(str(rows[0]["analysis s"])) / 4
        rows[1]["growth, times linear"] = growth
        report("Analysis in memory", rows, {"runs": rows})
        beside = beside_textbook(min(options.people, _TEXTBOOK))
        report("Beside NetworkX", [beside], beside)


if __name__ == "__main__":
    main()
