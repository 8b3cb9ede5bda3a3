"""Possible doubles on the terminal: one block a pair, its records and the parts of its weight."""

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from api.cli.tables import heading, lines, table

if TYPE_CHECKING:
    from rich.console import RenderableType

Say = Callable[..., str]


def pairs_shown(
    pairs: Sequence[dict[str, Any]], count: int, notes: Sequence[str], say: Say
) -> "Iterator[RenderableType]":
    """Each pair, how many more there are, and `notes` on the search."""
    if not pairs:
        yield lines([say("cli.same.none")], mark="")
    for pair in pairs:
        yield from _pair_shown(pair, say)
    if count > len(pairs):
        yield lines([say("cli.same.more", count=count - len(pairs))], mark="")
    yield lines(notes, mark="")


def _pair_shown(pair: dict[str, Any], say: Say) -> "Iterator[RenderableType]":
    first, second = pair["captions"]
    joined = " · ".join(part for part in (pair["basis_text"] or pair["rule_text"],) if part)
    yield heading(f"{first} = {second}? {pair['state_text']}{f' · {joined}' if joined else ''}")
    record = [
        (row["title"], row["a"], "=" if row["same"] else "", row["b"]) for row in pair["record"]
    ]
    yield table(["", pair["a"], "", pair["b"]], record)
    if pair["weight"] is not None:
        parts = [(f"{part['weight']:+.2f}", part["title"], part["text"]) for part in pair["parts"]]
        total = say("cli.same.weight", probability=f"{pair['probability']:.4f}")
        yield table(["", "", ""], [*parts, (f"{pair['weight']:+.2f}", total, "")], right=(0,))
    if pair["judgement"]:
        made = pair["judgement"]
        yield lines([f"{made['at']} {made['author']}: {made['reason']}"], mark="")
    yield lines([""], mark="")
