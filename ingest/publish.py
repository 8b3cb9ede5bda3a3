"""Brings what the live rows say of the touched facts into the store."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import pyarrow as pa

from graph.provenance.manifest import Manifest
from graph.provenance.place import Place
from graph.provenance.state import State
from graph.provenance.telling import Ends
from graph.schema.registry import REGISTRY
from graph.store import Store, searchable
from graph.values import Scalar, ValueType, value_type
from ingest.report import Progress
from ingest.same.passing import Passing
from ingest.same.records import PeopleFiles

EVERYTHING = "*"
"""A manifest's `pending` when the store may lack any fact."""


@dataclass
class Published:
    """What the store was told."""

    nodes: dict[str, int] = field(default_factory=dict)  # by label
    links: dict[str, int] = field(default_factory=dict)  # by type
    retired: dict[str, int] = field(default_factory=dict)  # by label and type
    not_described: dict[str, int] = field(default_factory=dict)  # by label
    people: PeopleFiles | None = None  # all, in files of `spill`, after a first load

    def concerns(self, names: Collection[str]) -> bool:
        """Whether entities or links of these types were told or retired."""
        return any(name in names for name in (*self.nodes, *self.links, *self.retired))

    def plus(self, other: "Published") -> "Published":
        """Both together."""
        return Published(
            _sum(self.nodes, other.nodes),
            _sum(self.links, other.links),
            _sum(self.retired, other.retired),
            _sum(self.not_described, other.not_described),
        )


class GraphFacts:
    """Desired facts as the store loads them: with the run, and words for full-text search."""

    def __init__(
        self, state: State, run: str, published: Published, passing: Passing | None = None
    ) -> None:
        """`passing` notes what the rules for one person look at."""
        self._state, self._run, self._published = state, run, published
        self._passing = passing
        counts = state.counts()
        self._links = counts.pop("link", 0)
        self._nodes = counts

    def sizes(self) -> tuple[int, int]:
        """Numbers of entities and of links."""
        return sum(self._nodes.values()), self._links

    def nodes(self) -> Iterator[tuple[str, Iterator[pa.RecordBatch]]]:
        """Batches by label."""
        for label in sorted(self._nodes):
            yield label, self._node_batches(label)

    def links(self) -> Iterator[tuple[Ends, Iterator[pa.RecordBatch]]]:
        """Batches by type and ends."""
        for ends in self._state.link_ends() if self._links else ():
            yield ends, self._link_batches(ends)

    def _node_batches(self, label: str) -> Iterator[pa.RecordBatch]:
        search = _Search(label)
        for batch in self._state.nodes(label):
            _count(self._published.nodes, label, batch.num_rows)
            if self._passing is not None:
                self._passing.add_nodes(label, batch)
            yield self._stamped(search.added(batch))

    def _link_batches(self, ends: Ends) -> Iterator[pa.RecordBatch]:
        for batch in self._state.links(ends):
            _count(self._published.links, ends[0], batch.num_rows)
            if self._passing is not None:
                self._passing.add_links(ends, batch)
            yield self._stamped(batch)

    def _stamped(self, batch: pa.RecordBatch) -> pa.RecordBatch:
        return batch.append_column("run", pa.array([self._run] * batch.num_rows, pa.string()))


class _Search:
    """Makes the full-text `search` property: words under which an entity is found."""

    def __init__(self, label: str) -> None:
        entity = REGISTRY.entity(label)
        names = [p.name for p in entity.properties if p.name != "search"]
        self._searchable = label in searchable()
        self._kinds: dict[str, ValueType] = {
            name: value_type(entity.property(name).value)
            for name in names
            if name in entity.caption
        }

    def added(self, batch: pa.RecordBatch) -> pa.RecordBatch:
        """The batch with the column `search`, where entities of this type can be searched for."""
        if not self._searchable:
            return batch
        columns = [
            [() if v is None else kind.search(v) for v in _scalars(batch[name])]
            for name, kind in self._kinds.items()
        ]
        words = (
            " ".join(dict.fromkeys(word for found in line for word in found)) or None
            for line in zip(*columns, strict=True)
        )
        texts = list(words) if columns else [None] * batch.num_rows
        return batch.append_column("search", pa.array(texts, pa.string()))


def publish(
    store: Store,
    place: Place,
    manifests: Mapping[str, Manifest],
    pending: str,
    run: str,
    spill: Path,
    progress: Progress,
) -> Published:
    """Tell the store what the live rows say of the facts listed in `pending`.

    It may be done again after it was broken off, and then completes what is missing. To be called
    by who alone loads into the store.
    """
    empty = store.is_empty()
    touched = None if empty or pending == EVERYTHING else pending
    published = Published()
    progress("loading" if empty else "nodes", 0, None)
    state = State(place, manifests, touched, spill)
    try:
        passing = Passing(spill) if empty else None
        facts, steps = GraphFacts(state, run, published, passing), Steps(progress)
        nodes, links = facts.sizes()
        published.not_described = state.not_described()
        if passing is not None:
            indexing = partial(progress, "indexes")
            store.first_load(facts, steps.of("loading", nodes + links), indexing)
            published.people = passing.people()
        else:
            store.prepare()  # without its indexes every MERGE would scan
            store.replace_all(facts, steps.of("nodes", nodes), steps.of("links", links))
            _retire(store, state, run, published)
    finally:
        state.close()
    return published


def _retire(store: Store, state: State, run: str, published: Published) -> None:
    for ends, ids in state.gone_links().items():
        store.retire_links(*ends, ids, run)
        _count(published.retired, ends[0], len(ids))
    for label, gone in state.gone_nodes().items():
        store.retire_nodes(label, gone, run)
        _count(published.retired, label, len(gone))


class Steps:
    """Adds up the rows of a step that is done in many calls."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._done: dict[str, int] = {}

    def of(self, step: str, total: int) -> Callable[[int], None]:
        """What to call with the rows done."""

        def advance(rows: int) -> None:
            self._done[step] = self._done.get(step, 0) + rows
            self._progress(step, self._done[step], total)

        return advance


def _sum(one: dict[str, int], other: dict[str, int]) -> dict[str, int]:
    return dict(sorted((Counter(one) + Counter(other)).items()))


def _count(counts: dict[str, int], name: str, rows: int) -> None:
    counts[name] = counts.get(name, 0) + rows


def _scalars(column: pa.Array) -> Sequence[Scalar | None]:
    found: list[Scalar | None] = column.to_pylist()
    return found
