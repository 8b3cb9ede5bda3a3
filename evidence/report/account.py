"""The report's account of itself: decisions, method, contents, custody and signatures."""

from collections.abc import Sequence

from evidence.files import BundleFile
from evidence.report.blocks import (
    Block,
    Column,
    Facts,
    Heading,
    Paragraph,
    Points,
    Remark,
    Section,
    Signatures,
    Table,
)
from evidence.report.words import Words
from graph.language import say
from graph.typologies import TYPOLOGIES


def account(words: Words, files: Sequence[BundleFile], *, draft: bool) -> tuple[Section, ...]:
    """Every section from the decisions on; `files` are the files made before the report."""
    return (
        _decisions(words),
        _method(words),
        _contents(words, files),
        _custody(words, draft=draft),
    )


def _column(words: Words, name: str, width: float = 1.0, *, code: bool = False) -> Column:
    return Column(words.say(f"column.{name}"), width, code=code)


def _decisions(words: Words) -> Section:
    case = words.content.case
    verdicts = tuple(
        (v.at, v.author, v.caption, say(f"cases.verdict.{v.verdict}", words.lang), v.basis)
        for v in case.verdicts
    )
    opened = (case.opened_at, case.opened_by, say("cases.act.opened", words.lang), case.title)
    states = tuple(
        (d.at, d.author, _change(words, d.before, d.after), d.basis) for d in case.decisions
    )
    blocks: list[Block] = [
        Heading(words.say("heading.verdicts")),
        _dated(words, verdicts, ("about", 1.2), ("verdict", 1.2), ("basis", 2.6)),
        Heading(words.say("heading.states")),
        _dated(words, (opened, *states), ("change", 1.8), ("basis", 3)),
    ]
    if case.referrals:
        referrals = tuple(
            (
                r.at,
                r.author,
                say(f"cases.referral.{r.kind}", words.lang),
                words.join([r.recipient, r.reference, r.request]),
            )
            for r in case.referrals
        )
        blocks.append(Heading(words.say("heading.referrals")))
        blocks.append(_dated(words, referrals, ("kind", 1.8), ("text", 3)))
    notes = tuple((note.at, note.author, note.text) for note in case.notes)
    blocks += [Heading(words.say("heading.notes")), _dated(words, notes, ("text", 4.8))]
    return Section(words.say("section.decisions"), tuple(blocks))


def _dated(words: Words, rows: tuple[tuple[str, ...], ...], *columns: tuple[str, float]) -> Block:
    """A table that begins with time and author."""
    every = (("at", 0.0), ("author", 1.0), *columns)
    return _or_none(words, tuple(_column(words, name, width) for name, width in every), rows)


def _change(words: Words, before: str, after: str) -> str:
    said = [say(f"cases.state.{state}", words.lang) for state in (before, after)]
    return words.say("change", before=said[0], after=said[1])


def _or_none(words: Words, columns: tuple[Column, ...], rows: tuple[tuple[str, ...], ...]) -> Block:
    return Table(columns, rows) if rows else Paragraph(words.say("none"))


def _method(words: Words) -> Section:
    snapshot = words.content.case.snapshot
    limits = Points(
        tuple(words.say(f"limits.{name}") for name in ("files", "score", "identity"))
        if snapshot
        else (words.say("limits.files"), words.say("limits.identity"))
    )
    if snapshot is None:
        steps = Points((words.say("method.graph"), words.say("method.human")))
        return Section(
            words.say("section.method"), (steps, Heading(words.say("heading.limits")), limits)
        )
    names = ("graph", "projection", "communities", "reasons", "human", "repeat")
    analysed = words.say("method.analysed_value", people=snapshot.people, claims=snapshot.claims)
    facts = Facts(
        (
            (words.say("method.analysed"), analysed),
            (words.say("method.digest"), snapshot.digest),
            (words.say("method.stamp"), snapshot.stamp),
        )
    )
    ring = snapshot.ring
    used = sorted({reason.typology for reason in ring.reasons} & set(TYPOLOGIES))
    patterns = tuple(
        (TYPOLOGIES[name].title.of(words.lang), TYPOLOGIES[name].why.of(words.lang))
        for name in used
    )
    scores = tuple(
        (f"{number}. {words.reason(reason)}", f"{reason.points:.3f}")
        for number, reason in enumerate(ring.reasons, 1)
    )
    score_columns = (
        _column(words, "reason", 5),
        Column(words.say("column.points"), 0, "right"),
    )
    blocks: list[Block] = [
        Points(tuple(words.say(f"method.{name}") for name in names)),
        facts,
    ]
    if patterns:
        blocks += [Heading(words.say("heading.typologies")), Facts(patterns)]
    if scores:
        blocks += [Heading(words.say("heading.score")), Table(score_columns, scores)]
    blocks += [Heading(words.say("heading.limits")), limits]
    return Section(words.say("section.method"), tuple(blocks))


def _contents(words: Words, files: Sequence[BundleFile]) -> Section:
    content = words.content
    listed = tuple(
        (
            file.path,
            words.say(file.what.removeprefix("evidence.")),
            f"{len(file.content):,}",
            file.sha256,
        )
        for file in sorted(files, key=lambda f: f.path)
    )
    columns = (
        _column(words, "file", 2, code=True),
        _column(words, "what", 2),
        Column(words.say("column.size"), 0, "right"),
        _column(words, "sha256", 2.4, code=True),
    )
    sources = tuple((file, f"{rows:,}", sha256) for file, sha256, rows in content.records.sources)
    source_columns = (
        _column(words, "file", 2),
        Column(words.say("column.rows"), 0, "right"),
        _column(words, "sha256", 4, code=True),
    )
    rows = sum(count for _, _, count in content.records.sources)
    points = [words.say("contents.rows", count=rows)]
    if content.records.held_back:
        points.append(words.say("contents.held_back", count=content.records.held_back))
    if content.missing:
        points.append(words.say("contents.missing", count=content.missing))
    blocks: tuple[Block, ...] = (
        Paragraph(words.say("contents.intro")),
        Table(columns, listed),
        Heading(words.say("heading.sources")),
        _or_none(words, source_columns, sources),
        Points(tuple(points)),
        Remark(words.say("contents.verify")),
    )
    return Section(words.say("section.contents"), blocks)


def _custody(words: Words, *, draft: bool) -> Section:
    columns = (
        Column(words.say("column.seq"), 0, "right"),
        _column(words, "at", 0),
        _column(words, "author", 1.2),
        _column(words, "act", 1.8),
        _column(words, "hash", 4, code=True),
    )
    rows = tuple(
        (str(e.seq), e.at, e.actor, say(f"cases.act.{e.act}", words.lang), e.hash)
        for e in words.content.custody
    )
    blocks: list[Block] = [Paragraph(words.say("custody.intro"))]
    if draft:
        blocks.append(Paragraph(words.say("custody.masked")))
    blocks.append(_or_none(words, columns, rows))
    signers = ("prepared", "reviewed") if draft else ("prepared", "reviewed", "received")
    blocks.append(Signatures(tuple(words.say(f"sign.{name}") for name in signers)))
    return Section(words.say("section.custody"), tuple(blocks))
