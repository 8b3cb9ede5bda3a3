"""Cases on the terminal: the list, and one case with its records."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from api.cli.tables import heading, lines, table
from graph.language import moment

if TYPE_CHECKING:
    from rich.console import RenderableType

Document = dict[str, Any]
Say = Callable[..., str]


def list_shown(cases: list[Document], say: Say) -> "Iterator[RenderableType]":
    """One case a row."""
    if not cases:
        yield lines([say("cli.case.none")], mark="")
        return
    names = ("case", "state", "assignee", "subject", "opened_at", "title")
    yield table(
        [say(f"cli.column.{name}") for name in names],
        [
            (
                case["case"],
                case["state_text"],
                case["assignee"],
                case["subject_caption"],
                moment(case["opened_at"]),
                case["title"],
            )
            for case in cases
        ],
    )


def case_shown(case: Document, say: Say) -> "Iterator[RenderableType]":
    """The case's figures, then each kind of record."""
    yield heading(f"{case['case']} · {case['title']}")
    yield table(
        ["", ""],
        [
            (say("cli.column.state"), case["state_text"]),
            (say("cli.column.subject"), f"{case['subject_caption']} ({case['subject']})"),
            (say("cli.column.assignee"), case["assignee"]),
            (say("cli.column.opened_at"), f"{moment(case['opened_at'])} {case['opened_by']}"),
            *([(say("cli.case.followed"), _ring_now(case, say))] if case["ring"] else []),
        ],
    )
    for kind, line in _LINES.items():
        if case[kind]:
            yield heading("\n" + say(f"cli.case.{kind}"))
            yield lines([f"{moment(r['at'])} {r['author']}: {line(r)}" for r in case[kind]])


def _ring_now(case: Document, say: Say) -> str:
    """The rings that have its people today, with score and number of people."""
    found = [f"{r['ring']} · {r['score']:.2f} · {r['people']}" for r in case["rings_now"]]
    return "\n".join(found) or say("cli.case.no_ring", ring=case["subject"])


def _basis(text: str, basis: str) -> str:
    return f"{text} ({basis})"


_LINES: dict[str, Callable[[Document], str]] = {
    "notes": lambda r: str(r["text"]),
    "decisions": lambda r: _basis(f"{r['before_text']} → {r['after_text']}", r["basis"]),
    "verdicts": lambda r: _basis(f"{r['caption']}: {r['verdict_text']}", r["basis"]),
    "referrals": lambda r: _basis(f"{r['kind_text']}: {r['recipient']}", r["reference"]),
}
