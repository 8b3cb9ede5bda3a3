"""Known fraud two steps away: of the claims that share a party with a claim, which were confirmed.

Counted as ways: one way is one party shared with one other claim, so a claim that shares a person
and a garage is met by two. Counts are whole numbers and the claim's own verdict is taken off them
exactly, so it never enters what is said about the claim. What counts as known is the caller's:
give only verdicts of the day (`graph.measures.outcomes.known_outcomes(store, as_of)`).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from graph.projection.evidence import Indices

Flags = NDArray[np.bool_]
Counts = NDArray[np.float64]  # whole numbers


@dataclass(frozen=True)
class KnownNeighbours:
    """Ways from each claim to others; one number a claim, the claim itself left out."""

    ways: Counts  # to any other claim
    confirmed: Counts  # to claims confirmed as fraud
    cleared: Counts  # to claims that were cleared

    @property
    def share(self) -> NDArray[np.float64]:
        """Confirmed ways over all ways, 0 to 1; 0 where there is no way."""
        return self.confirmed / np.maximum(self.ways, 1)


def ways(parties: sparse.csr_array, marked: Counts) -> Counts:
    """Ways from each claim to the other claims that are marked (1) rather than not (0).

    `parties` is claims x parties (0/1). Time and memory are linear in its links, however many
    claims share one party.
    """
    size = np.asarray(parties.sum(axis=1)).ravel()
    reached: Counts = parties @ (parties.T @ marked) - size * marked
    return reached


def known_neighbours(
    parties: sparse.csr_array, confirmed: Flags, cleared: Flags
) -> KnownNeighbours:
    """Known verdicts two steps from each claim; `parties` is claims x parties (0/1)."""
    return KnownNeighbours(
        ways=ways(parties, np.ones(parties.shape[0])),
        confirmed=ways(parties, confirmed.astype(np.float64)),
        cleared=ways(parties, cleared.astype(np.float64)),
    )


@dataclass(frozen=True)
class Around:
    """Claims of a group, and further claims of everybody who has a part in them; sorted."""

    own: Indices
    met: Indices


def claims_around(people: sparse.csr_array, claims: sparse.csr_array, own: Indices) -> Around:
    """What lies around these claims; `people` is people x claims (0/1), `claims` its transpose.

    Costs what the claims and their people have of links, however large the matrices are.
    """
    involved = np.unique(claims[own].indices)
    reached = np.unique(people[involved].indices)
    return Around(np.unique(own), np.setdiff1d(reached, own).astype(np.int64))
