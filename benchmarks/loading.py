"""Seconds of a first load against the idiomatic driver loop, and of an offline import of Neo4j.

    python -m benchmarks.loading --nodes 1000000 --links 2500000 --engine embedded|neo4j

The peer is what the driver's manual advises: constraints, then `UNWIND $rows MERGE` by 10,000
dicts, one session, one managed transaction a batch. Both load the same facts into an empty store
on the same machine in one run, from columns in memory, and the digests are compared.
"""

import argparse
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pyarrow as pa

from benchmarks.main_job import ENGINES
from benchmarks.portfolio import Portfolio
from benchmarks.report import Stopwatch, report
from graph.settings import Settings
from graph.store import Store, open_store
from graph.store.facts import Facts, LinkEnds
from graph.store.offline import write_offline
from queries import template
from tests.neo4j_server import Neo4jAddress, import_database, running_server

_ROWS = 10_000
_HEAP = "4g"


class Ready:
    """Facts in memory: what making them takes is nobody's time."""

    def __init__(self, facts: Facts) -> None:
        self._sizes = facts.sizes()
        self._nodes = [(label, list(batches)) for label, batches in facts.nodes()]
        self._links = [(ends, list(batches)) for ends, batches in facts.links()]

    def sizes(self) -> tuple[int, int]:
        """Number of (entities, links)."""
        return self._sizes

    def nodes(self) -> Iterator[tuple[str, Iterator[pa.RecordBatch]]]:
        """Entities by label."""
        return ((label, iter(batches)) for label, batches in self._nodes)

    def links(self) -> Iterator[tuple[LinkEnds, Iterator[pa.RecordBatch]]]:
        """Links by type and ends."""
        return ((ends, iter(batches)) for ends, batches in self._links)


def by_driver_loop(store: Store, facts: Facts) -> None:
    """The peer: constraints first, then rows as dicts."""
    store.prepare()
    for label, batches in facts.nodes():
        query = template("benchmarks/merge_nodes").fill({label}, label=label)
        for batch in batches:
            for start in range(0, batch.num_rows, _ROWS):
                rows = [_present(row) for row in batch.slice(start, _ROWS).to_pylist()]
                store.write(query, rows=rows)
    for (kind, source, target), batches in facts.links():
        names = {"type": kind, "source": source, "target": target}
        query = template("benchmarks/merge_links").fill(set(names.values()), **names)
        for batch in batches:
            for start in range(0, batch.num_rows, _ROWS):
                rows = []
                for row in batch.slice(start, _ROWS).to_pylist():
                    ends = {name: row.pop(name) for name in ("source", "target")}
                    rows.append({"id": row["id"], **ends, "properties": _present(row)})
                store.write(query, rows=rows)


def _present(row: dict[str, object]) -> dict[str, object]:
    return {name: value for name, value in row.items() if value is not None}


def neo4j_settings(address: Neo4jAddress, data: Path) -> Settings:
    """Settings of a server started here."""
    login = {"neo4j_user": address.user, "neo4j_password": address.password}
    return Settings.model_validate({"store": address.uri, "data": data, **login})


def timed(engine: str, name: str, facts: Facts, watch: Stopwatch) -> str:
    """Load into a new store of its own in the way `name`; returns the digest."""
    with tempfile.TemporaryDirectory(prefix="ringleader-bench-") as folder, ExitStack() as stack:
        data, home = Path(folder) / "data", Path(folder) / "home"
        if name == "offline":
            with watch.step(name):
                files = write_offline(facts, Path(folder) / "files")
                import_database(home, files, heap=_HEAP, flags=())
        settings = Settings(store="embedded", data=data, heap=_HEAP)
        if engine == "neo4j":
            server = running_server(home, heap=_HEAP, flags=(), pagecache="1g")
            settings = neo4j_settings(stack.enter_context(server), data)
        store = stack.enter_context(open_store(settings))
        store.is_empty()
        if name == "offline":
            with watch.step("offline, indexes"):
                store.prepare()
        elif name == "first load":
            with watch.step(name):
                store.first_load(facts)
        else:
            with watch.step(name):
                by_driver_loop(store, facts)
        return store.digest()


def main() -> None:
    """Run one engine and report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--nodes", type=int, default=1_000_000)
    parser.add_argument("--links", type=int, default=2_500_000)
    parser.add_argument("--engine", choices=ENGINES, default="embedded")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    facts = Ready(Portfolio(options.nodes, options.links, options.seed))
    watch = Stopwatch()
    ways = ["driver loop", "first load", *(["offline"] if options.engine == "neo4j" else [])]
    digests = {name: timed(options.engine, name, facts, watch) for name in ways}
    assert len(set(digests.values())) == 1, f"the graphs differ: {digests}"
    peer = watch.seconds["driver loop"]
    rows: list[dict[str, object]] = [
        {"way": name, "seconds": watch.seconds[name], "times as fast": peer / watch.seconds[name]}
        for name in ways
    ]
    if "offline" in ways:
        both = watch.seconds["offline"] + watch.seconds["offline, indexes"]
        rows.append({"way": "offline with indexes", "seconds": both, "times as fast": peer / both})
    sizes = {"nodes": facts.sizes()[0], "links": facts.sizes()[1]}
    report(f"first load, {options.engine}", rows, {**sizes, **watch.seconds})


if __name__ == "__main__":
    main()
