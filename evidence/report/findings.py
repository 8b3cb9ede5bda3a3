"""The report's findings: summary, people, claims, reasons, doubts, what was left out."""

from collections import Counter
from collections.abc import Sequence

from evidence.report.blocks import (
    Block,
    Column,
    Figures,
    Heading,
    Paragraph,
    Points,
    Remark,
    Section,
    Table,
)
from evidence.report.figure import figure
from evidence.report.losses import loss_schedule
from evidence.report.words import Words
from graph.language import say
from graph.rings.model import ClaimLine, Money, Reason, Ring, Shown
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
        _people(words, ring),
        _claims(words, ring),
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
    reason = words.sentence(ring.reasons[0].sentence) if ring.reasons else None
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


def _columns(words: Words, *columns: tuple[str, float] | tuple[str, float, str]) -> list[Column]:
    """Columns by message id and width; a third item 'right' or 'code' says how they are set."""
    made = []
    for name, width, *style in columns:
        kind = style[0] if style else ""
        align = "right" if kind == "right" else "left"
        title = words.say(f"column.{name}")
        made.append(Column(title, width, "right" if align == "right" else "left", kind == "code"))
    return made


def _table(words: Words, columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> Block:
    if not rows:
        return Paragraph(words.say("none"))
    return Table(tuple(columns), tuple(tuple(row) for row in rows))


def _people(words: Words, ring: Ring) -> Section:
    columns = _columns(
        words,
        ("number", 0, "right"),
        ("name", 1.5),
        ("customer", 1.1, "code"),
        ("positions", 2.5),
        ("claims", 0, "right"),
        ("claimed", 0, "right"),
        ("paid", 0, "right"),
        ("stability", 0, "right"),
        ("verdict", 1.3),
    )
    rows = [
        (
            str(number),
            words.caption(member.id, member.caption),
            words.text(words.property(member.id, "number")),
            words.join([words.sentence(position) for position in member.positions]),
            str(member.claims),
            _amounts(words, member.money, "claimed"),
            _amounts(words, member.money, "paid"),
            f"{member.stability:.0%}",
            words.verdict(member.id),
        )
        for number, member in enumerate(ring.members, 1)
    ]
    return Section(words.say("section.people"), (_table(words, columns, rows),))


def _amounts(words: Words, money: Sequence[Money], name: str) -> str:
    """One amount of each currency."""
    return words.join([words.amount(getattr(total, name), total.currency) for total in money])


def _claims(words: Words, ring: Ring) -> Section:
    columns = _columns(
        words,
        ("claim", 1.2),
        ("loss_date", 1),
        ("kind", 1),
        ("claimed", 0, "right"),
        ("status", 0.9),
        ("source", 1.9, "code"),
        ("verdict", 1.2),
    )
    rows = [
        (
            claim.number,
            words.text(claim.loss_date),
            words.text(words.property(claim.id, "kind")),
            words.amount(claim.claimed, claim.currency),
            words.text(words.property(claim.id, "status")),
            words.join(claim.sources),
            words.verdict(claim.id),
        )
        for claim in ring.claims
    ]
    blocks = (_table(words, columns, rows), Heading(words.say("heading.payments")))
    return Section(words.say("section.claims"), (*blocks, _payments(words, ring.claims)))


def _payments(words: Words, claims: Sequence[ClaimLine]) -> Block:
    wanted = {claim.id for claim in claims}
    paid = [
        link
        for link in words.content.links
        if link.type == "PAID_TO" and (not wanted or link.source in wanted)
    ]
    if not paid:
        return Paragraph(words.say("no_payments"))
    columns = _columns(
        words,
        ("claim", 1.2),
        ("date", 1),
        ("amount", 0, "right"),
        ("payee", 1.3),
        ("account", 1.6, "code"),
        ("status", 0.9),
        ("source", 1.5, "code"),
    )
    paid.sort(key=lambda p: (words.caption(p.source), str(p.properties.get("date")), p.id))
    rows = [
        (
            words.caption(link.source),
            words.text(link.properties.get("date")),
            words.amount(link.properties.get("amount"), link.properties.get("currency")),
            words.text(link.properties.get("payee_name")),
            words.caption(link.target),
            words.text(link.properties.get("status")),
            words.sources(link.id),
        )
        for link in paid
    ]
    return _table(words, columns, rows)


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
        Paragraph(words.sentence(reason.sentence)),
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
        columns = _columns(
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
        blocks.append(_table(words, columns, rows))
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
    columns = _columns(words, ("type", 1), ("name", 2), ("why", 3))
    rows = [
        (
            words.kind(item.label),
            words.caption(item.id, item.caption),
            words.join([words.sentence(said) for said in (item.why, *item.positions)]),
        )
        for item in shown
    ]
    return Section(words.say("section.others"), (_table(words, columns, rows),))


def _suppressed(words: Words, ring: Ring) -> Section:
    if not ring.suppressed:
        block: Block = Paragraph(words.say("suppressed.none"))
        return Section(words.say("section.suppressed"), (block,))
    columns = _columns(
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
    return Section(words.say("section.suppressed"), (_table(words, columns, rows),))


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
    columns = _columns(words, ("type", 1), ("name", 2), ("link", 1.2), ("other", 2), ("source", 2))
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
        _table(words, columns, rows),
        Heading(words.say("heading.payments")),
        _payments(words, ()),
    )
    caption = words.content.case.subject_caption
    return Section(words.say("section.surroundings", caption=caption), blocks)
