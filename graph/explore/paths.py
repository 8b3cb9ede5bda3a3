"""How two entities connect: one shortest path, the same on every engine and every run."""

from collections.abc import Mapping, Sequence
from typing import Any

from graph.errors import InputError
from graph.explore.entities import EVIDENCE, by_label, entity
from graph.explore.model import PathView, entity_view, link_view
from graph.language import failure
from graph.schema.registry import REGISTRY
from graph.store import Store
from queries import template

LONGEST = 8  # links; bound in queries/templates/explore/paths.cypher
_COMPARED = 200  # equally short paths among which the one with the quietest nodes is taken


def _degrees(store: Store, ids: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    allowed = (*REGISTRY.labels(), *REGISTRY.links)
    for label, group in by_label(ids).items():
        query = template("explore/degrees").fill(allowed, label=label, types=EVIDENCE)
        for row in store.read(query, ids=group):
            found[str(row["id"])] = int(str(row["links"]))
    return found


def _view(row: Mapping[str, Any]) -> PathView:
    return PathView(
        tuple(entity_view(node["label"], node["properties"]) for node in row["nodes"]),
        tuple(
            link_view(link["type"], link["source"], link["target"], link["properties"])
            for link in row["links"]
        ),
    )


def path(store: Store, a: str, b: str, max_length: int = LONGEST) -> PathView | None:
    """A shortest path over evidence links from `a` to `b`, or None within `max_length` links.

    Among equally short ones: fewest retired links, then the lowest highest-degree node between
    (a shared flat tells more than a hospital), then the order of ids.
    """
    if not 1 <= max_length <= LONGEST:
        raise failure(InputError, "explore.error.length", longest=LONGEST, length=max_length)
    start, end = entity(store, a), entity(store, b)
    if a == b:
        return PathView((start,), ())
    allowed = (*REGISTRY.labels(), *REGISTRY.links)
    query = template("explore/paths").fill(allowed, a=start.label, b=end.label, types=EVIDENCE)
    found = [_view(row) for row in store.read(query, a=a, b=b, limit=_COMPARED)]
    found = [view for view in found if len(view.links) <= max_length]
    if not found:
        return None
    between = {node.id for view in found for node in view.entities[1:-1]}
    degrees = _degrees(store, sorted(between)) if len(found) > 1 else {}

    def cost(view: PathView) -> tuple[int, int]:
        retired = sum(link.properties.get("retired") is not None for link in view.links)
        return retired, max((degrees.get(n.id, 0) for n in view.entities[1:-1]), default=0)

    return min(found, key=cost)  # the first of equals: found is sorted by ids
