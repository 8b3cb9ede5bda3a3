"""False discovery: which of many tests pass when only so many of those that pass may be chance."""

import numpy as np
from numpy.typing import NDArray


def benjamini_hochberg(p_values: NDArray[np.float64], tests: int, rate: float) -> NDArray[np.bool_]:
    """Which of these pass at false-discovery `rate` when `tests` were made; others had p = 1.

    Benjamini and Hochberg 1995.
    """
    order = np.argsort(p_values, kind="stable")
    allowed = rate * np.arange(1, len(p_values) + 1) / max(tests, 1)
    below = np.flatnonzero(p_values[order] <= allowed)
    passed = np.zeros(len(p_values), bool)
    if len(below):
        passed[order[: below[-1] + 1]] = True
    return passed
