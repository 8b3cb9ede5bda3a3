"""A ring as it would be if something left out of it counted: hypothetical, bounded, never kept.

Only the households nearest to the ring are grouped again: its own, its strongest neighbours, and
those that use what is restored. There it weighs what its rarity says, ln(n/d), undamped.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np
from scipy import sparse

from graph.communities.partition import Community
from graph.communities.stability import surroundings
from graph.errors import InputError
from graph.language import failure
from graph.projection.chance import chance
from graph.projection.evidence import Indices, flat
from graph.projection.holdings import ITEM_LABELS
from graph.projection.items import PROVIDER_PAIR
from graph.rings.candidates import Candidate, candidate
from graph.rings.detect import Detection
from graph.rings.model import Ring, Suppressed
from graph.rings.parameters import RingParameters
from graph.rings.pieces import grouped, whole_of
from graph.schema.registry import REGISTRY

MOST_HOUSEHOLDS = 400
"""Households that are grouped again at most, those that use what is restored among them."""


@dataclass(frozen=True)
class Restored:
    """What the ring would be; None when the group would fall apart."""

    hub: Suppressed
    ring: Ring | None
    households: int  # that were looked at
    holders: int  # households that use what was restored


@dataclass(frozen=True)
class Hypothesis:
    """A detection in which the hub counts, and the candidate that the ring becomes there."""

    detection: Detection
    candidate: Candidate | None
    households: int
    holders: int


def suppressed_line(reference: str, lines: Iterable[Suppressed]) -> Suppressed:
    """What is meant, by id or name; InputError says what can be restored."""
    wanted = "".join(reference.lower().split())
    can = [line for line in lines if line.action != "collapsed"]
    for line in can:
        if wanted in (line.id.lower(), "".join(line.caption.lower().split())):
            return line
    raise failure(InputError, "rings.error.not_left_out", reference=reference)


def columns_of(detection: Detection, identifier: str) -> Indices:
    """Columns of an item, or of a provider's pairs that don't link; InputError when it has none."""
    label = REGISTRY.by_id(identifier).label
    place = detection.evidence.positions.get(label, {}).get(identifier)
    if place is not None and label in ITEM_LABELS:
        before = ITEM_LABELS[: ITEM_LABELS.index(label)]
        return np.array([place + sum(detection.evidence.count(one) for one in before)], np.int64)
    if place is not None and label == "Provider":
        silent = (detection.items.kind == PROVIDER_PAIR) & (detection.projection.alone == 0)
        found = np.flatnonzero(silent & (detection.items.parts == place).any(axis=1))
        if len(found):
            return found
    raise failure(InputError, "rings.error.nothing_left_out", entity=identifier)


def _own(detection: Detection, ring: Ring) -> Indices:
    """Households of the ring's members who are still there."""
    places = detection.evidence.positions.get("Person", {})
    records = [places[m.id] for m in ring.members if m.id in places]
    return np.unique(detection.homes.of[detection.holdings.person[records]])


def _near(detection: Detection, own: Indices, columns: Indices) -> tuple[Indices, int]:
    """Households to group again, sorted; and how many use what is restored."""
    users = np.asarray(detection.items.by_household[:, columns].sum(axis=1)).ravel()
    holders = np.flatnonzero(users > 0)
    links = detection.projection.links
    near = surroundings(links, tuple(own.tolist()), MOST_HOUSEHOLDS // 2).nodes
    pull = np.asarray(links[own].sum(axis=0)).ravel()[holders]
    more = holders[np.lexsort((holders, -pull))]
    more = more[~np.isin(more, near)][: max(MOST_HOUSEHOLDS - len(near), 0)]
    return np.union1d(near, more), len(holders)


def _linked(detection: Detection, near: Indices, columns: Indices) -> sparse.csr_array:
    """Links between all households, those among `near` with what the restored columns add."""
    held = sparse.csr_array(detection.items.by_household[near][:, columns])
    weights = np.maximum(detection.projection.surprise[columns], 0.0)
    local = sparse.coo_array(sparse.triu(held @ sparse.diags_array(weights) @ held.T, k=1))
    first, second = (near[axis] for axis in local.coords)
    shape = detection.projection.links.shape
    half = sparse.csr_array((local.data, (first, second)), shape=shape)
    return sparse.csr_array(detection.projection.links + half + half.T)


def _community(
    detection: Detection, near: Indices, own: Indices, parameters: RingParameters
) -> Community:
    """The community among `near` that has most of the ring's own households."""
    links = detection.projection.links
    inside = np.zeros(links.shape[0])
    inside[near] = 1.0
    only = sparse.diags_array(inside)
    local = sparse.csr_array(only @ links @ only)
    projection = replace(detection.projection, links=flat(local))
    items, homes, figures = detection.items, detection.homes, detection.figures
    found = grouped(whole_of(items, homes, projection, figures, parameters), parameters)
    mine = set(own.tolist())
    return max(found, key=lambda part: (len(mine & set(part)), -len(part)), default=())


def suppose(
    detection: Detection, ring: Ring, columns: Indices, parameters: RingParameters
) -> Hypothesis:
    """The ring's surroundings grouped again with these columns counted."""
    own = _own(detection, ring)
    near, holders = _near(detection, own, columns)
    links = _linked(detection, near, columns)
    counted = detection.items.links.copy()
    counted[columns] = True
    alone = detection.projection.alone.copy()
    alone[columns] = detection.projection.surprise[columns]
    restored = replace(detection.items, links=counted)
    changed = replace(
        detection,
        items=restored,
        ties=replace(detection.ties, items=restored),
        projection=replace(detection.projection, links=links, alone=alone),
    )
    community = _community(changed, near, own, parameters)
    # what is restored counts however many of its holders are outside
    degree = changed.items.degree.copy()
    degree[columns] = np.minimum(degree[columns], 2)
    asked = replace(changed.items, degree=degree)
    told = detection.projection.surprise
    odds = chance(changed.items, told, detection.figures)
    found = (
        candidate(community, asked, detection.homes, told, odds, parameters) if community else None
    )
    return Hypothesis(changed, found, len(near), holders)
