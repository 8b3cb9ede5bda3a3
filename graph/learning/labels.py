"""Labels of claims: the verdict that stands on each on a day, from outcome lists and from cases.

Verdicts on people are left out: one may rest on the very claim that is to be scored.
"""

import datetime
from collections.abc import Mapping

import numpy as np

from graph.learning.table import Labels
from graph.measures.outcomes import Decided


def labels_of(
    claims: tuple[str, ...], verdicts: Mapping[str, Decided], until: datetime.date | None = None
) -> Labels:
    """Labels of these claims in their order, of verdicts given on or before `until`."""
    words = [
        one.verdict if (one := verdicts.get(claim)) and (until is None or one.day <= until) else ""
        for claim in claims
    ]
    given = np.array(words, object)
    return Labels(np.equal(given, "confirmed"), np.equal(given, "cleared"))
