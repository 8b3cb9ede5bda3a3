"""Chance: how surprising each holding and each part in a claim is when links fall at random.

The measure is the graph with the same degrees and its links shuffled within each kind. There, a
household with k of the E links to items of a kind holds a certain item of degree d with probability
k d / E, so the holding says ln(E / (k d)).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from graph.projection.evidence import Indices, flat
from graph.projection.items import KINDS, PROVIDER_PAIR, RECURRING, Items


@dataclass(frozen=True)
class Chance:
    """Surprise of links, in natural logarithms; rows are households."""

    holdings: sparse.csr_array  # households x items; recurring pairs and what never links: 0
    claims: sparse.csr_array  # households x claims that two to CROWD households take part in

    @property
    def households(self) -> int:
        """Number of households."""
        return int(self.holdings.shape[0])


def _surprise(links: sparse.csr_array, kind: Indices, kinds: int) -> sparse.csr_array:
    """ln(E / (k d)) of each link of a 0/1 matrix whose columns are of these kinds, at least 0."""
    columns = np.arange(links.shape[1])
    ones = np.ones(len(columns))
    by_kind = sparse.csr_array((ones, (columns, kind)), shape=(links.shape[1], kinds))
    own = sparse.csr_array(links @ by_kind)  # k: links of each household, by kind
    every = np.asarray(own.sum(axis=0)).ravel()
    degree = np.asarray(links.sum(axis=0)).ravel()
    row = np.repeat(np.arange(links.shape[0]), np.diff(links.indptr))
    key = row * kinds + kind[links.indices]
    own.sort_indices()
    known = np.repeat(np.arange(own.shape[0]), np.diff(own.indptr)) * kinds + own.indices
    k = own.data[np.searchsorted(known, key)]
    told = np.log(np.maximum(every[kind[links.indices]] / (k * degree[links.indices]), 1.0))
    parts = (told, links.indices.copy(), links.indptr.copy())
    return sparse.csr_array(parts, shape=links.shape)


def chance(items: Items, surprise: NDArray[np.float64]) -> Chance:
    """Surprise of all holdings and of all parts in claims; `surprise` is that of provider pairs."""
    usable = items.links & (items.kind != RECURRING) & (items.kind != PROVIDER_PAIR)
    real = flat(items.by_household @ sparse.diags_array(usable.astype(np.float64)))
    pairs = np.where(items.kind == PROVIDER_PAIR, surprise, 0.0)
    told = _surprise(real, items.kind, len(KINDS)) + items.by_household @ sparse.diags_array(pairs)
    claims = _surprise(items.together, np.zeros(items.together.shape[1], np.int64), 1)
    return Chance(sparse.csr_array(told), claims)
