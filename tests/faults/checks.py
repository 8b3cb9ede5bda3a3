"""What must hold after a fault and the same command once more: all as if nothing had happened."""

from dataclasses import dataclass
from pathlib import Path

from graph.provenance import Provenance
from graph.provenance.manifest import read_manifests
from graph.store import Store
from graph.store.runtime import Paths


@dataclass(frozen=True)
class Graph:
    """What a store says of its current evidence."""

    digest: str
    counts: dict[str, int]

    @classmethod
    def of(cls, store: Store) -> "Graph":
        """Retired facts don't count, nor do runs."""
        retired = store.retired()
        counts = store.counts()
        current = {name: count - retired.get(name, 0) for name, count in counts.items()}
        own = ("IngestRun", "StoreLock")
        return cls(store.digest(), {n: c for n, c in current.items() if c and n not in own})


def check_whole(store: Store, expected: Graph, temporary: Path) -> None:
    """Evidence, its rows, and no leftovers of any kind."""
    assert Graph.of(store) == expected
    assert leftovers(store, temporary) == []
    _check_rows(store)
    for part in ("evidence", "source sheets", "source other"):
        with store.exclusive("a test", 0, part=part):
            pass
    runs = store.nodes("IngestRun", ["complete"])
    assert all(runs["complete"])


def _check_rows(store: Store) -> None:
    provenance = Provenance(store.kept)
    nodes = store.nodes("Person", ["retired"])
    current = [str(i) for i, r in zip(nodes["id"], nodes["retired"], strict=True) if r is None]
    ids = [*current[:3], *store.links("HAS_PHONE").ids[:3]]
    rows = provenance.rows_of(ids)
    assert set(rows) == set(ids)
    originals = provenance.originals(row for found in rows.values() for row in found)
    assert all(originals.values())


def leftovers(store: Store, temporary: Path) -> list[str]:
    """Files that nothing needs: of work, of databases, of the provenance."""
    provenance = Provenance(store.kept)
    manifests = read_manifests(provenance.place)
    needed = {f"provenance/{source}.json" for source in manifests}
    needed.update(path for manifest in manifests.values() for path in manifest.paths)
    for manifest in manifests.values():
        for table in manifest.tables.values():
            needed.update(provenance.files.name(file.sha256) for file in table.files)
    directories = ("provenance", "files", "keeping")
    found = {name for directory in directories for name in provenance.place.names(directory)}
    missing = [f"missing: {name}" for name in sorted(needed - found)]
    more = [*store.data.glob("runs/*/work"), *store.data.glob("work/*"), *temporary.iterdir()]
    paths = Paths(store.data)
    more += [paths.load] if paths.load.exists() else []
    if store.engine.name == "embedded":
        folders = [path for path in paths.databases.iterdir() if path.is_dir()]
        more += [path for path in folders if path.name != paths.current()]
    more += [path for path in store.data.rglob(".*") if path.name.rpartition(".")[2].isdigit()]
    return [*sorted(found - needed), *missing, *sorted(map(str, more))]
