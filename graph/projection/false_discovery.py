"""False discovery: which of many tests pass when only so many of those that pass may be chance."""

import numpy as np
from numpy.typing import NDArray


def discovery_line(p_values: NDArray[np.float64], tests: int, rate: float) -> float:
    """The p-value up to which tests pass at false-discovery `rate` when `tests` were made.

    `p_values` are those of some tests, the others had 1. Where none passes, it is the line that a
    single one would have to reach. Benjamini and Hochberg 1995.
    """
    ordered = np.sort(p_values)
    allowed = rate * np.arange(1, len(ordered) + 1) / max(tests, 1)
    below = np.flatnonzero(ordered <= allowed)
    passing = int(below[-1]) + 1 if len(below) else 1
    return float(rate * passing / max(tests, 1))


def benjamini_hochberg(p_values: NDArray[np.float64], tests: int, rate: float) -> NDArray[np.bool_]:
    """Which of these pass at false-discovery `rate` when `tests` were made; others had p = 1."""
    return p_values <= discovery_line(p_values, tests, rate)
