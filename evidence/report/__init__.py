"""The report of a bundle: what was found, how sure, by whom decided, and how to check it."""

from collections.abc import Sequence
from dataclasses import dataclass

from evidence.content import Content
from evidence.files import BundleFile
from evidence.report.account import account
from evidence.report.blocks import Report
from evidence.report.findings import findings
from evidence.report.typeset import typeset
from evidence.report.words import Words
from graph.language import say

__all__ = ["Issue", "Report", "compose", "typeset"]


@dataclass(frozen=True)
class Issue:
    """Under which name, by whom and when a bundle is made; `draft` when nothing allows more."""

    name: str  # 'CASE-0001_E001'
    at: str  # UTC ISO text
    actor: str
    version: str  # of Ringleader
    lang: str
    draft: bool


def compose(content: Content, files: Sequence[BundleFile], issue: Issue) -> Report:
    """The report on `content`; `files` are the payload files it lists with their hashes."""
    words = Words(content, issue.lang)
    return Report(
        lang=issue.lang,
        title=words.say("title"),
        subtitle=issue.name,
        banners=banners(content, issue),
        cover=_cover(words, issue),
        footer=words.say("footer", version=issue.version, at=issue.at),
        page=words.say("page", page="{page}", pages="{pages}"),
        contents=words.say("contents"),
        sections=(
            *findings(words, draft=issue.draft),
            *account(words, files, draft=issue.draft),
        ),
    )


def banners(content: Content, issue: Issue) -> tuple[str, ...]:
    """What every page must say: invented data, draft."""
    ids = (("evidence.invented", content.invented), ("evidence.draft", issue.draft))
    return tuple(say(message, issue.lang) for message, applies in ids if applies)


def _cover(words: Words, issue: Issue) -> tuple[tuple[str, str], ...]:
    case, referral = words.content.case, words.content.case.referral
    about = case.subject_caption
    if case.title not in (about, case.subject):
        about = f"{about} · {case.title}"
    opened = words.say("cover.opened_value", at=case.opened_at, author=case.opened_by)
    prepared = words.say("cover.opened_value", at=issue.at, author=issue.actor)
    cover = [
        ("case", case.number),
        ("bundle", issue.name),
        ("subject", about),
        ("state", say(f"cases.state.{case.state}", words.lang)),
        ("opened", opened),
        ("assignee", case.assignee or words.say("dash")),
        ("prepared", prepared),
    ]
    if referral is None:
        cover.append(("authority", words.say("cover.no_authority")))
    else:
        basis = words.say(
            "cover.authority_value",
            kind=say(f"cases.referral.{referral.kind}", words.lang),
            at=referral.at,
            author=referral.author,
            seq=referral.seq,
        )
        cover += [
            ("recipient", referral.recipient),
            ("reference", referral.reference),
            ("authority", basis),
        ]
        if referral.request:
            cover.append(("request", referral.request))
    status = "draft_short" if issue.draft else "final_short"
    cover.append(("status", words.say(status)))
    return tuple((words.say(f"cover.{name}"), value) for name, value in cover)
