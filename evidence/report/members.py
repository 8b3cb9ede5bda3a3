"""The report's members, their claims and payments, and what was decided on them before."""

from collections.abc import Sequence

from evidence.report.blocks import Block, Heading, Paragraph, Section
from evidence.report.tables import columns, table
from evidence.report.words import Words
from graph.language import say
from graph.rings.model import ClaimLine, Money, Ring


def people(words: Words, ring: Ring) -> Section:
    """Members with their positions, amounts and verdicts of this case."""
    titled = columns(
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
    return Section(words.say("section.people"), (table(words, titled, rows),))


def claims(words: Words, ring: Ring) -> Section:
    """The ring's claims and their payments."""
    titled = columns(
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
    blocks = (table(words, titled, rows), Heading(words.say("heading.payments")))
    return Section(words.say("section.claims"), (*blocks, payments(words, ring.claims)))


def payments(words: Words, lines: Sequence[ClaimLine]) -> Block:
    """Payments on these claims; on all claims of the bundle where none is given."""
    wanted = {claim.id for claim in lines}
    paid = [
        link
        for link in words.content.links
        if link.type == "PAID_TO" and (not wanted or link.source in wanted)
    ]
    if not paid:
        return Paragraph(words.say("no_payments"))
    titled = columns(
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
    return table(words, titled, rows)


def outcomes(words: Words, ring: Ring) -> Section:
    """Verdicts on members and claims that sources told of, those that clear too."""
    title = words.say("section.outcomes")
    if not ring.outcomes:
        return Section(title, (Paragraph(words.say("outcomes.none")),))
    titled = columns(
        words,
        ("name", 1.3),
        ("type", 0.8),
        ("outcome", 1),
        ("outcome_basis", 1),
        ("date", 0.8),
        ("authority", 1.3),
        ("document", 1.2, "code"),
    )
    rows = [
        (
            words.caption(each.about, each.about_caption),
            words.kind(each.about_label),
            say(f"rings.outcome.{each.verdict}", words.lang),
            say(f"rings.basis.{each.basis}", words.lang),
            words.text(each.decided_on),
            words.text(each.authority),
            words.text(each.document),
        )
        for each in ring.outcomes
    ]
    return Section(title, (Paragraph(words.say("outcomes.note")), table(words, titled, rows)))


def _amounts(words: Words, money: Sequence[Money], name: str) -> str:
    """One amount of each currency."""
    return words.join([words.amount(getattr(total, name), total.currency) for total in money])
