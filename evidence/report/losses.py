"""The report's loss schedule: claimed, paid and stopped by person and quarter, each claim once."""

from evidence.report.blocks import Block, Column, Paragraph, Section, Table
from evidence.report.words import Words
from graph.rings.loss import schedule, totals
from graph.rings.model import Money, Ring

_AMOUNTS = ("claimed", "paid", "stopped", "payable")


def loss_schedule(words: Words, ring: Ring) -> Section:
    """A line a person, quarter and currency, then the totals by currency."""
    title = words.say("section.losses")
    if not ring.losses:
        return Section(title, (Paragraph(words.say("none")),))
    names = {member.id: words.caption(member.id, member.caption) for member in ring.members}
    nobody = words.say("losses.nobody")
    rows = [
        (
            names.get(line.person, line.person) if line.person else nobody,
            words.text(line.period),
            str(line.claims),
            *_amounts(words, line.money),
        )
        for line in schedule(ring.losses, "quarter")
    ]
    claims = {m.currency: 0 for m in totals(ring.losses)}
    for loss in ring.losses:
        claims[loss.currency] += 1
    rows += [
        (words.say("losses.total"), "", str(claims[total.currency]), *_amounts(words, total))
        for total in totals(ring.losses)
    ]
    columns = (
        Column(words.say("column.name"), 1.6),
        Column(words.say("column.period"), 0),
        Column(words.say("column.claims"), 0, "right"),
        *(Column(words.say(f"column.{name}"), 0, "right") for name in _AMOUNTS),
    )
    table: Block = Table(columns, tuple(rows))
    return Section(title, (Paragraph(words.say("losses.note")), table))


def _amounts(words: Words, money: Money) -> tuple[str, ...]:
    return tuple(words.amount(getattr(money, name), money.currency) for name in _AMOUNTS)
