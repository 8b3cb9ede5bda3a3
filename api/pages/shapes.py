"""Small pure helpers of the pages: what a template shouldn't work out itself."""

from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import parse_qsl, urlencode, urlsplit

from api.same import Bar
from cases import Case, DismissedRing
from graph.provenance import SourceRow
from graph.schema.wording import said_properties

PAIRS = 20
"""Pairs of records on a page."""
_FALL = 160  # width of a waterfall in pixels


def switched(here: str, lang: str) -> str:
    """`here` (path and query of our own) with the language set."""
    parts = urlsplit(here)
    path = "/" + parts.path.lstrip("/\\")  # '//host' would leave this server
    query = [(k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if k != "lang"]
    return f"{path}?{urlencode([*query, ('lang', lang)])}"


def said(label_or_type: str, held: Mapping[str, object], lang: str) -> list[tuple[str, str]]:
    """(title, value) of what the sources say of an entity or link."""
    return [(title, value) for _, title, value in said_properties(label_or_type, held, lang)]


def captions(rows: Iterable[SourceRow]) -> list[str]:
    """'claims.csv:17' of each row, each once."""
    return list(dict.fromkeys(row.caption for row in rows))


def is_quiet(dismissed: DismissedRing | None) -> bool:
    """A ring that was dismissed and hasn't grown needs no look."""
    return dismissed is not None and not dismissed.grown


def judged(case: Case) -> list[tuple[str, str]]:
    """(id, caption) of the people and claims a verdict can be given on."""
    if case.snapshot is None:
        return [(case.subject, case.subject_caption)]
    ring = case.snapshot.ring
    people = [(m.id, m.caption) for m in ring.members]
    others = [(s.id, s.caption) for s in (*ring.agents, *ring.providers)]
    return [*people, *others, *((c.id, c.number) for c in ring.claims)]


def waterfall(bars: Sequence[Bar]) -> list[tuple[Bar, str, str]]:
    """Each bar with its place and width in pixels; the widest span fills the chart."""
    ends = [0.0, *(edge for bar in bars for edge in (bar.start, bar.end))]
    low, span = min(ends), max(max(ends) - min(ends), 1e-9)
    return [
        (
            bar,
            f"{(min(bar.start, bar.end) - low) / span * _FALL:.1f}",
            f"{max(abs(bar.end - bar.start) / span * _FALL, 1):.1f}",
        )
        for bar in bars
    ]
