"""Reads all current evidence that the analysis needs from the store, in bulk."""

from collections.abc import Callable, Mapping

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from graph.projection.evidence import Evidence, Indices, Key, LinkTable
from graph.projection.ids import Ids, Values
from graph.schema.registry import REGISTRY
from graph.store import Store

LABELS = REGISTRY.labels("party", "identifier", "event")
LINKS = REGISTRY.evidence_links()
VALUES = {"INVOLVED_IN": "role", "SERVICED_BY": "role", "SAME_AS": "accepted"}
"""The one property of a link type that the analysis needs."""


class _Directory:
    """Label and position of every node, by the store's handle of it."""

    def __init__(self, handles: Mapping[str, Indices]) -> None:
        """`handles` are those of each label in the order of the ids."""
        self.codes = {label: code for code, label in enumerate(handles)}
        sizes = [len(found) for found in handles.values()]
        every = np.concatenate([*handles.values(), np.zeros(0, np.int64)])
        order = np.argsort(every, kind="stable")
        self._handles = every[order]
        self._label = np.repeat(np.arange(len(sizes)), sizes)[order]
        self._place = np.concatenate([*(np.arange(n) for n in sizes), np.zeros(0, np.int64)])[order]

    def find(self, handles: Indices) -> tuple[Indices, Indices]:
        """(code of the label, position) of each; the code is -1 for a node that isn't current."""
        if not len(self._handles):
            return np.full(len(handles), -1), np.zeros(len(handles), np.int64)
        at = np.minimum(np.searchsorted(self._handles, handles), len(self._handles) - 1)
        known = self._handles[at] == handles
        return np.where(known, self._label[at], -1), self._place[at]


def _sorted(ids: pa.Array, sources: Indices, targets: Indices) -> Indices:
    """Order by source, target and id; ids are compared only where both ends are equal."""
    order = np.lexsort((targets, sources))
    same = (np.diff(sources[order]) == 0) & (np.diff(targets[order]) == 0)
    tied = np.flatnonzero(np.concatenate([same, [False]]) | np.concatenate([[False], same]))
    if len(tied):
        rows = order[tied]
        columns = {"source": sources[rows], "target": targets[rows], "id": ids.take(rows)}
        by = [(name, "ascending") for name in columns]
        order[tied] = rows[pc.sort_indices(pa.table(columns), sort_keys=by).to_numpy()]
    return order


def _table(kind: str, links: pa.Table, keep: NDArray[np.bool_], ends: list[Indices]) -> LinkTable:
    """Those of the links that are kept; `ends` are positions of the sources and the targets."""
    value = VALUES.get(kind)
    chosen = np.flatnonzero(keep)
    sources, targets = (end[chosen] for end in ends)
    ids = links["id"].combine_chunks().take(chosen)
    order = _sorted(ids, sources, targets)
    values = links[value].combine_chunks().take(chosen[order]) if value else None
    return LinkTable(
        Ids(ids.take(order)),
        sources[order],
        targets[order],
        None if values is None else Values.of_column(values),
    )


def _tables(kind: str, links: pa.Table, directory: _Directory) -> dict[Key, LinkTable]:
    """Links of one type by the labels of their ends; self-links and retired ends left out."""
    found = [directory.find(links[end].to_numpy()) for end in ("source", "target")]
    labels, places = [label for label, _ in found], [place for _, place in found]
    tables: dict[Key, LinkTable] = {}
    for source in REGISTRY.links[kind].sources:
        for target in REGISTRY.links[kind].link.to:
            keep = (labels[0] == directory.codes[source]) & (labels[1] == directory.codes[target])
            if source == target:
                keep &= places[0] != places[1]
            if keep.any():
                tables[(kind, source, target)] = _table(kind, links, keep, places)
    return tables


def read_evidence(store: Store, progress: Callable[[str, float], None] | None = None) -> Evidence:
    """All evidence of the store; `progress` gets each type and the share read before it."""
    nodes: dict[str, Ids] = {}
    handles: dict[str, Indices] = {}
    links: dict[Key, LinkTable] = {}
    directory: _Directory | None = None
    total = len(LABELS) + len(LINKS)
    wanted = {kind: VALUES.get(kind) for kind in LINKS}
    for number, (name, table) in enumerate(store.evidence(LABELS, wanted)):
        if progress is not None:
            progress(name, number / total)
        if name in LABELS:
            ids = table["id"].combine_chunks()
            order = pc.sort_indices(ids)
            nodes[name] = Ids(ids.take(order))
            handles[name] = table["handle"].combine_chunks().take(order).to_numpy()
        else:
            directory = directory or _Directory(handles)
            links.update(_tables(name, table, directory))
    return Evidence(nodes, dict(sorted(links.items())))
