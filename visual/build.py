"""Views of a ring and of an entity's surroundings, from the store."""

from collections.abc import Iterable
from dataclasses import replace

from graph.explore import EntityView, LinkView, entity, is_invented, neighbours, subgraph
from graph.language import money, say
from graph.provenance import Provenance
from graph.rings.model import ClaimLine, Member, Notice, Outcome, Ring, Shown, Suppressed
from graph.rings.words import sentence, whole
from graph.schema.registry import REGISTRY
from graph.store import Store
from visual.connections import with_connections
from visual.masking import Masker, caption_masked
from visual.model import Card, Fact, Figure, NodeRole, Said, View, ViewEdge, ViewNode
from visual.parts import view_edge, view_node

_SUPPRESSED = 12  # left-out entities named one by one; the rest is counted
_FIRST, _FURTHER = 150, 25  # links followed from the entity, and from each one further out


def claim_text(claim: ClaimLine) -> str:
    """A claim as an investigator quotes it: number, loss date, amount, file and row."""
    amount = money(claim.claimed, claim.currency) if claim.claimed is not None else ""
    parts = (claim.number, claim.loss_date or "", amount, *claim.sources)
    return " · ".join(part for part in parts if part)


def _shown(ring: Ring) -> tuple[Shown, ...]:
    return (*ring.relatives, *ring.agents, *ring.providers, *ring.identifiers)


def ring_ids(ring: Ring) -> tuple[str, ...]:
    """Everything a ring's picture shows: members, claims, what explains it, what reasons name."""
    ids = {m.id for m in ring.members} | {c.id for c in ring.claims}
    ids |= {s.id for s in _shown(ring)}
    ids |= {n for reason in ring.reasons for n in (*reason.nodes, *reason.subjects)}
    ids |= {c.id for reason in ring.reasons for c in reason.claims}
    return tuple(sorted(ids))


def _ring_figures(ring: Ring, lang: str) -> tuple[Figure, ...]:
    figures = [
        Figure(say("visual.score", lang), f"{ring.score:.2f}"),
        Figure(say("visual.people", lang), str(len(ring.members))),
        Figure(say("visual.claims", lang), str(len(ring.claims))),
    ]
    if ring.first_loss and ring.last_loss:
        span = f"{ring.first_loss[:7]} – {ring.last_loss[:7]}"
        figures.append(Figure(say("visual.losses", lang), span))
    for loss in ring.money:
        for name in ("claimed", "paid", "payable"):
            value = money(getattr(loss, name), loss.currency)
            figures.append(Figure(say(f"visual.{name}", lang), value))
    return tuple(figures)


def _ring_masker(ring: Ring, entities: Iterable[EntityView]) -> Masker:
    masker = Masker()
    for shown in entities:
        masker.know(shown.label, shown.id, shown.properties)
    named: tuple[Member | Shown | Suppressed, ...]
    named = (*ring.members, *_shown(ring), *ring.suppressed)
    for one in named:
        masker.know_caption(one.caption, caption_masked(one.label, one.id, one.caption))
    judged: tuple[Notice | Outcome, ...] = (*ring.notices, *ring.outcomes)
    for said in judged:
        hidden = caption_masked(said.about_label, said.about, said.about_caption)
        masker.know_caption(said.about_caption, hidden)
    return masker


def _ring_cards(ring: Ring, masker: Masker, lang: str) -> tuple[Card, ...]:
    reasons = [
        Card(
            kind="reason",
            text=masker.said(whole(reason, lang)),
            lines=tuple(Said.plain(claim_text(claim)) for claim in reason.claims),
            nodes=tuple(sorted({*reason.nodes, *reason.subjects, *(c.id for c in reason.claims)})),
            links=reason.links,
            points=reason.points,
        )
        for reason in ring.reasons
    ]
    against = [Card("against", masker.said(sentence(doubt, lang))) for doubt in ring.against]
    uncounted = [
        Card("note", masker.said(f"{sentence(n.why, lang)} ({sentence(n.not_counted, lang)})"))
        for n in ring.notices
        if n.not_counted
    ]
    left_out = ring.suppressed[:_SUPPRESSED]
    notes = [Card("note", masker.said(_suppressed_text(item, lang))) for item in left_out]
    return (*reasons, *against, *uncounted, *notes)


def _suppressed_text(left_out: Suppressed, lang: str) -> str:
    why = sentence(left_out.why, lang)
    return say("visual.left_out", lang, caption=left_out.caption, why=why)


def _why(ring: Ring, masker: Masker, lang: str) -> dict[str, list[Fact]]:
    """What the ring says about each entity, as facts of its details."""
    said: dict[str, list[Fact]] = {}
    for member in ring.members:
        said[member.id] = _member_facts(member, masker, lang)
    for shown in _shown(ring):
        fact = Fact(say("visual.why_shown", lang), masker.said(sentence(shown.why, lang)))
        said.setdefault(shown.id, []).append(fact)
    return said


def _member_facts(member: Member, masker: Masker, lang: str) -> list[Fact]:
    positions = [
        Fact(say("visual.position", lang), masker.said(sentence(position, lang)))
        for position in member.positions
    ]
    stability = Said.plain(f"{member.stability:.0%}")
    return [*positions, Fact(say("visual.stability", lang), stability)]


def _masked_for_good(view: View) -> View:
    """`view` without a single open text."""

    def facts(some: Iterable[Fact]) -> tuple[Fact, ...]:
        return tuple(Fact(f.title, Said.plain(f.value.masked)) for f in some)

    def node(n: ViewNode) -> ViewNode:
        return replace(n, caption=Said.plain(n.caption.masked), facts=facts(n.facts))

    def edge(e: ViewEdge) -> ViewEdge:
        return replace(e, facts=facts(e.facts))

    def card(c: Card) -> Card:
        lines = tuple(Said.plain(line.masked) for line in c.lines)
        return replace(c, text=Said.plain(c.text.masked), lines=lines)

    return replace(
        view,
        title=Said.plain(view.title.masked),
        nodes=tuple(map(node, view.nodes)),
        edges=tuple(map(edge, view.edges)),
        cards=tuple(map(card, view.cards)),
        masked=True,
    )


def ring_view(store: Store, ring: Ring, lang: str, masked: bool = False) -> View:
    """The picture of a ring: its members, claims and identifiers, and every link among them.

    With `masked` no unmasked name or number is in the view at all.
    """
    ids = ring_ids(ring)
    entities, links = with_connections(
        store, ids, [m.id for m in ring.members], {s.id for s in ring.suppressed}
    )
    rows = Provenance(store.kept).rows_of([*(e.id for e in entities), *(k.id for k in links)])
    members = {m.id for m in ring.members}
    key = {link for reason in ring.reasons for link in reason.links}
    named = {n for reason in ring.reasons for n in (*reason.nodes, *reason.subjects)}
    named |= {c.id for reason in ring.reasons for c in reason.claims}
    masker = _ring_masker(ring, entities)
    why = _why(ring, masker, lang)

    def role(identifier: str) -> NodeRole:
        if identifier in members:
            return "member"
        return "flagged" if identifier in named else "context"

    unsaid = len(ring.suppressed) - _SUPPRESSED
    view = View(
        id=ring.id,
        title=Said.plain(say("visual.ring_title", lang, ring=ring.id)),
        lang=lang,
        nodes=tuple(view_node(e, role(e.id), rows, lang, why.get(e.id, ())) for e in entities),
        edges=tuple(view_edge(link, key, rows, lang) for link in links),
        cards=_ring_cards(ring, masker, lang),
        figures=_ring_figures(ring, lang),
        notes=(say("visual.more_suppressed", lang, count=unsaid),) if unsaid > 0 else (),
        made_from=say("visual.made_from_ring", lang, ring=ring.id, count=len(entities)),
        invented=is_invented(store),
    )
    return _masked_for_good(view) if masked else view


def _around(store: Store, start: str, depth: int) -> tuple[list[str], dict[str, int]]:
    """Ids within `depth` links, and how many links of each type weren't followed."""
    seen, edge, not_shown = [start], [start], dict[str, int]()
    for step in range(depth):
        limit = _FIRST if step == 0 else _FURTHER
        found: dict[str, None] = {}
        for identifier in edge:
            near = neighbours(store, identifier, limit)
            found |= dict.fromkeys(item.other.id for item in near.items)
            for link_type, count in near.not_shown.items():
                not_shown[link_type] = not_shown.get(link_type, 0) + count
        edge = sorted(set(found) - set(seen))
        seen += edge
    return seen, not_shown


def _not_shown(counts: dict[str, int], lang: str) -> tuple[str, ...]:
    return tuple(
        say(
            "visual.not_shown",
            lang,
            count=count,
            link=REGISTRY.links[link_type].link.title.of(lang),
        )
        for link_type, count in sorted(counts.items())
        if count
    )


def entity_view(store: Store, id: str, lang: str, depth: int = 1, masked: bool = False) -> View:
    """An entity and what is within `depth` links of it; NotFoundError when there is no such id.

    Long lists of neighbours are cut, and the view says how many links of which type aren't shown.
    """
    centre = entity(store, id)
    ids, cut = _around(store, centre.id, max(1, depth))
    entities, links = subgraph(store, ids)
    rows = Provenance(store.kept).rows_of([*ids, *(link.id for link in links)])
    made = say("visual.made_from_entity", lang, depth=max(1, depth), first=_FIRST, further=_FURTHER)
    view = View(
        id=centre.id,
        title=_entity_title(centre, lang),
        lang=lang,
        nodes=tuple(
            view_node(e, "centre" if e.id == centre.id else "context", rows, lang) for e in entities
        ),
        edges=tuple(view_edge(link, (), rows, lang) for link in links),
        figures=_entity_figures(entities, links, cut, lang),
        notes=_not_shown(cut, lang),
        made_from=made,
        invented=is_invented(store),
    )
    return _masked_for_good(view) if masked else view


def _entity_title(centre: EntityView, lang: str) -> Said:
    masker = Masker()
    masker.know(centre.label, centre.id, centre.properties)
    kind = REGISTRY.entity(centre.label).title.of(lang)
    return masker.said(f"{kind} · {centre.caption}")


def _entity_figures(
    entities: list[EntityView], links: list[LinkView], cut: dict[str, int], lang: str
) -> tuple[Figure, ...]:
    return (
        Figure(say("visual.entities", lang), str(len(entities))),
        Figure(say("visual.links", lang), str(len(links))),
        Figure(say("visual.links_not_shown", lang), str(sum(cut.values()))),
    )
