"""Members, claims and losses of rings as CSV for Excel: UTF-8 with mark, no cell is a formula."""

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

from graph.currency import major
from graph.language import say
from graph.rings.loss import schedule
from graph.rings.model import Money, Ring

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
    directory: Path, rings: Sequence[Ring], lang: str, invented: bool, *, by: str | None = "month"
) -> tuple[Path, Path, Path]:
    """Write members.csv, claims.csv and losses.csv to `directory`, made when missing.

    One row a ring and member (and currency), claim, or line of the loss schedule, whose period is
    `by`. Amounts are in major units, as people read them. Invented data has a last column that
    says so.
    """
    directory.mkdir(parents=True, exist_ok=True)
    mark = [say("cli.column.invented", lang)] if invented else []

    def write(name: str, columns: str, rows: Iterable[Sequence[object]]) -> Path:
        header = [*(say(f"cli.column.{column}", lang) for column in columns.split()), *mark]
        return _write(directory / name, header, ([*row, *mark] for row in rows))

    return (
        write(
            "members.csv",
            "ring rank id type caption stability claims currency claimed paid stopped",
            (row for ring in rings for row in _members(ring)),
        ),
        write(
            "claims.csv",
            "ring rank id claim loss_date claimed currency rows",
            (row for ring in rings for row in _claims(ring)),
        ),
        write(
            "losses.csv",
            "ring rank id caption period claims currency claimed paid stopped payable",
            (row for ring in rings for row in _losses(ring, by, lang)),
        ),
    )


def _members(ring: Ring) -> Iterable[Sequence[object]]:
    for member in ring.members:
        known = (ring.id, ring.rank, member.id, member.label, member.caption)
        for total in member.money or (None,):
            yield (
                *known,
                f"{member.stability:.2f}",
                member.claims,
                *(
                    (total.currency, *_amounts(total, "claimed", "paid", "stopped"))
                    if total
                    else ("", "", "", "")
                ),
            )


def _claims(ring: Ring) -> Iterable[Sequence[object]]:
    for claim in ring.claims:
        yield (
            ring.id,
            ring.rank,
            claim.id,
            claim.number,
            claim.loss_date,
            _major(claim.claimed, claim.currency),
            claim.currency,
            "; ".join(claim.sources),
        )


def _losses(ring: Ring, by: str | None, lang: str) -> Iterable[Sequence[object]]:
    captions = {member.id: member.caption for member in ring.members}
    nobody = say("cli.schedule.nobody", lang)
    for line in schedule(ring.losses, by):
        yield (
            ring.id,
            ring.rank,
            line.person,
            captions.get(line.person, "") if line.person else nobody,
            line.period,
            line.claims,
            line.money.currency,
            *_amounts(line.money, "claimed", "paid", "stopped", "payable"),
        )


def _amounts(total: Money, *names: str) -> list[str]:
    return [_major(getattr(total, name), total.currency) for name in names]
