"""Reads all current evidence that the analysis needs from the store, in bulk."""

from collections.abc import Callable, Mapping, Sequence
from typing import cast

import numpy as np

from graph.projection.evidence import Evidence, Indices, Key, LinkTable
from graph.schema.registry import REGISTRY
from graph.store import LinkColumns, Store
from queries import load

LABELS = REGISTRY.labels("party", "identifier", "event")
LINKS = REGISTRY.evidence_links()


def _current(store: Store, label: str) -> tuple[str, ...]:
    columns = store.nodes(label, ["retired"])
    ids = cast("Sequence[str]", columns["id"])
    return tuple(i for i, retired in zip(ids, columns["retired"], strict=True) if retired is None)


def _values(store: Store) -> Mapping[str, Mapping[str, object]]:
    """The one property of a link type that the analysis needs, by link id."""
    roles: dict[str, object] = {}
    for row in store.read_bulk(load("projection/roles")):
        roles.update(dict.fromkeys(cast("list[str]", row["ids"]), row["role"]))
    accepted: dict[str, object] = {}
    for row in store.read_bulk(load("projection/accepted")):
        accepted.update(dict.fromkeys(cast("list[str]", row["ids"]), True))
    return {"INVOLVED_IN": roles, "SAME_AS": accepted}


def _places(ids: Sequence[str], place: Mapping[str, int]) -> Indices:
    return np.fromiter((place.get(i, -1) for i in ids), np.int64, len(ids))


def _tables(
    kind: str,
    columns: LinkColumns,
    places: Mapping[str, Mapping[str, int]],
    values: Mapping[str, object] | None,
) -> dict[Key, LinkTable]:
    """Links of one type by the labels of their ends; self-links and retired ends left out."""
    ends = REGISTRY.links[kind]
    ids = np.array(columns.ids, object)
    found: dict[Key, LinkTable] = {}
    for source in ends.sources:
        sources = _places(columns.sources, places[source])
        for target in ends.link.to:
            targets = _places(columns.targets, places[target])
            keep = (sources >= 0) & (targets >= 0)
            if source == target:
                keep &= sources != targets
            if keep.any():
                chosen = tuple(ids[keep].tolist())
                found[(kind, source, target)] = LinkTable(
                    chosen,
                    sources[keep],
                    targets[keep],
                    tuple(map(values.get, chosen)) if values is not None else (),
                )
    return found


def read_evidence(store: Store, progress: Callable[[str, float], None] | None = None) -> Evidence:
    """All evidence of the store; `progress` gets each link type and the share read before it."""
    nodes = {label: _current(store, label) for label in LABELS}
    places = {label: {i: at for at, i in enumerate(ids)} for label, ids in nodes.items()}
    values = _values(store)
    links: dict[Key, LinkTable] = {}
    for number, kind in enumerate(LINKS):
        if progress is not None:
            progress(kind, number / len(LINKS))
        links.update(_tables(kind, store.links(kind), places, values.get(kind)))
    return Evidence(nodes, dict(sorted(links.items())))
