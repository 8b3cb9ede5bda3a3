"""BiRank: how near each claim and each party is to known fraud, over all paths between them.

He, Gao, Kan and Wang 2017, "BiRank: Towards Ranking on Bipartite Graphs" (IEEE TKDE 29(1), arXiv
1708.04396), as used on claims and parties by Oskarsdottir et al. 2022 (arXiv 2009.08313).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from graph.errors import InputError

Values = NDArray[np.float64]


@dataclass(frozen=True)
class BiRank:
    """Scores without a unit: they rank, and are no probabilities."""

    parties: Values  # one a row of the matrix
    claims: Values  # one a column
    steps: int
    converged: bool  # False when `most_steps` came first


def birank(
    links: sparse.csr_array,
    seeds: Values,
    *,
    damping: float = 0.85,
    tolerance: float = 1e-12,
    most_steps: int = 1000,
) -> BiRank:
    """Spread known fraud over a graph of parties and claims.

    `links` is parties x claims, weights of 0 or more; `seeds` one weight of 0 or more a claim
    (1: known fraud), any scale. With S = Dp^-1/2 W Dc^-1/2 and the seeds c0 divided by their sum:
    c <- damping S' p + (1 - damping) c0; p <- S c, from c = c0, until the claims' scores change by
    less than `tolerance` (L2, relative), at most `most_steps` times. Without any seed all scores
    are 0; a party or claim without links gets nothing from others. InputError for negative or
    non-finite input, shapes that don't fit, and a damping outside 0 to below 1.
    """
    _check(links, seeds, damping)
    party, claim = (_degrees(links, axis) for axis in (1, 0))
    scaled = sparse.diags_array(_inverse_root(party)) @ links
    spread = sparse.csr_array(scaled @ sparse.diags_array(_inverse_root(claim)))
    back = sparse.csr_array(spread.T)
    total = float(seeds.sum())
    start = seeds / total if total else np.zeros(len(seeds))
    claims, parties = start.copy(), spread @ start
    for step in range(1, most_steps + 1):
        after = damping * (back @ parties) + (1 - damping) * start
        change, size = np.linalg.norm(after - claims), np.linalg.norm(after)
        claims, parties = after, spread @ after
        if change <= tolerance * size:
            return BiRank(parties, claims, step, True)
    return BiRank(parties, claims, most_steps, False)


def _degrees(links: sparse.csr_array, axis: int) -> Values:
    return np.asarray(links.sum(axis=axis), np.float64).ravel()


def _inverse_root(degrees: Values) -> Values:
    result = np.zeros(len(degrees))
    np.divide(1.0, np.sqrt(degrees), out=result, where=degrees > 0)
    return result


def _check(links: sparse.csr_array, seeds: Values, damping: float) -> None:
    if links.shape[1] != len(seeds):
        raise InputError(
            f"BiRank got {len(seeds)} seeds for {links.shape[1]} claims; give one a claim."
        )
    if not 0 <= damping < 1:
        raise InputError(f"The damping of BiRank is {damping}; give 0 or more and less than 1.")
    for name, values in (("links", links.data), ("seeds", seeds)):
        if not np.isfinite(values).all() or (values < 0).any():
            raise InputError(f"BiRank got negative or non-finite {name}; give 0 or more.")
