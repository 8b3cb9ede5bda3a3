"""Claims against the parties and items they involve: what verdicts spread over."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from graph.projection.evidence import Evidence, binary, flat
from graph.projection.groups import indicator
from graph.projection.holdings import ITEM_LABELS, OWNERS, Holdings, claim_roles, holdings

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

    def only(self, claims: NDArray[np.bool_]) -> "Network":
        """The same rows, in which the other claims don't exist: they share nothing."""
        keep = sparse.diags_array(claims.astype(np.float64))
        return Network(self.claims, {k: flat(keep @ m) for k, m in self.kinds.items()})


def network(evidence: Evidence, held: Holdings | None = None) -> Network:
    """Who and what each claim involves.

    people: everyone with a part in it (accepted SAME_AS: one person); items: what these people
    hold, without what companies, providers, employees and agencies' contacts stand behind;
    providers; agents: who sold the policy or handled the claim, agents, then employees. `held`
    spares working out again who holds what.
    """
    held = held or holdings(evidence)
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
