"""Who serves claims: providers by their role, and the agents who sold the policies."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy import sparse

from graph.projection.evidence import Evidence, Indices, binary, flat
from graph.projection.ids import Ids


@dataclass(frozen=True)
class Services:
    """Claims against those who serve them; columns are `ids`: all providers, then all agents."""

    ids: Sequence[str]
    providers: int  # of these ids, the first ones
    roles: tuple[sparse.csr_array, ...]  # claims x ids (0/1), one for each role of providers
    role_names: tuple[str, ...]  # of these roles
    sold: sparse.csr_array  # claims x ids (0/1): the agents who sold the claim's policy

    def positions(self, label: str, columns: Indices) -> Indices:
        """Of these columns the providers or the agents, as positions among their label's ids."""
        agent = columns >= self.providers
        return np.unique(columns[agent] - self.providers if label == "Agent" else columns[~agent])

    @cached_property
    def served(self) -> sparse.csr_array:
        """Claims x ids (0/1): who had to do with the claim in any way."""
        total = self.sold
        for role in self.roles:
            total = total + role
        return flat(total)


def services(evidence: Evidence) -> Services:
    """All services; roles are sorted, and links without a role have one together."""
    providers, agents = evidence.count("Provider"), evidence.count("Agent")
    shape = evidence.count("Claim"), providers + agents
    table = evidence.table("SERVICED_BY", "Claim", "Provider")
    if table.values is None:
        kinds: list[object] = [None]
        roles = [binary(table.sources, table.targets, *shape)]
    else:
        kinds = sorted(table.values.kinds(), key=str)
        roles = [binary(*table.where([kind]), *shape) for kind in kinds]
    under = evidence.matrix("UNDER", "Claim", "Policy")
    sold = (under @ evidence.matrix("SOLD", "Agent", "Policy").T).tocoo()
    claims, sellers = sold.coords
    labels = ("Provider", "Agent")
    return Services(
        ids=Ids.joined(evidence.nodes.get(label, ()) for label in labels),
        providers=providers,
        roles=tuple(roles),
        role_names=tuple(map(str, kinds)),
        sold=binary(claims, sellers + providers, *shape),
    )
