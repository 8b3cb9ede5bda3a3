"""Keeps a view within what a person can look at: beyond 1,000 nodes, like entities become groups.

Nothing vanishes: each group says how many entities it stands for, and the view says so in a note.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from graph.language import say
from graph.schema.registry import REGISTRY
from visual.model import Said, View, ViewEdge, ViewNode

MOST_NODES = 1000
_RANK = {"centre": 0, "member": 0, "flagged": 1, "context": 2, "group": 3}


def _neighbours(edges: Iterable[ViewEdge]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for edge in edges:
        found[edge.source].add(edge.target)
        found[edge.target].add(edge.source)
    return {node: frozenset(others) for node, others in found.items()}


def _alike(view: View) -> dict[str, str]:
    """Context entities of one type with the very same neighbours, as {node: group}."""
    neighbours = _neighbours(view.edges)
    bundles: dict[tuple[str, frozenset[str]], list[str]] = defaultdict(list)
    for node in view.nodes:
        if node.role == "context":
            bundles[node.label, neighbours.get(node.id, frozenset())].append(node.id)
    several = [(label, sorted(ids)) for (label, _), ids in bundles.items() if len(ids) > 1]
    return {i: f"group-{label}-{ids[0]}" for label, ids in several for i in ids}


def _least(view: View, room: int) -> dict[str, str]:
    """All but the `room` most telling nodes, one group a type, as {node: group}."""
    degree = {node: len(others) for node, others in _neighbours(view.edges).items()}
    ordered = sorted(view.nodes, key=lambda n: (_RANK[n.role], -degree.get(n.id, 0), n.id))
    return {n.id: f"group-{n.label}" for n in ordered[room:]}


def _group(identifier: str, nodes: list[ViewNode], lang: str) -> ViewNode:
    count = sum(n.count for n in nodes)
    entity = REGISTRY.entity(nodes[0].label)
    text = say("visual.group", lang, count=count, kind=entity.plural.of(lang))
    return ViewNode(identifier, entity.label, Said.plain(text), role="group", count=count)


def _merge(view: View, group_of: Mapping[str, str]) -> View:
    kept = [n for n in view.nodes if n.id not in group_of]
    inside: dict[str, list[ViewNode]] = defaultdict(list)
    for node in view.nodes:
        if node.id in group_of:
            inside[group_of[node.id]].append(node)
    groups = [_group(name, nodes, view.lang) for name, nodes in sorted(inside.items())]
    edges: list[ViewEdge] = []
    bundles: dict[tuple[str, str, str], list[ViewEdge]] = defaultdict(list)
    for edge in view.edges:
        source = group_of.get(edge.source, edge.source)
        target = group_of.get(edge.target, edge.target)
        if (source, target) == (edge.source, edge.target):
            edges.append(edge)
        elif source != target:
            bundles[source, target, edge.title].append(edge)
    for (source, target, title), links in sorted(bundles.items()):
        key, count = any(e.key for e in links), sum(e.count for e in links)
        name = f"group-{source}-{target}-{title}"
        edges.append(ViewEdge(name, source, target, title, key, count=count))
    return replace(view, nodes=(*kept, *groups), edges=tuple(edges))


def within_limit(view: View, most: int = MOST_NODES) -> View:
    """`view` with at most `most` nodes and a note on what was grouped; unchanged if it fits."""
    if len(view.nodes) <= most:
        return view
    smaller = _merge(view, _alike(view))
    if len(smaller.nodes) > most:
        types = len({n.label for n in smaller.nodes})
        smaller = _merge(smaller, _least(smaller, most - types))
    groups = [n for n in smaller.nodes if n.role == "group"]
    note = say(
        "visual.aggregated",
        view.lang,
        total=sum(n.count for n in view.nodes),
        grouped=sum(n.count for n in groups),
        groups=len(groups),
        most=most,
    )
    return replace(smaller, notes=(*view.notes, note))
