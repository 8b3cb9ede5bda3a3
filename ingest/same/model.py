"""The model of record linkage: what is compared, its levels, and how likely each is.

Fellegi and Sunter (1969): a level adds log2(m / u) bits to a pair's match weight, m being its share
among pairs of one person and u among pairs of two. Docs: docs/same-person.md.
"""

from collections.abc import Mapping
from dataclasses import dataclass

LEVELS: Mapping[str, tuple[str, ...]] = {
    "name": ("homophone", "same", "other_form", "near", "different"),
    "birth_date": ("same", "near", "same_year", "different"),
    "contact": ("several", "personal", "address", "none"),
    "document": ("same", "different"),
}
"""Levels of each comparison, the first that fits counts; an unknown value is no level: 0 bits."""

DEFAULTS: Mapping[str, tuple[tuple[float, float], ...]] = {
    "name": ((0.02, 0.002), (0.66, 0.001), (0.1, 0.0005), (0.16, 0.01), (0.06, 0.9865)),
    "birth_date": ((0.9, 0.0001), (0.06, 0.005), (0.01, 0.02), (0.03, 0.9749)),
    "contact": ((0.5, 0.0003), (0.25, 0.0003), (0.1, 0.002), (0.15, 0.9974)),
    "document": ((0.7, 0.00001), (0.3, 0.99999)),
}
"""(m, u) of each level where there are too few people to learn from, and where learning starts."""

LEAST_PEOPLE = 1000
"""With fewer people the defaults are used."""
LEAST_WEIGHT = 0.0
"""Match weight in bits from which a pair is a candidate: as likely one person as two."""
_LEAST = 1e-3
"""No level is thought rarer than this among pairs of one person, whatever was learnt."""
_LEAST_U = 1e-7


@dataclass(frozen=True)
class Model:
    """Shares of each level, and the share of all pairs that are one person."""

    shares: Mapping[str, tuple[tuple[float, float], ...]]
    prior: float
    trained: bool


def settled(
    learnt: Mapping[str, tuple[tuple[float | None, float | None], ...]], prior: float
) -> Model:
    """A model from what was learnt; a comparison not learnt, or learnt upside down, is a default.

    Upside down: its last level (values differ) speaks more for one person than its best does.
    Shares are rounded to six significant digits, so that a sum's last bits don't matter.
    """
    shares = {}
    for name, defaults in DEFAULTS.items():
        pairs = tuple(
            (_known(m, default[0], _LEAST), _known(u, default[1], _LEAST_U))
            for (m, u), default in zip(learnt[name], defaults, strict=True)
        )
        best = max(m / u for m, u in pairs[:-1])
        last = pairs[-1][0] / pairs[-1][1]
        shares[name] = pairs if last < 1 < best else defaults
    return Model(shares, float(f"{prior:.6g}"), trained=True)


def _known(share: float | None, default: float, least: float) -> float:
    value = default if share is None else min(max(share, least), 1 - least)
    return float(f"{value:.6g}")


def prior_of(people: int, joined: int) -> float:
    """Share of all pairs that are one person, when rules joined so many pairs.

    Rules are taken to find two thirds of them, and doubles to be at least one record in 500.
    """
    pairs = max(people * (people - 1) / 2, 1.0)
    return min(0.1, max(1.5 * joined, people / 500, 1.0) / pairs)
