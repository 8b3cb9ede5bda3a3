"""Items that link: real ones (phones, accounts …) and derived ones (recurring and provider pairs).

A derived item is a fact that several people share although no single node stands for it: two
households that meet in several claims, or the claims that two providers serve together.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from graph.projection.evidence import Evidence, Indices, binary, flat
from graph.projection.groups import indicator
from graph.projection.holdings import ITEM_LABELS, OWNERS, Holdings, claim_roles
from graph.projection.households import Households

RECURRING = len(ITEM_LABELS)
PROVIDER_PAIR = RECURRING + 1
KINDS = (*ITEM_LABELS, "RecurringPair", "ProviderPair")
PARTICIPANTS = ("claimant", "driver", "patient", "passenger")
CROWD = 20  # a claim with more households (a bus, a pile-up) says nothing about pairs


@dataclass(frozen=True)
class Items:
    """Everything that can link people. Columns: real items first, then derived ones.

    `parts` holds, for derived items, the two households or the two positions in Services.ids of
    those who serve claims together (else -1, -1).
    """

    kind: Indices  # position in KINDS
    held: sparse.csr_array  # merged people x items (0/1)
    by_household: sparse.csr_array  # households x items (0/1)
    degree: Indices  # households that hold the item
    links: NDArray[np.bool_]  # False: suppressed, never links anybody
    parts: NDArray[np.int64]  # items x 2
    lift: NDArray[np.float64]  # of provider pairs: joint claims over those expected; else infinite
    together: sparse.csr_array  # households x claims (0/1): who has a part in those that several do
    paired: Indices  # claims that a validated pair serves

    def held_by(self, households: Indices) -> tuple[Indices, Indices]:
        """Items that any of these households hold, sorted, and how many of them hold each."""
        columns, inside = np.unique(self.by_household[households].indices, return_counts=True)
        return columns.astype(np.int64), inside.astype(np.int64)


def involvement(
    evidence: Evidence, holdings: Holdings, roles: tuple[str, ...] | None
) -> sparse.csr_array:
    """Merged people x claims (0/1) for these roles, all when None."""
    return flat(indicator(holdings.person) @ claim_roles(evidence, roles))


def joint_claims(together: sparse.csr_array, crowd: int = CROWD) -> sparse.csr_array:
    """Of households x claims (0/1) the claims with two to `crowd` households; others are empty."""
    size = np.asarray(together.sum(axis=0)).ravel()
    usable = sparse.diags_array(((size > 1) & (size <= crowd)).astype(np.float64))
    return flat(together @ usable)


def recurring_pairs(
    together: sparse.csr_array, *, least: int = 2
) -> tuple[Indices, Indices, Indices]:
    """Pairs of households in at least `least` of the joint claims: (first, second, how many)."""
    joint = sparse.triu(together @ together.T, k=1, format="coo")
    keep = joint.data >= least
    first, second = (axis[keep].astype(np.int64) for axis in joint.coords)
    order = np.lexsort((second, first))
    return first[order], second[order], np.rint(joint.data[keep]).astype(np.int64)[order]


def explained(holdings: Holdings) -> NDArray[np.bool_]:
    """Items that their holder explains: a company's (fleet, call centre), or an agent's hotline.

    An agent's account or device is no service to clients, so it goes on linking them.
    """
    business = [OWNERS.index(owner) for owner in ("Organisation", "Provider", "Employee")]
    service = [ITEM_LABELS.index(label) for label in ("Phone", "Email", "Address")]
    agents = holdings.owner == OWNERS.index("Agent")
    hotline = agents & np.isin(holdings.item_label, service)
    return np.asarray(np.isin(holdings.owner, business) | hotline, np.bool_)


def _joint(rows: sparse.csr_array, first: Indices, second: Indices) -> sparse.csr_array:
    """One row a pair: the columns that both rows have."""
    return flat(sparse.csr_array(rows[first].multiply(rows[second])))


def _recurring(
    homes: Households, present: sparse.csr_array, together: sparse.csr_array
) -> tuple[sparse.csr_array, NDArray[np.int64]]:
    """Recurring pairs as items: people x pairs, and the two households of each."""
    first, second, _ = recurring_pairs(together)
    people, pair = (_joint(together, first, second) @ present.T).tocoo().coords[::-1]
    inside = (homes.of[people] == first[pair]) | (homes.of[people] == second[pair])
    held = binary(people[inside], pair[inside], homes.members.shape[1], len(first))
    return held, np.stack([first, second], axis=1)


def build_items(
    evidence: Evidence,
    holdings: Holdings,
    homes: Households,
    served: sparse.csr_array,
    provider_pairs: NDArray[np.int64],
    lift: NDArray[np.float64],
) -> Items:
    """Real and derived items; `provider_pairs` is pairs x 2 columns of `served` that are validated.

    `served` is claims x those who serve them (0/1). `lift` is, for each pair, its joint claims over
    those expected by chance.
    """
    present = involvement(evidence, holdings, None)
    together = joint_claims(homes.holders(present))
    recurring, households = _recurring(homes, present, together)
    joint = _joint(sparse.csr_array(served.T), provider_pairs[:, 0], provider_pairs[:, 1])
    clients = flat(involvement(evidence, holdings, PARTICIPANTS) @ joint.T)
    held = flat(sparse.hstack([holdings.held, recurring, clients], format="csr"))
    by_household = homes.holders(held)
    real = len(holdings.item_ids)
    links = np.ones(held.shape[1], bool)
    links[:real] = ~explained(holdings)
    return Items(
        kind=np.concatenate(
            [
                holdings.item_label,
                np.full(recurring.shape[1], RECURRING),
                np.full(clients.shape[1], PROVIDER_PAIR),
            ]
        ),
        held=held,
        by_household=by_household,
        degree=np.rint(np.asarray(by_household.sum(axis=0)).ravel()).astype(np.int64),
        links=links,
        parts=np.concatenate([np.full((real, 2), -1, np.int64), households, provider_pairs]),
        lift=np.concatenate([np.full(real + recurring.shape[1], np.inf), lift]),
        together=together,
        paired=np.flatnonzero(np.asarray(joint.sum(axis=0)).ravel() > 0),
    )
