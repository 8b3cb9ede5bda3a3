"""Members and claims of rings as CSV for Excel: UTF-8 with mark, and no cell runs as a formula."""

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

from graph.currency import major
from graph.language import say
from graph.rings.model import Ring

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def guarded(cell: object) -> str:
    """The cell as text; one that Excel would read as a formula gets an apostrophe."""
    text = "" if cell is None else str(cell)
    return f"'{text}" if text.startswith(_FORMULA) else text


def _major(minor: int | None, currency: str) -> str:
    """Minor units as a plain decimal, e.g. '1234.50': a number to Excel, negative ones too."""
    return "" if minor is None else f"{major(minor, currency):f}"


def _write(path: Path, header: Sequence[str], rows: Iterable[Sequence[object]]) -> Path:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        writer.writerows([guarded(cell) for cell in row] for row in rows)
    return path


def write_rings(
    directory: Path, rings: Sequence[Ring], lang: str, invented: bool
) -> tuple[Path, Path]:
    """Write members.csv and claims.csv to `directory`, made when missing; one row a ring and item.

    Amounts are in major units, as people read them. Invented data has a last column that says so.
    """
    directory.mkdir(parents=True, exist_ok=True)
    mark = [say("cli.column.invented", lang)] if invented else []

    def header(*names: str) -> list[str]:
        return [*(say(f"cli.column.{name}", lang) for name in names), *mark]

    members = _write(
        directory / "members.csv",
        header("ring", "rank", "id", "type", "caption", "stability", "claims", "claimed", "paid"),
        (
            (
                ring.id,
                ring.rank,
                member.id,
                member.label,
                member.caption,
                f"{member.stability:.2f}",
                member.claims,
                _major(member.claimed, ring.money[0].currency if ring.money else ""),
                _major(member.paid, ring.money[0].currency if ring.money else ""),
                *mark,
            )
            for ring in rings
            for member in ring.members
        ),
    )
    claims = _write(
        directory / "claims.csv",
        header("ring", "rank", "id", "claim", "loss_date", "claimed", "currency", "rows"),
        (
            (
                ring.id,
                ring.rank,
                claim.id,
                claim.number,
                claim.loss_date,
                _major(claim.claimed, claim.currency),
                claim.currency,
                "; ".join(claim.sources),
                *mark,
            )
            for ring in rings
            for claim in ring.claims
        ),
    )
    return members, claims
