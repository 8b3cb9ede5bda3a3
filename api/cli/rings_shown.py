"""Rings on the terminal: the queue as a table, one ring in full."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from api.cli.changes_shown import history_shown
from api.cli.links_shown import analysis_shown
from api.cli.tables import heading, lines, table
from graph.language import money

if TYPE_CHECKING:
    from rich.console import RenderableType

Document = dict[str, Any]
Say = Callable[..., str]

_NAMED = 3
_PLACED = 8  # people named with one role of a reason
"""Names, claims or left-out things in a short list; the rest is counted."""


def _amounts(holder: Document, kind: str) -> str:
    """One amount a line and currency, of a ring or a member."""
    return "\n".join(money(each[kind], each["currency"]) for each in holder["money"])


def _names(items: list[Document], say: Say) -> str:
    shown = ", ".join(item["caption"] for item in items[:_NAMED])
    more = len(items) - _NAMED
    return f"{shown} {say('cli.more', count=more)}" if more > 0 else shown


def _said(items: list[Document]) -> list[str]:
    return [item["text"] for item in items]


def _spoken(items: list[Document]) -> str:
    return "\n".join(_said(items))


def queue_shown(document: Document, say: Say) -> "Iterator[RenderableType]":
    """A table of figures, then for each ring its reason or reasons and what speaks against it."""
    rings = document["rings"]
    yield heading(
        say(
            "cli.rings.found",
            shown=len(rings),
            people=document["people"],
            claims=document["claims"],
            digest=document["digest"][:16],
        )
    )
    names = (
        "rank", "ring", "score", "people", "claims", "claimed", "paid", "payable",
        "first_loss", "last_loss", "agents", "providers",
    )  # fmt: skip
    if rings:
        yield table(
            [say(f"cli.column.{name}") for name in names],
            [
                (
                    ring["rank"],
                    ring["ring"],
                    f"{ring['score']:.2f}",
                    ring["people"],
                    ring["claims"],
                    _amounts(ring, "claimed"),
                    _amounts(ring, "paid"),
                    _amounts(ring, "payable"),
                    ring["first_loss"],
                    ring["last_loss"],
                    _names(ring["agents"], say),
                    _names(ring["providers"], say),
                )
                for ring in rings
            ],
            right=(0, 2, 3, 4, 5, 6, 7),
        )
    for ring in rings:
        meant = f" · {ring['calibrated']['short']}" if ring["calibrated"] else ""
        yield heading(f"\n{ring['rank']}. {ring['ring']}{meant}")
        yield from _briefly(ring, say)
    yield from _left_out(document, say)


def _briefly(ring: Document, say: Say) -> "Iterator[RenderableType]":
    """The main reason; the strongest ones with claims when the document has them; the doubts."""
    if "reasons" in ring:
        for reason in ring["reasons"][:_NAMED]:
            yield lines([f"{reason['text']} ({reason['points']:.2f})"])
            yield lines(_about(reason, say), mark="    ")
            claims = [_claim(claim) for claim in reason["claims"]]
            more = [say("cli.more", count=len(claims) - _NAMED)] if len(claims) > _NAMED else []
            yield lines([*claims[:_NAMED], *more], mark="    ")
        if len(ring["reasons"]) > _NAMED:
            more_reasons = len(ring["reasons"]) - _NAMED
            yield lines([say("cli.rings.more_reasons", count=more_reasons, ring=ring["ring"])])
    elif ring["main_reason"]:
        yield lines([ring["main_reason"]["text"]], mark=f"{say('cli.rings.reason')} ")
    doubts = [item["text"] for item in ring["against"]]
    yield lines(doubts, mark=f"{say('cli.rings.against')} ")
    if ring["dismissed"]:
        yield lines([ring["dismissed"]["text"]], mark="! ")


def _left_out(document: Document, say: Say) -> "Iterator[RenderableType]":
    yield lines(
        [document["made"]["text"], *(note["text"] for note in document["notes"])], mark="\n"
    )
    hidden = document["not_shown"]
    if hidden["beyond_limit"]:
        yield lines([say("cli.rings.more", count=hidden["beyond_limit"])], mark="\n")
    if hidden["weak_or_dismissed"]:
        yield lines([say("cli.rings.weak", count=hidden["weak_or_dismissed"])], mark="\n")
    for number, finding in enumerate(document["findings"]):
        if not number:
            yield heading("\n" + say("cli.findings"))
        yield lines([f"{finding['pattern']}: {finding['text']}"])
        yield lines(_placed(finding, say), mark="    ")
        if finding["rings"]:
            yield lines([say("cli.findings.rings", rings=finding["rings"])], mark="    ")
    if document["suppressed"]:
        yield _suppressed(document["suppressed"], say)


def _suppressed(items: list[Document], say: Say, unlisted: int = 0) -> "RenderableType":
    most = sorted(items, key=lambda item: (-item["holders"], item["id"]))[:10]
    said = [f"{item['caption']}: {item['why']}" for item in most]
    total = len(items) + unlisted
    if total > len(most):
        said.append(say("cli.more", count=total - len(most)))
    return lines([say("cli.rings.suppressed", count=total), *(f"- {s}" for s in said)], mark="")


def ring_shown(document: Document, say: Say) -> "Iterator[RenderableType]":
    """One ring in full."""
    yield heading(
        say(
            "cli.ring.title",
            ring=document["ring"],
            rank=document["rank"],
            score=f"{document['score']:.2f}",
        )
    )
    if document["calibrated"]:
        yield lines([document["calibrated"]["text"]], mark="")
    yield table(
        ["", ""],
        [
            (say("cli.column.people"), document["people"]),
            (say("cli.column.claims"), document["claims"]),
            *(
                (say(f"cli.column.{k}"), _amounts(document, k))
                for k in ("claimed", "paid", "stopped", "payable")
            ),
            (say("cli.column.first_loss"), document["first_loss"]),
            (say("cli.column.last_loss"), document["last_loss"]),
            (say("cli.rings.against"), _spoken(document["against"])),
            ("", document["dismissed"]["text"] if document["dismissed"] else ""),
        ],
    )
    yield from _reasons(document, say)
    yield from notices_shown(document["notices"], say)
    yield from outcomes_shown(document["outcomes"], say)
    yield from _known(document["known_fraud"], say)
    yield from _members(document, say)
    yield from schedule_shown(document["loss_schedule"], say)
    for part in ("agents", "providers", "identifiers", "relatives"):
        if document[part]:
            yield heading("\n" + say(f"cli.column.{part}"))
            yield table(
                [say("cli.column.caption"), say("cli.column.why"), say("cli.column.id")],
                [
                    (
                        item["caption"],
                        "\n".join([item["why"], *_said(item["positions"])]),
                        item["id"],
                    )
                    for item in document[part]
                ],
            )
    yield from history_shown(document["history"], say)
    if document["suppressed"]:
        yield _suppressed(document["suppressed"], say, document["unlisted"])
    yield from analysis_shown(document["link_analysis"], say)


def _reasons(document: Document, say: Say) -> "Iterator[RenderableType]":
    for number, reason in enumerate(document["reasons"], 1):
        yield heading(f"\n{number}. {reason['text']}")
        yield lines([each["text"] for each in reason["also"]], mark="   ")
        yield lines(
            [say("cli.ring.points", points=f"{reason['points']:.2f}", origins=reason["origins"])],
            mark="   ",
        )
        yield lines(reason["described_in"], mark="   ")
        yield lines(_about(reason, say), mark="   ")
        yield lines(_placed(reason, say), mark="   ")
        yield lines([_claim(claim) for claim in reason["claims"]], mark="   - ")
        if reason["innocent"]:
            yield lines([say("cli.ring.innocent")], mark="   ")
            yield lines(reason["innocent"], mark="   ? ")


def notices_shown(notices: list[Document], say: Say) -> "Iterator[RenderableType]":
    """What watch lists and bulletins say, and why what doesn't count does not."""
    if notices:
        yield heading("\n" + say("cli.notices"))
        yield table(
            [say(f"cli.column.{name}") for name in ("caption", "notice", "why", "id")],
            [(n["about_caption"], n["text"], n["not_counted"] or "", n["id"]) for n in notices],
        )


def outcomes_shown(outcomes: list[Document], say: Say) -> "Iterator[RenderableType]":
    """Recorded verdicts with their basis, those that clear too."""
    if outcomes:
        yield heading("\n" + say("cli.outcomes"))
        names = ("caption", "verdict", "basis", "decided_on", "authority", "document")
        yield table(
            [say(f"cli.column.{name}") for name in names],
            [
                (
                    each.get("about_caption", ""),
                    each["verdict_text"],
                    each["basis_text"],
                    each["decided_on"],
                    each["authority"],
                    each["document"],
                )
                for each in outcomes
            ],
        )


def _known(found: Document | None, say: Say) -> "Iterator[RenderableType]":
    """Verdicts on claims in and around the ring, and how near its parties are to them."""
    if found is None:
        return
    yield heading("\n" + say("cli.known"))
    yield lines([found["text"]], mark="")
    figures = ("claims", "confirmed", "cleared", "met", "met_confirmed")
    if found["parties"]:
        yield table(
            [say(f"cli.column.{name}") for name in ("caption", "type", *figures, "nearer")],
            [
                (
                    party["caption"],
                    party["type"],
                    *(party[name] for name in figures),
                    f"{party['nearer']}%",
                )
                for party in found["parties"]
            ],
            right=(2, 3, 4, 5, 6, 7),
        )


def _about(reason: Document, say: Say) -> list[str]:
    """Who and what a reason means, in one line."""
    names = [item["caption"] for item in reason["rests_on"]]
    return [say("cli.ring.about", names=names)] if names else []


def _placed(reason: Document, say: Say) -> list[str]:
    """Who has which place in a pattern, and which role in how many of its claims."""
    by_role: dict[str, list[str]] = {}
    for place in reason["places"]:
        count = f" ({place['claims']})" if place["claims"] else ""
        by_role.setdefault(place["role_text"], []).append(place["caption"] + count)
    found = []
    for role, names in by_role.items():
        more = [say("cli.more", count=len(names) - _PLACED)] if len(names) > _PLACED else []
        found.append(say("cli.ring.place", role=role, names=[*names[:_PLACED], *more]))
    return found


def _claim(claim: Document) -> str:
    amount = None if claim["claimed"] is None else money(claim["claimed"], claim["currency"])
    parts = (claim["number"], claim["loss_date"], amount, *claim["sources"])
    return " · ".join(part for part in parts if part)


def _members(document: Document, say: Say) -> "Iterator[RenderableType]":
    yield heading("\n" + say("cli.column.members"))
    names = ("caption", "type", "positions", "stability", "claims", "claimed", "paid", "id")
    yield table(
        [say(f"cli.column.{name}") for name in names],
        [
            (
                member["caption"],
                member["type"],
                _spoken(member["positions"]),
                f"{member['stability']:.2f}",
                member["claims"],
                _amounts(member, "claimed"),
                _amounts(member, "paid"),
                member["id"],
            )
            for member in document["members"]
        ],
        right=(3, 4, 5, 6),
    )


def schedule_shown(found: Document, say: Say) -> "Iterator[RenderableType]":
    """Loss by person and period, each claim once."""
    if not found["lines"]:
        return
    yield heading("\n" + say("cli.schedule", by=say(f"cli.by.{found['by'] or 'all'}")))
    amounts = ("claimed", "paid", "stopped", "payable")
    names = ("caption", "period", "claims", *amounts)
    yield table(
        [say(f"cli.column.{name}") for name in names],
        [
            (
                line["caption"] or say("cli.schedule.nobody"),
                line["period"] or "",
                line["claims"],
                *(money(line[name], line["currency"]) for name in amounts),
            )
            for line in found["lines"]
        ],
        right=(2, 3, 4, 5, 6),
    )
