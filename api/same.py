"""Pairs of records as every way in shows them: both records side by side, and the waterfall."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from cases.same import Contradiction, SamePair
from graph.explore import EntityView, neighbours
from graph.explore.entities import entities
from graph.language import say
from graph.schema.registry import REGISTRY
from graph.schema.wording import said_properties
from graph.store import Store
from ingest.same.records import HELD
from ingest.same.words import basis_text, part_level, part_title

_MOST_HELD = 12
"""Phones, accounts … of a record that are shown."""


@dataclass(frozen=True)
class Bar:
    """One step of the waterfall: from and to which sum of weights, in bits."""

    title: str
    level: str
    weight: float
    start: float
    end: float


@dataclass(frozen=True)
class ShownPair:
    """A pair with its records; a record that is gone has none."""

    pair: SamePair
    records: tuple[EntityView | None, EntityView | None]
    rows: tuple[tuple[str, str, str, bool], ...]  # title, value of each record, whether they agree
    bars: tuple[Bar, ...]

    @property
    def captions(self) -> tuple[str, str]:
        """Short names of both records."""
        first, second = (r.caption if r else "?" for r in self.records)
        return first, second


def shown_pairs(store: Store, pairs: Sequence[SamePair], lang: str) -> list[ShownPair]:
    """The pairs with what is on file of both records."""
    views = entities(store, {i for pair in pairs for i in (pair.a, pair.b)})
    return [
        ShownPair(
            pair,
            (views.get(pair.a), views.get(pair.b)),
            _rows(store, [views.get(pair.a), views.get(pair.b)], lang),
            waterfall(pair, lang),
        )
        for pair in pairs
    ]


def waterfall(pair: SamePair, lang: str) -> tuple[Bar, ...]:
    """The parts of the weight, each from where the one before ended."""
    bars, total = [], 0.0
    for part in pair.candidate.parts if pair.candidate else ():
        after = round(total + part.weight, 2)
        title, level = part_title(part, lang), part_level(part, lang)
        bars.append(Bar(title, level, part.weight, total, after))
        total = after
    return tuple(bars)


def _rows(
    store: Store, records: Sequence[EntityView | None], lang: str
) -> tuple[tuple[str, str, str, bool], ...]:
    sides: list[dict[str, str]] = []
    for record in records:
        side: dict[str, str] = {}
        if record is not None:
            side.update((t, v) for _, t, v in said_properties("Person", record.properties, lang))
            side.update(_held(store, record.id, lang))
        sides.append(side)
    titles = dict.fromkeys(title for side in sides for title in side)
    values = [(t, sides[0].get(t, ""), sides[1].get(t, "")) for t in titles]
    return tuple((t, a, b, bool(a) and a == b) for t, a, b in values)


def _held(store: Store, identifier: str, lang: str) -> dict[str, str]:
    near = neighbours(store, identifier, _MOST_HELD, [link for link, _ in HELD.values()])
    held: dict[str, list[str]] = {}
    for item in near.items:
        if item.link.properties.get("retired") is None:
            title = REGISTRY.entity(item.other.label).title.of(lang)
            held.setdefault(title, []).append(item.other.caption)
    for kind, count in near.not_shown.items():
        label = next(label for link, label in HELD.values() if link == kind)
        more = say("cli.more", lang, count=count)
        held.setdefault(REGISTRY.entity(label).title.of(lang), []).append(more)
    return {title: ", ".join(sorted(values)) for title, values in sorted(held.items())}


def pair_document(shown: ShownPair, lang: str) -> dict[str, Any]:
    """a, b, captions, state, basis, rule, weight, probability, parts, judgement, record."""
    pair, candidate = shown.pair, shown.pair.candidate
    judgement = pair.judgement
    return {
        "a": pair.a,
        "b": pair.b,
        "captions": list(shown.captions),
        "state": pair.state,
        "state_text": say(f"same.state.{pair.state}", lang),
        "basis": pair.basis,
        "basis_text": basis_text(pair.basis, lang),
        "rule": candidate.rule if candidate else "",
        "rule_text": basis_text(candidate.rule, lang) if candidate else "",
        "weight": candidate.weight if candidate else None,
        "probability": candidate.probability if candidate else None,
        "parts": [
            {"part": p.comparison, "level": p.level, "title": b.title, "text": b.level}
            | {"weight": p.weight}
            for p, b in zip(candidate.parts if candidate else (), shown.bars, strict=True)
        ],
        "judgement": judgement
        and {key: getattr(judgement, key) for key in ("verdict", "reason", "author", "at")},
        "record": [{"title": t, "a": a, "b": b, "same": same} for t, a, b, same in shown.rows],
    }


def contradiction_lines(store: Store, found: Sequence[Contradiction], lang: str) -> list[str]:
    """One sentence for each pair judged two people that other links make one."""
    ids = {i for one in found for i in (one.a, one.b, *one.through)}
    views = entities(store, ids)
    name = {i: f"{views[i].caption} ({i})" if i in views else i for i in ids}
    return [
        say(
            "same.contradiction",
            lang,
            a=name[one.a],
            b=name[one.b],
            through=[name[i] for i in one.through] or None,
        )
        for one in found
    ]
