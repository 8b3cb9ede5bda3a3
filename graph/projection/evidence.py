"""Evidence in columns: the graph's parties, items, claims and links as arrays."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from graph.projection.ids import Ids, Positions, Values

Indices = NDArray[np.int64]
Key = tuple[str, str, str]  # link type, source label, target label


@dataclass(frozen=True)
class LinkTable:
    """Links of one type between two labels; ends are positions in `Evidence.nodes[label]`.

    Sorted by source, target and id.
    """

    ids: Sequence[str] = ()
    sources: Indices = field(default_factory=lambda: np.zeros(0, np.int64))
    targets: Indices = field(default_factory=lambda: np.zeros(0, np.int64))
    values: Values | None = None  # the link type's one property the analysis needs, e.g. role

    def __len__(self) -> int:
        return len(self.ids)

    @cached_property
    def _by_source(self) -> tuple[Indices, Indices]:
        order = np.argsort(self.sources, kind="stable")
        return order, self.sources[order]

    def value(self, at: int) -> object:
        """The value of one link; None where this type has none."""
        return None if self.values is None else self.values[at]

    @cached_property
    def _by_target(self) -> tuple[Indices, Indices]:
        order = np.argsort(self.targets, kind="stable")
        return order, self.targets[order]

    def leaving(self, sources: Indices) -> Indices:
        """Places of the links from these positions, sorted."""
        return _slices(*self._by_source, sources)

    def reaching(self, targets: Indices) -> Indices:
        """Places of the links to these positions, sorted."""
        return _slices(*self._by_target, targets)

    def where(self, values: Iterable[object]) -> tuple[Indices, Indices]:
        """(sources, targets) of the links whose value is one of `values`."""
        if self.values is None:
            return self.sources[:0], self.targets[:0]
        keep = self.values.among(values)
        return self.sources[keep], self.targets[keep]


def _slices(order: Indices, ends: Indices, wanted: Indices) -> Indices:
    starts = np.searchsorted(ends, wanted, side="left")
    stops = np.searchsorted(ends, wanted, side="right")
    return np.sort(order[ranges(starts, stops)])


def ranges(starts: Indices, stops: Indices) -> Indices:
    """All of start, start + 1 … stop - 1 of each range, one after the other."""
    sizes = stops - starts
    before = np.cumsum(sizes) - sizes
    return np.repeat(starts - before, sizes) + np.arange(int(sizes.sum()))


EMPTY = LinkTable()


@dataclass(frozen=True)
class Evidence:
    """All current evidence. Ids are sorted within a label and links by their ends: no row order."""

    nodes: Mapping[str, Sequence[str]]
    links: Mapping[Key, LinkTable]

    def count(self, label: str) -> int:
        """Number of entities with this label."""
        return len(self.nodes.get(label, ()))

    def table(self, link: str, source: str, target: str) -> LinkTable:
        """Links of this type between these labels, possibly none."""
        return self.links.get((link, source, target), EMPTY)

    def matrix(self, link: str, source: str, target: str) -> sparse.csr_array:
        """The links as a 0/1 matrix, sources x targets; parallel links count once."""
        return incidence(self.table(link, source, target), self.count(source), self.count(target))

    @cached_property
    def positions(self) -> Mapping[str, Mapping[str, int]]:
        """Position of each id within its label."""
        return {label: Positions(ids) for label, ids in self.nodes.items()}


def incidence(table: LinkTable, rows: int, columns: int) -> sparse.csr_array:
    """A 0/1 matrix (rows x columns, float64) with a one for each linked pair."""
    return binary(table.sources, table.targets, rows, columns)


def binary(sources: Indices, targets: Indices, rows: int, columns: int) -> sparse.csr_array:
    """A 0/1 matrix (rows x columns, float64) with ones at (source, target)."""
    ones = np.ones(len(sources), np.float64)
    return flat(sparse.csr_array((ones, (sources, targets)), shape=(rows, columns)))


def flat(matrix: sparse.csr_array) -> sparse.csr_array:
    """The matrix with every non-zero set to one and indices sorted; the input is not changed."""
    result = sparse.csr_array(matrix, copy=True)
    result.sum_duplicates()
    result.eliminate_zeros()
    result.data[:] = 1.0
    return result


def build_evidence(
    nodes: Mapping[str, Iterable[str]],
    links: Iterable[tuple[str, str, str, str, object]],
) -> Evidence:
    """Evidence from plain rows, for tests and small graphs.

    `nodes` is {label: ids}; a link is (type, source id, target id, link id, value). Labels are
    found from the nodes; a link to an unknown node or from a node to itself is left out.
    """
    sorted_nodes = {label: tuple(sorted(set(ids))) for label, ids in sorted(nodes.items())}
    label_of = {i: label for label, ids in sorted_nodes.items() for i in ids}
    place = {i: at for ids in sorted_nodes.values() for at, i in enumerate(ids)}
    rows: dict[Key, dict[str, tuple[int, int, str, object]]] = {}
    for kind, source, target, identifier, value in links:
        if source == target or source not in place or target not in place:
            continue
        key = (kind, label_of[source], label_of[target])
        rows.setdefault(key, {})[identifier] = (
            place[source],
            place[target],
            identifier,
            value,
        )
    tables = {}
    for key in sorted(rows):
        columns = sorted(rows[key].values(), key=lambda row: row[:3])
        tables[key] = LinkTable(
            Ids.of(row[2] for row in columns),
            np.array([row[0] for row in columns], np.int64),
            np.array([row[1] for row in columns], np.int64),
            Values.of(row[3] for row in columns),
        )
    return Evidence(sorted_nodes, tables)
