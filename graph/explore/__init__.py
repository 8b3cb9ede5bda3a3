"""Looking around in the graph: find, entity, neighbours, path; nothing here judges."""

from graph.explore.entities import entity, is_invented, neighbours, subgraph
from graph.explore.model import EntityView, Hit, LinkView, NeighbourLink, Neighbours, PathView
from graph.explore.paths import path
from graph.explore.search import AmbiguousError, find, resolve

__all__ = [
    "AmbiguousError",
    "EntityView",
    "Hit",
    "LinkView",
    "NeighbourLink",
    "Neighbours",
    "PathView",
    "entity",
    "find",
    "is_invented",
    "neighbours",
    "path",
    "resolve",
    "subgraph",
]
