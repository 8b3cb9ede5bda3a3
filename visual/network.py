"""The one door to pyvis: a Network with our own template, offline, safe and quick to draw.

What stock pyvis output does wrong, and what is done here instead, is in docs/decisions/0030.
"""

from collections import Counter
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from pyvis.network import Network

from graph.language import catalog
from visual import assets
from visual.aggregate import within_limit
from visual.layout import layout
from visual.model import Card, Fact, View, ViewEdge, ViewNode
from visual.styles import type_style
from visual.text import plain

_TEMPLATES = Path(__file__).parent / "templates"
_SIZES = {"centre": 23, "member": 21, "flagged": 17, "context": 14, "group": 20}
_CURVED = 300  # nodes up to which several links of one pair are drawn as separate curves


def _facts(facts: tuple[Fact, ...]) -> list[list[str]]:
    return [[f.title, f.value.text, f.value.masked] for f in facts]


def _node(node: ViewNode, place: tuple[int, int]) -> dict[str, Any]:
    return {
        "id": node.id,
        "type": node.label,
        "label": node.caption.text or "—",
        "masked": node.caption.masked or "—",
        "role": node.role,
        "size": _SIZES[node.role],
        "x": place[0],
        "y": place[1],
        "facts": _facts(node.facts),
        "sources": list(node.sources),
        "month": (node.date or "")[:7],
        "count": node.count,
    }


def _edges(edges: tuple[ViewEdge, ...], curved: bool) -> list[dict[str, Any]]:
    """Edges as vis-network takes them; links of one pair bend apart, in order of their ids."""
    together = Counter(frozenset((e.source, e.target)) for e in edges)
    seen: Counter[frozenset[str]] = Counter()
    drawn = []
    for edge in sorted(edges, key=lambda e: e.id):
        pair = frozenset((edge.source, edge.target))
        bend: float = 0
        if curved and (total := together[pair]) > 1:
            side = 1 if edge.source < edge.target else -1
            bend = side * round((seen[pair] - (total - 1) / 2) * min(0.22, 0.8 / total), 3)
            seen[pair] += 1
        drawn.append(
            {
                "id": edge.id,
                "from": edge.source,
                "to": edge.target,
                "title_text": edge.title,
                "key": edge.key,
                "bend": bend,
                "facts": _facts(edge.facts),
                "sources": list(edge.sources),
                "count": edge.count,
            }
        )
    return drawn


def _card(card: Card) -> dict[str, Any]:
    return {
        "kind": card.kind,
        "text": [card.text.text, card.text.masked],
        "lines": [[line.text, line.masked] for line in card.lines],
        "nodes": list(card.nodes),
        "links": list(card.links),
        "points": card.points,
    }


def _strings(lang: str) -> dict[str, str]:
    """What the page itself says: every message 'visual.page.*'."""
    start = "visual.page."
    return {k[len(start) :]: v for k, v in catalog()[lang].items() if k.startswith(start)}


class CaseNetwork(Network):  # type: ignore[misc]  # pyvis has no types
    """One view as a pyvis network. Nodes and edges are set whole, already in JSON types."""

    def __init__(self, view: View, static: str | None = None, embedded: bool = False) -> None:
        """`static`: path the scripts are served under, None for one offline file; `embedded`:
        only the picture, for a page that shows reasons and details itself."""
        super().__init__(directed=True, cdn_resources="in_line")  # directed keeps parallel edges
        self.view = within_limit(view)
        self.templateEnv = Environment(
            autoescape=True, loader=FileSystemLoader(_TEMPLATES), undefined=StrictUndefined
        )
        self.templateEnv.policies["json.dumps_kwargs"] = {
            "sort_keys": True,
            "ensure_ascii": False,
            "separators": (",", ":"),
            "allow_nan": False,
        }
        self.path = "case.html"
        self.options = {  # a dict: set_options() would strip every space
            "autoResize": True,
            "physics": {"enabled": False},
            "layout": {"improvedLayout": False},
            "interaction": {"hover": True, "multiselect": True, "tooltipDelay": 10_000},
            "edges": {"smooth": False},
        }
        places = layout(
            [n.id for n in self.view.nodes], [(e.source, e.target) for e in self.view.edges]
        )
        self.nodes = plain([_node(n, places[n.id]) for n in self.view.nodes])
        self.edges = plain(_edges(self.view.edges, len(self.view.nodes) <= _CURVED))
        self.templateEnv.globals.update(
            page={
                "static": static,
                "embedded": embedded,
                "lang": "zh-CN" if self.view.lang == "zh" else "en",
                "title": self.view.title.masked if view.masked else self.view.title.text,
                "policy": assets.offline_policy(),
                "words": _strings(self.view.lang),
                "invented": self.view.invented,
            },
            inline={
                "library": Markup(assets.library()),  # noqa: S704  # our own files
                "script": Markup(assets.script()),  # noqa: S704
                "style": Markup(assets.style()),  # noqa: S704
            },
            case=self._case(static is not None, embedded),
        )

    def _case(self, served: bool, embedded: bool) -> dict[str, Any]:
        view = self.view
        counts = Counter(n.label for n in view.nodes)
        styles = [type_style(label, view.lang).as_data() for label in sorted(counts)]
        case: dict[str, Any] = plain(
            {
                "id": view.id,
                "title": [view.title.text, view.title.masked],
                "lang": view.lang,
                "types": [{**s, "count": counts[s["label"]]} for s in styles],
                "cards": [_card(c) for c in view.cards],
                "figures": [[f.title, f.value] for f in view.figures],
                "notes": list(view.notes),
                "made_from": view.made_from,
                "invented": view.invented,
                "masked": view.masked,
                "served": served,
                "embedded": embedded,
                "words": _strings(view.lang),
            }
        )
        return case


def render(
    view: View, lang: str | None = None, *, static: str | None = None, embedded: bool = False
) -> str:
    """The whole page as HTML, equal to the byte for an equal view.

    Without `static` it is one file that opens offline and asks for nothing. With `static`
    (e.g. '/static') scripts and styles are asked for there and nothing is inline, so that the
    server's policy can be script-src 'self' and style-src 'self'.
    `lang` is the view's own language and only checked.
    """
    if lang is not None and lang != view.lang:
        raise ValueError(f"The view is in {view.lang!r}; build it again in {lang!r}.")
    return str(CaseNetwork(view, static, embedded).generate_html())
