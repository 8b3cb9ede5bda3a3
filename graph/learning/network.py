"""Network features of claims: whom and what they share, and the verdicts on their neighbours."""

import numpy as np

from graph.learning.table import Labels, Table, Values, columned
from graph.measures.claim_network import Network
from graph.measures.known import known_neighbours, ways


def structure(net: Network) -> Table:
    """Features without any verdict: parties of the claim, and ways to other claims by kind."""
    one = np.ones(len(net.claims))
    columns: dict[str, Values] = {"parties": np.asarray(net.every.sum(axis=1), np.float64).ravel()}
    for kind, matrix in net.kinds.items():
        columns[f"ways_{kind}"] = np.log1p(ways(matrix, one))
    columns["ways"] = np.log1p(ways(net.every, one))
    return Table(tuple(columns), columned(list(columns.values()), len(net.claims)))


def known(net: Network, labels: Labels) -> Table:
    """Verdicts on the claims two steps away; no row's own verdict enters its own features."""
    around = known_neighbours(net.every, labels.confirmed, labels.cleared)
    columns = {
        "confirmed_share": around.share,
        "confirmed_ways": np.log1p(around.confirmed),
        "confirmed_any": (around.confirmed > 0).astype(np.float64),
        "cleared_ways": np.log1p(around.cleared),
    }
    return Table(tuple(columns), columned(list(columns.values()), len(net.claims)))
