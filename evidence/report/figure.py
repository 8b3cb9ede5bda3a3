"""The ring as a picture in the report: the entities and links that the reasons rest on."""

from collections.abc import Mapping, Sequence

from evidence.report.blocks import Block, Network, NetworkEdge, NetworkNode, Paragraph
from evidence.report.words import Words
from graph.explore import LinkView
from graph.rings.model import Ring
from graph.schema.registry import REGISTRY
from visual.layout import layout

_MOST = 30
"""Entities up to which a picture can be read; beyond, claims and policies are left out of it, and
if that doesn't help, the report points to the network view."""

_LONGEST = 22  # characters of a caption


def figure(words: Words, ring: Ring) -> tuple[Block, ...]:
    """The picture and what its signs mean, or where to look when there is too much to show."""
    content = words.content
    keys = {link for reason in ring.reasons for link in reason.links}
    members = {member.id for member in ring.members}
    wanted = members | {node for reason in ring.reasons for node in reason.nodes}
    wanted |= {claim.id for reason in ring.reasons for claim in reason.claims}
    shown = sorted(wanted & set(content.by_id))
    drawn = _among(words, shown)
    message = "figure.caption"
    if len(shown) > _MOST:
        message = "figure.caption_parties"
        events = REGISTRY.labels("event")
        shown = [
            identifier for identifier in shown if content.by_id[identifier].label not in events
        ]
        drawn = _among(words, shown)
    if not drawn or len(shown) > _MOST:
        return (Paragraph(words.say("figure.in_view", count=len(wanted))),)
    places = _fractions(layout(shown, [(link.source, link.target) for link in drawn]))
    nodes = tuple(
        NetworkNode(
            *places[identifier],
            caption=_short(words.caption(identifier)),
            icon=REGISTRY.entity(content.by_id[identifier].label).style.icon,
            colour=REGISTRY.entity(content.by_id[identifier].label).style.colour,
            member=identifier in members,
        )
        for identifier in shown
    )
    at = {identifier: number for number, identifier in enumerate(shown)}
    pairs: dict[tuple[int, int], bool] = {}
    for link in drawn:
        pair = at[link.source], at[link.target]
        pairs[pair] = pairs.get(pair, False) or link.id in keys
    edges = tuple(NetworkEdge(*pair, pairs[pair]) for pair in sorted(pairs))
    labels = sorted({content.by_id[identifier].label for identifier in shown})
    legend = tuple(
        (REGISTRY.entity(label).style.icon, REGISTRY.entity(label).style.colour, words.kind(label))
        for label in labels
    )
    return (Network(nodes, edges, legend), Paragraph(words.say(message)))


def _among(words: Words, shown: Sequence[str]) -> list[LinkView]:
    """The bundle's links among these entities."""
    ends = set(shown)
    return [k for k in words.content.links if k.source in ends and k.target in ends]


def _fractions(places: Mapping[str, tuple[int, int]]) -> dict[str, tuple[float, float]]:
    """Positions as shares of width and height, 0 to 1."""
    low = [min(place[axis] for place in places.values()) for axis in (0, 1)]
    size = [max(place[axis] for place in places.values()) - low[axis] or 1 for axis in (0, 1)]
    return {
        identifier: (round((x - low[0]) / size[0], 4), round((y - low[1]) / size[1], 4))
        for identifier, (x, y) in places.items()
    }


def _short(caption: str) -> str:
    return caption if len(caption) <= _LONGEST else caption[: _LONGEST - 1] + "…"
