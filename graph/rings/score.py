"""Score: raw points squashed to 0-1 and shared out so that the parts add up to the last digit."""

import math
from collections.abc import Sequence

UNITS = 10_000  # four decimals


def squash(raw: float, half: float) -> float:
    """Raw score as 0 to 1: 0 gives 0, `half` gives 0.5, it never reaches 1. Four decimals."""
    share = max(raw, 0.0) / (max(raw, 0.0) + half)
    return min(round(share * UNITS), UNITS - 1) / UNITS


def share_out(score: float, raw_parts: Sequence[float]) -> list[float]:
    """Parts in proportion to `raw_parts`, four decimals, that add up to `score` exactly.

    Largest remainders get the last units (Hamilton's method).
    """
    units, total = round(score * UNITS), math.fsum(raw_parts)
    if total <= 0 or not raw_parts:
        return [0.0 for _ in raw_parts]
    exact = [units * part / total for part in raw_parts]
    floors = [math.floor(part + 1e-9) for part in exact]
    by_remainder = sorted(range(len(exact)), key=lambda at: (floors[at] - exact[at], at))
    for at in by_remainder[: units - sum(floors)]:
        floors[at] += 1
    return [part / UNITS for part in floors]
