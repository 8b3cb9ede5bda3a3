"""The bundle's part of the graph in four forms: JSON, GraphML and two CSV tables."""

import datetime
import re
from collections.abc import Iterable, Mapping, Sequence
from xml.sax.saxutils import escape, quoteattr

from evidence.files import BundleFile, csv_bytes, json_bytes
from graph.explore import EntityView, LinkView

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_INTERNAL = ("search", "run")  # made for the engine, not by the source
_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
)


def graph_files(entities: Sequence[EntityView], links: Sequence[LinkView]) -> list[BundleFile]:
    """graph.json, graph.graphml, nodes.csv and edges.csv of these entities and links."""
    nodes = [
        {"id": e.id, "label": e.label, "caption": e.caption, "properties": plain(e.properties)}
        for e in sorted(entities, key=lambda e: e.id)
    ]
    edges = [
        {
            "id": link.id,
            "type": link.type,
            "source": link.source,
            "target": link.target,
            "properties": plain(link.properties),
        }
        for link in sorted(links, key=lambda link: link.id)
    ]
    return [
        BundleFile(
            "data/graph/graph.json",
            "application/json",
            "evidence.file.graph_json",
            json_bytes({"nodes": nodes, "edges": edges}),
        ),
        BundleFile(
            "data/graph/graph.graphml",
            "application/graphml+xml",
            "evidence.file.graphml",
            _graphml(nodes, edges),
        ),
        BundleFile(
            "data/graph/nodes.csv",
            "text/csv",
            "evidence.file.nodes",
            _table(nodes, ("id", "label", "caption")),
        ),
        BundleFile(
            "data/graph/edges.csv",
            "text/csv",
            "evidence.file.edges",
            _table(edges, ("id", "type", "source", "target")),
        ),
    ]


def plain(properties: Mapping[str, object]) -> dict[str, object]:
    """Properties as JSON holds them: dates as ISO text, lists as lists, nothing absent."""
    return {
        name: _plain(properties[name])
        for name in sorted(properties)
        if name not in (*_INTERNAL, "id") and properties[name] is not None
    }


def _plain(value: object) -> object:
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    return value


def _properties(item: Mapping[str, object]) -> Mapping[str, object]:
    found = item["properties"]
    return found if isinstance(found, Mapping) else {}


def _names(items: Iterable[Mapping[str, object]]) -> list[str]:
    return sorted({name for item in items for name in _properties(item)})


def _flat(value: object) -> object:
    return "; ".join(str(item) for item in value) if isinstance(value, list) else value


def _table(items: Sequence[Mapping[str, object]], first: Sequence[str]) -> bytes:
    names = _names(items)
    rows = (
        [*(item[name] for name in first), *(_flat(_properties(item).get(name)) for name in names)]
        for item in items
    )
    return csv_bytes([*first, *names], rows)


def _xml(value: object) -> str:
    """A value as GraphML text: lists joined, characters that XML can't hold as code points."""
    text = str(value).lower() if isinstance(value, bool) else str(_flat(value))
    return escape(_NOT_XML.sub(lambda match: f"[U+{ord(match[0]):04X}]", text))


def _graphml(nodes: Sequence[Mapping[str, object]], edges: Sequence[Mapping[str, object]]) -> bytes:
    lines = [_HEAD]
    keys: dict[tuple[str, str], str] = {}
    for kind, items, first in (("node", nodes, ("label", "caption")), ("edge", edges, ("type",))):
        for name in (*first, *_names(items)):
            key = keys[kind, name] = f"{kind[0]}{len(keys)}"
            lines.append(
                f'  <key id="{key}" for="{kind}" attr.name={quoteattr(name)} attr.type="string"/>\n'
            )
    lines.append('  <graph edgedefault="directed">\n')
    for node in nodes:
        lines.append(f"    <node id={quoteattr(str(node['id']))}>")
        lines.extend(_data(keys, "node", node, ("label", "caption")))
        lines.append("</node>\n")
    for edge in edges:
        ends = f"source={quoteattr(str(edge['source']))} target={quoteattr(str(edge['target']))}"
        lines.append(f"    <edge id={quoteattr(str(edge['id']))} {ends}>")
        lines.extend(_data(keys, "edge", edge, ("type",)))
        lines.append("</edge>\n")
    lines.append("  </graph>\n</graphml>\n")
    return "".join(lines).encode()


def _data(
    keys: Mapping[tuple[str, str], str], kind: str, item: Mapping[str, object], first: Sequence[str]
) -> list[str]:
    values = {name: item[name] for name in first} | dict(_properties(item))
    return [
        f'<data key="{keys[kind, name]}">{_xml(value)}</data>' for name, value in values.items()
    ]
