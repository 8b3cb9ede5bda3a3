"""Reads a written sample back as plain rows, for the tests of this folder."""

import csv
from functools import cache
from pathlib import Path

Row = dict[str, str]


@cache
def read(directory: Path, sheet: str) -> tuple[Row, ...]:
    """All rows of one sheet."""
    with (directory / f"{sheet}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def ids(cell: str) -> list[str]:
    """The ids in a cell that holds several, separated by ';'."""
    return [part for part in cell.split(";") if part]


def people_of(claim: Row) -> set[str]:
    """Everybody who has a part in a claim."""
    several = ids(claim["passenger_ids"]) + ids(claim["witness_ids"])
    return {p for p in (claim["claimant_id"], claim["driver_id"], *several) if p}
