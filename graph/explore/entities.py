"""Look at one entity, its links, and the links among several."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from graph.errors import NotFoundError, RegistryError
from graph.explore.model import (
    EntityView,
    LinkView,
    NeighbourLink,
    Neighbours,
    entity_view,
    link_view,
)
from graph.language import failure
from graph.schema.registry import REGISTRY
from graph.store import Store
from queries import load, template

_BATCH = 1000  # ids a query: keeps one transaction small
EVIDENCE = "|".join(REGISTRY.evidence_links())


def by_label(ids: Iterable[str]) -> dict[str, list[str]]:
    """Known ids grouped by label, both sorted; NotFoundError names an id of no known type."""
    groups: dict[str, list[str]] = defaultdict(list)
    for identifier in sorted(set(ids)):
        try:
            groups[REGISTRY.by_id(identifier).label].append(identifier)
        except RegistryError:
            raise failure(NotFoundError, "explore.error.no_id", entity=identifier) from None
    return dict(sorted(groups.items()))


def entities(store: Store, ids: Iterable[str]) -> dict[str, EntityView]:
    """Views of those of these entities that the store has, by id."""
    views: dict[str, EntityView] = {}
    for label, group in by_label(ids).items():
        query = template("explore/entities").fill(REGISTRY.labels(), label=label)
        for start in range(0, len(group), _BATCH):
            for row in store.read(query, ids=group[start : start + _BATCH]):
                views[str(row["id"])] = entity_view(label, row["properties"])
    return views


def entity(store: Store, identifier: str) -> EntityView:
    """The entity with this id; NotFoundError when the store has none."""
    views = entities(store, [identifier])
    if identifier not in views:
        raise failure(NotFoundError, "explore.error.no_entity", entity=identifier)
    return views[identifier]


def link_counts(
    store: Store, identifier: str, types: Sequence[str] | None = None
) -> dict[str, int]:
    """Number of links of each type that an entity has, by sorted type; absent types left out."""
    (label,) = by_label([identifier])
    wanted = "|".join(types or _walked(label))
    allowed = (*REGISTRY.labels(), *REGISTRY.links)
    query = template("explore/link_counts").fill(allowed, label=label, types=wanted)
    rows = store.read(query, id=identifier)
    return {str(row["type"]): int(str(row["links"])) for row in rows}


def _walked(label: str) -> Sequence[str]:
    """Link types shown of an entity: evidence; of a notice, what it names."""
    entity_type = REGISTRY.entity(label)
    if entity_type.role == "notice":
        return [link.type for link in entity_type.links]
    return REGISTRY.evidence_links()


def fair_shares(counts: Mapping[str, int], limit: int) -> dict[str, int]:
    """How many links of each type to show, so that a type with many never hides the others."""
    shares = dict.fromkeys(counts, 0)
    while limit > 0 and (open_types := [t for t in counts if shares[t] < counts[t]]):
        each = max(1, limit // len(open_types))
        for link_type in open_types:
            given = min(each, counts[link_type] - shares[link_type], limit)
            shares[link_type] += given
            limit -= given
    return shares


def neighbours(
    store: Store, identifier: str, limit: int = 50, types: Sequence[str] | None = None
) -> Neighbours:
    """At most `limit` evidence links of an entity, each type with a fair share of them.

    Of a notice they are what it names; of what it names, the notice is no neighbour.
    """
    entity(store, identifier)
    (label,) = by_label([identifier])
    counts = link_counts(store, identifier, types)
    items: list[NeighbourLink] = []
    not_shown: dict[str, int] = {}
    allowed = (*REGISTRY.labels(), *REGISTRY.links)
    for link_type, share in fair_shares(counts, limit).items():
        if share < counts[link_type]:
            not_shown[link_type] = counts[link_type] - share
        if not share:
            continue
        query = template("explore/neighbours").fill(allowed, label=label, type=link_type)
        for row in store.read(query, id=identifier, limit=share):
            link = link_view(link_type, row["source"], row["target"], row["link_properties"])
            items.append(NeighbourLink(link, entity_view(str(row["label"]), row["properties"])))
    return Neighbours(tuple(items), sum(counts.values()), not_shown)


def subgraph(store: Store, ids: Sequence[str]) -> tuple[list[EntityView], list[LinkView]]:
    """Entities with these ids, and all links among them that sources tell; both sorted by id."""
    views = entities(store, ids)
    links: dict[str, LinkView] = {}
    allowed = (*REGISTRY.labels(), *REGISTRY.links)
    known = sorted(views)
    for label, group in by_label(known).items():
        leaving = [link.type for link in REGISTRY.entity(label).links]
        if not leaving:
            continue
        query = template("explore/links_among").fill(allowed, label=label, types="|".join(leaving))
        for start in range(0, len(group), _BATCH):
            for row in store.read(query, sources=group[start : start + _BATCH], ids=known):
                link = link_view(str(row["type"]), row["source"], row["target"], row["properties"])
                links[link.id] = link
    return [views[i] for i in known], [links[i] for i in sorted(links)]


def is_invented(store: Store) -> bool:
    """Whether any load into this store was of invented data: then all it shows is marked."""
    return bool(store.read(load("explore/invented"))[0]["runs"])
