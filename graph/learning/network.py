"""Network features of claims: whom and what they share, and the verdicts on their neighbours."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy import sparse

from graph.learning.table import Flags, Labels, Table, Values, columned
from graph.measures.known import known_neighbours, ways
from graph.projection.evidence import Evidence, binary, flat
from graph.projection.groups import indicator
from graph.projection.holdings import ITEM_LABELS, OWNERS, claim_roles, holdings

_OWN_MEANS = ("Account", "Device")
"""Items that go on linking clients when an agent holds them; an agent's phone is a hotline."""


@dataclass(frozen=True)
class Network:
    """Claims against the parties and items they involve, by kind; matrices are claims x parties."""

    claims: tuple[str, ...]  # sorted ids
    kinds: Mapping[str, sparse.csr_array]

    @cached_property
    def every(self) -> sparse.csr_array:
        """All kinds side by side."""
        return sparse.csr_array(sparse.hstack(list(self.kinds.values()), format="csr"))

    def only(self, claims: Flags) -> "Network":
        """The same rows, in which the other claims don't exist: they share nothing."""
        keep = sparse.diags_array(claims.astype(np.float64))
        return Network(self.claims, {k: flat(keep @ m) for k, m in self.kinds.items()})


def network(evidence: Evidence) -> Network:
    """Who and what each claim involves.

    people: everyone with a part in it (accepted SAME_AS: one person); items: what these people
    hold, without what companies, providers, employees and agencies' contacts stand behind;
    providers; agents: who sold the policy or handled the claim.
    """
    held = holdings(evidence)
    people = flat(claim_roles(evidence).T @ indicator(held.person).T)
    owned_by_agent = held.owner == OWNERS.index("Agent")
    own_means = np.isin(held.item_label, [ITEM_LABELS.index(label) for label in _OWN_MEANS])
    linking = (held.owner < 0) | (owned_by_agent & own_means)
    items = flat(people @ held.held @ sparse.diags_array(linking.astype(np.float64)))
    handled = sparse.hstack(
        [
            evidence.matrix("HANDLED_BY", "Claim", "Agent")
            + evidence.matrix("UNDER", "Claim", "Policy")
            @ evidence.matrix("SOLD", "Agent", "Policy").T,
            evidence.matrix("HANDLED_BY", "Claim", "Employee"),
        ],
        format="csr",
    )
    return Network(
        tuple(evidence.nodes.get("Claim", ())),
        {
            "people": people,
            "items": items,
            "providers": evidence.matrix("SERVICED_BY", "Claim", "Provider"),
            "agents": flat(handled),
        },
    )


def from_pairs(
    claims: tuple[str, ...], pairs: Mapping[str, tuple[list[int], list[str]]]
) -> Network:
    """A network of plain rows: by kind, the place of the claim and the name of the party."""
    kinds = {}
    for kind, (rows, names) in pairs.items():
        place = {name: at for at, name in enumerate(sorted(set(names)))}
        columns = np.array([place[name] for name in names], np.int64)
        kinds[kind] = binary(np.array(rows, np.int64), columns, len(claims), len(place))
    return Network(claims, kinds)


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
