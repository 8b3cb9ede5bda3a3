"""Chance: how surprising each holding and each part in a claim is when links fall at random.

The measure is the graph with the same degrees and its links shuffled within each kind. There, a
household with k of the E links to items of a kind holds a certain item of degree d with probability
k d / E, so the holding says ln(E / (k d)).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from graph.projection.evidence import Indices, flat
from graph.projection.figures import Figures
from graph.projection.items import PROVIDER_PAIR, RECURRING, Items


@dataclass(frozen=True)
class Chance:
    """Surprise of links, in natural logarithms; rows are households."""

    holdings: sparse.csr_array  # households x items; recurring pairs and what never links: 0
    claims: sparse.csr_array  # households x claims that two to CROWD households take part in
    households: int  # n: number of all households
    clients: Indices  # client households of each item that is a provider pair, else 0
    pairs: int  # pairs of providers, and of agents and providers, that could have met


def _surprise(
    links: sparse.csr_array, kind: Indices, every: Sequence[int], degree: Indices
) -> sparse.csr_array:
    """ln(E / (k d)) of each link of a 0/1 matrix, at least 0.

    `kind` and `degree` are those of the columns, `every` has E of each kind.
    """
    kinds, total = len(every), np.array(every, np.float64)
    columns = np.arange(links.shape[1])
    ones = np.ones(len(columns))
    by_kind = sparse.csr_array((ones, (columns, kind)), shape=(links.shape[1], kinds))
    own = sparse.csr_array(links @ by_kind)  # k: links of each household, by kind
    row = np.repeat(np.arange(links.shape[0]), np.diff(links.indptr))
    key = row * kinds + kind[links.indices]
    own.sort_indices()
    known = np.repeat(np.arange(own.shape[0]), np.diff(own.indptr)) * kinds + own.indices
    k = own.data[np.searchsorted(known, key)]
    told = np.log(np.maximum(total[kind[links.indices]] / (k * degree[links.indices]), 1.0))
    parts = (told, links.indices.copy(), links.indptr.copy())
    return sparse.csr_array(parts, shape=links.shape)


def chance(items: Items, surprise: NDArray[np.float64], figures: Figures) -> Chance:
    """Surprise of all holdings and of all parts in claims; `surprise` is that of provider pairs."""
    usable = items.links & (items.kind != RECURRING) & (items.kind != PROVIDER_PAIR)
    real = flat(items.by_household @ sparse.diags_array(usable.astype(np.float64)))
    pairs = np.where(items.kind == PROVIDER_PAIR, surprise, 0.0)
    told = _surprise(real, items.kind, figures.links, items.degree)
    told = told + items.by_household @ sparse.diags_array(pairs)
    together = items.together
    met = np.asarray(together.sum(axis=0)).ravel()
    claims = _surprise(together, np.zeros(together.shape[1], np.int64), [figures.parts], met)
    clients = np.where(items.kind == PROVIDER_PAIR, items.degree, 0)
    return Chance(sparse.csr_array(told), claims, figures.households, clients, figures.pairs)
