"""Identity webs: households tied in a chain by several kinds of shared personal items.

Two unrelated households that share one phone may have had it one after the other. Two that share
items of different kinds (a phone and an account, a device and an e-mail) hardly share by chance, so
only such pairs join a web; components of them are webs. Only items with few holders pair anybody,
which bounds the pairs: an item of d holders gives at most d(d-1)/2.
"""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse import csgraph

from graph.measures.context import Context
from graph.measures.patterns import Found, LeftOut, Measured, Value, sorted_ids
from graph.projection.evidence import Indices, binary
from graph.projection.groups import Elements
from graph.projection.holdings import DECLARED, ITEM_LABELS
from graph.projection.items import PARTICIPANTS


def _shared_kinds(by_home: sparse.csr_array, columns: Indices, label: Indices) -> sparse.csr_array:
    """Households x households: how many kinds of items two of them share (upper triangle)."""
    total = sparse.csr_array((by_home.shape[0], by_home.shape[0]), dtype=np.float64)
    for kind in np.unique(label[columns]).tolist():
        own = by_home[:, columns[label[columns] == kind]]
        joint = sparse.triu(own @ own.T, k=1, format="csr")
        joint.data[:] = 1.0
        total = total + joint
    return sparse.csr_array(total)


def _links(context: Context, people: Indices, items: frozenset[str]) -> tuple[set[str], set[str]]:
    """(links, claims): from these people to these items, and to the claims they take part in."""
    evidence = context.evidence
    links: set[str] = set()
    for kind, label in DECLARED.items():
        table = evidence.table(kind, "Person", label)
        ids = evidence.nodes.get(label, ())
        for at in table.leaving(people).tolist():
            if ids[table.targets[at]] in items:
                links.add(table.ids[at])
    table = evidence.table("INVOLVED_IN", "Person", "Claim")
    parts = [at for at in table.leaving(people).tolist() if table.value(at) in PARTICIPANTS]
    links.update(table.ids[at] for at in parts)
    names = evidence.nodes.get("Claim", ())
    return links, {names[table.targets[at]] for at in parts}


def _used(context: Context, columns: Indices, most: int) -> tuple[Indices, tuple[LeftOut, ...]]:
    """The columns that may pair people, and those left out though two or more people hold them."""
    held = context.holdings
    holders = np.asarray(held.declared.sum(axis=0)).ravel().astype(np.int64)
    shared = columns[holders[columns] >= 2]
    owned = held.owner[shared] >= 0
    large = holders[shared] > most
    left_out = tuple(
        LeftOut(
            held.item_ids[at],
            ITEM_LABELS[held.item_label[at]],
            int(holders[at]),
            "explained" if explained else "too_many",
        )
        for at, explained in zip(shared.tolist(), owned.tolist(), strict=True)
        if explained or holders[at] > most
    )
    return shared[~owned & ~large], left_out


def identity_webs(context: Context, parameters: Mapping[str, Value]) -> Measured:
    """Webs of `min_families` households or more, by pairs that share `pair_kinds` kinds of items.

    A web needs `min_kinds` kinds in all and `min_claims` claims; an item links only where at most
    `max_holders` people declare it and no company, agent or employee does. Households at which all
    work for one organisation are colleagues and no web.
    """
    held, homes = context.holdings, context.homes
    columns, left_out = _used(
        context, np.arange(len(held.item_ids)), int(parameters["max_holders"])
    )
    by_home = homes.holders(held.declared)
    degree = np.asarray(by_home.sum(axis=0)).ravel()
    columns = columns[degree[columns] >= 2]
    kinds = _shared_kinds(by_home, columns, held.item_label)
    first, second = (kinds >= int(parameters["pair_kinds"])).nonzero()
    strong = binary(first.astype(np.int64), second.astype(np.int64), homes.count, homes.count)
    _, component = csgraph.connected_components(strong, directed=False)
    sizes = np.bincount(component, minlength=1)
    usable = np.zeros(len(held.item_ids), np.bool_)
    usable[columns] = True
    webs = Elements(component.astype(np.int64))
    found = [
        web
        for number in np.flatnonzero(sizes >= int(parameters["min_families"])).tolist()
        if (web := _web(context, by_home, usable, webs.of(np.array([number])), parameters))
    ]
    return Measured(tuple(found), left_out)


def _web(
    context: Context,
    by_home: sparse.csr_array,
    usable: NDArray[np.bool_],
    households: Indices,
    parameters: Mapping[str, Value],
) -> Found | None:
    """One web of these households; None where it is too thin or they are colleagues.

    `usable` says which items may pair people.
    """
    held = context.holdings
    items_here, holders = np.unique(by_home[households].indices, return_counts=True)
    shared = items_here[(holders >= 2) & usable[items_here]].astype(np.int64)
    labels = np.unique(held.item_label[shared])
    items = frozenset(held.item_ids[at] for at in shared.tolist())
    members = context.homes.people.of(households)
    holding = np.asarray(held.declared[members][:, shared].sum(axis=1)).ravel() > 0
    people = context.records.of(members[holding])
    if len(labels) < int(parameters["min_kinds"]) or context.colleagues(people) >= len(people):
        return None
    links, claims = _links(context, people, items)
    if len(claims) < int(parameters["min_claims"]):
        return None
    ids = [held.person_ids[at] for at in people.tolist()]
    return Found(
        subjects=sorted_ids(ids),
        nodes=sorted_ids({*ids, *items, *claims}),
        links=sorted_ids(links),
        claims=sorted_ids(claims),
        figures={
            "people": len(ids),
            "families": len(households),
            "items": len(items),
            "kinds": [ITEM_LABELS[at] for at in labels.tolist()],
            "claims": len(claims),
        },
    )
