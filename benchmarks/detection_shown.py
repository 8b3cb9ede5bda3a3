"""What a part of the detection benchmark gives, and how it is printed: tables, targets, JSON."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from rich.console import Console
from rich.table import Table

from graph.learning.measure import Comparison, Estimate


@dataclass(frozen=True)
class Target:
    """A figure to reach, and what was measured."""

    name: str
    wanted: str
    measured: float
    reached: bool


@dataclass(frozen=True)
class Shown:
    """One table: a title and rows of cells; the first row holds the headers."""

    title: str
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True)
class Part:
    """Results of a part; `skipped` is the reason when its data are absent."""

    name: str
    tables: Sequence[Shown] = ()
    targets: Sequence[Target] = ()
    notes: Sequence[str] = ()
    figures: Mapping[str, object] = field(default_factory=dict)
    skipped: str = ""


def at_least(name: str, measured: float, wanted: float) -> Target:
    """A target from below."""
    return Target(name, f">= {wanted:g}", measured, measured >= wanted)


def at_most(name: str, measured: float, wanted: float) -> Target:
    """A target from above."""
    return Target(name, f"<= {wanted:g}", measured, measured <= wanted)


def interval(found: Estimate) -> str:
    """'.321 (.278-.369)'."""
    return f"{found.value:.3f} ({found.low:.3f}-{found.high:.3f})"


def compared(title: str, found: Comparison) -> Shown:
    """A line for each score: AUC, AP, precision at the top, gain of the last score over it."""
    tops = list(next(iter(found.measured.values())).precision_at)
    rows = [["score", "AUC", "AP", *(f"P@{top}" for top in tops), "gain in AP over it"]]
    for name, one in found.measured.items():
        gain = found.gain.get(name)
        rows.append(
            [
                name,
                interval(one.auc),
                interval(one.average_precision),
                *(interval(one.precision_at[top]) for top in tops),
                interval(gain) if gain else "",
            ]
        )
    return Shown(f"{title}; {found.rows:,} rows, base rate {found.base_rate:.3f}", rows)


def as_figures(found: Comparison) -> dict[str, object]:
    """The same for machines."""
    return {
        name: {
            "auc": round(one.auc.value, 4),
            "ap": round(one.average_precision.value, 4),
            **{f"p{top}": round(e.value, 4) for top, e in one.precision_at.items()},
        }
        for name, one in found.measured.items()
    }


def show(part: Part) -> None:
    """Print a part."""
    screen = Console(width=190)
    if part.skipped:
        screen.print(f"{part.name}: skipped, {part.skipped}")
        return
    for shown in part.tables:
        table = Table(title=shown.title, title_justify="left", box=None, padding=(0, 2, 0, 0))
        for at, name in enumerate(shown.rows[0]):
            table.add_column(name, justify="right" if at else "left")
        for row in shown.rows[1:]:
            table.add_row(*row)
        screen.print(table)
    for target in part.targets:
        word = "reached" if target.reached else "NOT REACHED"
        screen.print(f"{word}: {target.name} {target.measured:.3f} (wanted {target.wanted})")
    for note in part.notes:
        screen.print(note)
    print(json.dumps({"benchmark": f"detection {part.name}", **part.figures}))
