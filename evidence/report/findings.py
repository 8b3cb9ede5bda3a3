"""The report's findings: summary, people, claims, reasons, doubts, what was left out."""

from collections import Counter

from evidence.report.blocks import (
    Block,
    Figures,
    Heading,
    Paragraph,
    Points,
    Remark,
    Section,
)
from evidence.report.figure import figure
from evidence.report.losses import loss_schedule
from evidence.report.members import claims, outcomes, payments, people
from evidence.report.tables import columns, table
from evidence.report.words import Words
from graph.language import say
from graph.rings.model import Reason, Ring, Shown
from graph.typologies import TYPOLOGIES

_MOST_NODES = 12


def findings(words: Words, *, draft: bool) -> tuple[Section, ...]:
    """Every section up to the decisions."""
    ring = words.content.ring
    reading = Section(words.say("section.reading"), (Points(_reading(words, draft=draft)),))
    if ring is None:
        return (_entity_summary(words), reading, _surroundings(words))
    return (
        _summary(words, ring),
        reading,
        people(words, ring),
        claims(words, ring),
        outcomes(words, ring),
        loss_schedule(words, ring),
        _reasons(words, ring),
        _against(words, ring),
        _others(words, ring),
        _suppressed(words, ring),
    )


def _summary(words: Words, ring: Ring) -> Section:
    figures = [
        (str(len(ring.members)), words.say("figure.people")),
        (str(len(ring.claims)), words.say("figure.claims")),
    ]
    for total in ring.money:
        for name in ("claimed", "paid", *(["stopped"] if total.stopped else []), "payable"):
            amount = words.amount(getattr(total, name), total.currency)
            figures.append((amount, words.say(f"figure.{name}")))
    reason = words.reason(ring.reasons[0]) if ring.reasons else None
    blocks: list[Block] = [
        *(Figures(tuple(figures[at : at + 5])) for at in range(0, len(figures), 5)),
        Paragraph(
            words.say(
                "summary.ring",
                ring=ring.id,
                people=len(ring.members),
                claims=len(ring.claims),
                first=ring.first_loss,
                last=ring.last_loss,
                reason=reason or words.say("summary.no_reason"),
            )
        ),
        Paragraph(words.say("summary.rank", rank=ring.rank, score=ring.score)),
    ]
    if ring.weak:
        blocks.append(Paragraph(words.say("summary.weak")))
    if ring.against:
        blocks.append(Paragraph(words.say("summary.against", count=len(ring.against))))
    blocks.append(Remark(_verdict_summary(words)))
    opened = words.content.case.opened_at
    blocks.append(Paragraph(words.say("summary.as_opened", at=opened)))
    return Section(words.say("section.summary"), tuple(blocks))


def _verdict_summary(words: Words) -> str:
    counts = Counter(verdict.verdict for verdict in words.content.case.standing.values())
    if not counts:
        return words.say("summary.no_verdicts")
    said = [f"{say(f'cases.verdict.{word}', words.lang)} {counts[word]}" for word in sorted(counts)]
    return words.say("summary.verdicts", verdicts=words.join(said))


def _reading(words: Words, *, draft: bool) -> tuple[str, ...]:
    sources = "reading.sources_masked" if draft else "reading.sources"
    ids = ["reading.positions", "reading.verdicts", sources]
    if words.content.ring is not None:
        ids += ["reading.origins", "reading.stability"]
    ids += ["reading.money", *(["reading.masked"] if draft else [])]
    return tuple(words.say(message) for message in ids)


def _reasons(words: Words, ring: Ring) -> Section:
    blocks: list[Block] = list(figure(words, ring)) if ring.reasons else []
    for number, reason in enumerate(ring.reasons, 1):
        blocks.extend(_reason(words, ring, number, reason))
    return Section(words.say("section.reasons"), tuple(blocks or [Paragraph(words.say("none"))]))


def _reason(words: Words, ring: Ring, number: int, reason: Reason) -> list[Block]:
    typology = TYPOLOGIES.get(reason.typology)
    title = typology.title.of(words.lang) if typology else words.measure(reason.typology)
    note = words.say(
        "heading.reason_note", points=reason.points, score=ring.score, origins=reason.origins
    )
    blocks: list[Block] = [
        Heading(words.say("heading.reason", number=number, title=title), note),
        Paragraph(words.reason(reason)),
    ]
    claims = {claim.id for claim in reason.claims}
    nodes = [node for node in reason.nodes if node not in claims and node in words.content.by_id]
    if nodes:
        named = [
            f"{words.kind(words.content.by_id[node].label)} {words.caption(node)}"
            for node in nodes[:_MOST_NODES]
        ]
        more = [f"(+{len(nodes) - _MOST_NODES})"] if len(nodes) > _MOST_NODES else []
        blocks.append(Paragraph(words.say("reason.rests", nodes=words.join(named + more))))
    if reason.claims:
        titled = columns(
            words, ("claim", 1.2), ("loss_date", 1), ("claimed", 0, "right"), ("source", 2.5)
        )
        rows = [
            (
                claim.number,
                words.text(claim.loss_date),
                words.amount(claim.claimed, claim.currency),
                words.join(claim.sources),
            )
            for claim in reason.claims
        ]
        blocks.append(table(words, titled, rows))
    if typology and typology.innocent:
        blocks.append(Paragraph(words.say("reason.innocent")))
        blocks.append(Points(tuple(text.of(words.lang) for text in typology.innocent)))
    return blocks


def _against(words: Words, ring: Ring) -> Section:
    said = tuple(words.sentence(doubt) for doubt in ring.against)
    block: Block = Points(said) if said else Paragraph(words.say("against.none"))
    return Section(words.say("section.against"), (block,))


def _others(words: Words, ring: Ring) -> Section:
    shown: list[Shown] = [*ring.relatives, *ring.agents, *ring.providers, *ring.identifiers]
    titled = columns(words, ("type", 1), ("name", 2), ("why", 3))
    rows = [
        (
            words.kind(item.label),
            words.caption(item.id, item.caption),
            words.join([words.sentence(said) for said in (item.why, *item.positions)]),
        )
        for item in shown
    ]
    return Section(words.say("section.others"), (table(words, titled, rows),))


def _suppressed(words: Words, ring: Ring) -> Section:
    if not ring.suppressed:
        block: Block = Paragraph(words.say("suppressed.none"))
        return Section(words.say("section.suppressed"), (block,))
    titled = columns(
        words, ("type", 1), ("name", 1.6), ("holders", 0, "right"), ("action", 0.9), ("reason", 3)
    )
    rows = [
        (
            words.kind(item.label),
            words.caption(item.id, item.caption),
            f"{item.holders:,}",
            words.say(f"action.{item.action}"),
            words.sentence(item.why),
        )
        for item in ring.suppressed
    ]
    return Section(words.say("section.suppressed"), (table(words, titled, rows),))


def _entity_summary(words: Words) -> Section:
    content = words.content
    said = words.say(
        "summary.entity",
        caption=content.case.subject_caption,
        entities=len(content.entities),
        links=len(content.links),
    )
    blocks: list[Block] = [Paragraph(said)]
    if content.not_shown:
        blocks.append(Paragraph(words.say("summary.not_shown", count=content.not_shown)))
    blocks.append(Remark(_verdict_summary(words)))
    return Section(words.say("section.summary"), tuple(blocks))


def _surroundings(words: Words) -> Section:
    titled = columns(words, ("type", 1), ("name", 2), ("link", 1.2), ("other", 2), ("source", 2))
    rows = [
        (
            words.kind(words.content.by_id[link.source].label),
            words.caption(link.source),
            words.link(link.type),
            words.caption(link.target),
            words.sources(link.id),
        )
        for link in sorted(words.content.links, key=lambda k: (k.type, k.source, k.target, k.id))
    ]
    blocks = (
        Heading(words.say("heading.links")),
        table(words, titled, rows),
        Heading(words.say("heading.payments")),
        payments(words, ()),
    )
    caption = words.content.case.subject_caption
    return Section(words.say("section.surroundings", caption=caption), blocks)
