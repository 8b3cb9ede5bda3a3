"""Nodes and edges of a view from entities and links of the graph."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from graph.explore import EntityView, LinkView
from graph.provenance import SourceRow
from graph.schema.masking import mask_link_properties, mask_properties, masked_caption
from graph.schema.registry import REGISTRY
from graph.schema.wording import said_properties
from visual.model import Fact, NodeRole, Said, ViewEdge, ViewNode

Rows = Mapping[str, Sequence[SourceRow]]
_DATE = {"Claim": ("loss_date", "report_date")}  # what the time-line counts by


def captions(rows: Iterable[SourceRow]) -> tuple[str, ...]:
    """'claims.csv:17' of each row, each once."""
    return tuple(dict.fromkeys(row.caption for row in rows))


def facts(
    label_or_type: str,
    properties: Mapping[str, object],
    masked: Mapping[str, object],
    lang: str,
) -> tuple[Fact, ...]:
    """What the sources say, each value with its masked form."""
    hidden = {name: value for name, _, value in said_properties(label_or_type, masked, lang)}
    return tuple(
        Fact(title, Said(value, hidden.get(name, "")))
        for name, title, value in said_properties(label_or_type, properties, lang)
    )


def view_node(
    entity: EntityView, role: NodeRole, rows: Rows, lang: str, more: Iterable[Fact] = ()
) -> ViewNode:
    """An entity as a node; `more` are facts that don't come from its properties."""
    properties = {**entity.properties, "id": entity.id}
    dates = (str(properties.get(name) or "") for name in _DATE.get(entity.label, ()))
    return ViewNode(
        id=entity.id,
        label=entity.label,
        caption=Said(entity.caption, masked_caption(entity.label, properties)),
        role=role,
        facts=(
            *more,
            *facts(entity.label, properties, mask_properties(entity.label, properties), lang),
        ),
        sources=captions(rows.get(entity.id, ())),
        date=next((date for date in dates if date), None),
    )


def view_edge(link: LinkView, key: Collection[str], rows: Rows, lang: str) -> ViewEdge:
    """A link as an edge; `key` are the ids of links that reasons rest on."""
    masked = mask_link_properties(link.type, link.properties)
    return ViewEdge(
        id=link.id,
        source=link.source,
        target=link.target,
        title=REGISTRY.links[link.type].link.title.of(lang),
        key=link.id in key,
        facts=facts(link.type, link.properties, masked, lang),
        sources=captions(rows.get(link.id, ())),
    )
