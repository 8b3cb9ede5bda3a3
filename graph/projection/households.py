"""Households: people who share because they live together, counted once but never left out.

A household is made by an address with few people, by a declared relation, by a joint policy, or by
a personal item shared inside a larger address (a flat in a block). A shared surname is none.
"""

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from graph.projection.evidence import Evidence, Indices, binary, flat
from graph.projection.groups import indicator, union
from graph.projection.holdings import Holdings

PERSONAL = ("Account", "Device", "Email", "IdentityDocument", "Phone", "Vehicle")


@dataclass(frozen=True)
class Households:
    """The household of each merged person; `members` is households x people (0/1)."""

    of: Indices
    members: sparse.csr_array

    @property
    def count(self) -> int:
        """Number of households, lone people included."""
        return int(self.members.shape[0])

    def holders(self, held: sparse.csr_array) -> sparse.csr_array:
        """Households x items (0/1) from people x items."""
        return flat(self.members @ held)


def _entries(matrix: sparse.csr_array) -> tuple[Indices, Indices]:
    coo = matrix.tocoo()
    return coo.coords[0].astype(np.int64), coo.coords[1].astype(np.int64)


def _select(matrix: sparse.csr_array, columns: Indices) -> tuple[Indices, Indices]:
    """Rows and columns of the entries in these columns."""
    rows, cols = _entries(matrix)
    keep = np.isin(cols, columns)
    return rows[keep], cols[keep]


def _small(matrix: sparse.csr_array, columns: Indices, largest: int) -> tuple[Indices, Indices]:
    degree = np.asarray(matrix.sum(axis=0)).ravel()
    return columns[degree[columns] <= largest], columns[degree[columns] > largest]


def _joint_policies(evidence: Evidence, holdings: Holdings, largest: int) -> sparse.csr_array:
    """Merged people x policies that they hold or are insured by; group policies left out."""
    count, policies = evidence.count("Person"), evidence.count("Policy")
    holds = evidence.matrix("HOLDS", "Person", "Policy")
    insured = evidence.table("INSURES", "Policy", "Person")
    insures = binary(insured.targets, insured.sources, count, policies)
    joint = flat(indicator(holdings.person) @ (holds + insures))
    group = np.zeros(policies, bool)
    group[evidence.table("HOLDS", "Organisation", "Policy").targets] = True
    group |= np.asarray(joint.sum(axis=0)).ravel() > largest
    return flat(joint @ sparse.diags_array((~group).astype(np.float64)))


def _flats(holdings: Holdings, blocks: Indices, largest: int) -> tuple[Indices, Indices]:
    """People and keys (address, item) for personal items shared inside the same large address."""
    at_rows, at_block = _select(holdings.held, blocks)
    personal = np.concatenate([holdings.of_label(label) for label in PERSONAL])
    personal = personal[holdings.owner[personal] < 0]
    small, _ = _small(holdings.held, personal, largest)
    rows, items = _select(holdings.declared, small)
    width = len(holdings.item_ids)
    in_block = sparse.csr_array(
        (at_block.astype(np.float64) + 1, (at_rows, at_block)), shape=holdings.held.shape
    )
    people: list[Indices] = []
    keys: list[Indices] = []
    starts, stops = in_block.indptr[rows], in_block.indptr[rows + 1]
    for nth in range(int((stops - starts).max()) if len(rows) else 0):
        has = starts + nth < stops
        block = in_block.indices[(starts + nth)[has]].astype(np.int64)
        people.append(rows[has])
        keys.append(block * width + items[has])
    if not people:
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    return np.concatenate(people), np.concatenate(keys)


def households(evidence: Evidence, holdings: Holdings, largest: int = 8) -> Households:
    """Group people into households; `largest` is the most people a dwelling or policy may have."""
    offset = len(holdings.item_ids)
    dwellings, blocks = _small(holdings.held, holdings.of_label("Address"), largest)
    people, keys = [], []
    rows, at = _select(holdings.held, dwellings)
    people.append(rows)
    keys.append(at)
    rows, policy = _entries(_joint_policies(evidence, holdings, largest))
    people.append(rows)
    keys.append(offset + policy)
    offset += evidence.count("Policy")
    related = evidence.table("RELATED_TO", "Person", "Person")
    number = offset + np.arange(len(related))
    people += [holdings.person[related.sources], holdings.person[related.targets]]
    keys += [number, number]
    rows, flat_key = _flats(holdings, blocks, largest)
    people.append(rows)
    keys.append(offset + len(related) + flat_key)
    of = union(holdings.people, np.concatenate(people), np.concatenate(keys))
    return Households(of, indicator(of))
