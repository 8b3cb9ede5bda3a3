"""Entities that connect: without them, an agent who sold every policy of a ring would stand alone.

A ring names its agents and relatives, but the policy or address between them and the members is
not always part of it. Such an entity is shown when it links one that stands alone to the others.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence

from graph.explore import EntityView, LinkView, neighbours, subgraph
from graph.store import Store

_LINKS = 60  # of each member, looked through for connections


def _ends(links: Iterable[LinkView]) -> dict[str, set[str]]:
    ends: dict[str, set[str]] = defaultdict(set)
    for link in links:
        ends[link.source].add(link.target)
        ends[link.target].add(link.source)
    return ends


def with_connections(
    store: Store, ids: Sequence[str], members: Sequence[str], without: Collection[str] = ()
) -> tuple[list[EntityView], list[LinkView]]:
    """The entities `ids` and all links among them; and, for each that has none, the members'
    neighbours that link it to another. `without`: entities never brought in, e.g. damped hubs."""
    entities, links = subgraph(store, ids)
    linked = _ends(links)
    alone = {e.id for e in entities} - set(linked)
    if not alone:
        return entities, links
    near = {i.other.id for member in members for i in neighbours(store, member, _LINKS).items}
    _, wider = subgraph(store, sorted((near - set(without)) | set(ids)))
    known = set(ids)
    connecting = {
        node
        for node, others in _ends(wider).items()
        if node not in known and others & alone and len(others & known) > 1
    }
    return subgraph(store, sorted(known | connecting)) if connecting else (entities, links)
