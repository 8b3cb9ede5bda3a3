"""Households: people who share because they live together, counted once but never left out.

A household is made by an address with few people, by a declared relation, by a joint policy, or by
a personal item shared inside a larger address (a flat in a block). A shared surname is none. Those
without an address on record live where those do with whom they share things, if these agree.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy import sparse

from graph.projection.evidence import Evidence, Indices, binary, flat
from graph.projection.groups import Elements, indicator, union
from graph.projection.holdings import Holdings, claim_roles

CHAIN = 3
RIDING = ("claimant", "driver", "passenger")
SAYING = 2  # things that must say where somebody lives whose address is not on record
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

    @cached_property
    def people(self) -> Elements:
        """The merged people of households."""
        return Elements(self.of)

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


def _relations(evidence: Evidence, holdings: Holdings) -> sparse.csr_array:
    """Merged people x declared relations between two of them."""
    related = evidence.table("RELATED_TO", "Person", "Person")
    ends = np.concatenate([holdings.person[related.sources], holdings.person[related.targets]])
    number = np.tile(np.arange(len(related)), 2)
    return binary(ends, number, holdings.people, len(related))


def _personal(holdings: Holdings, largest: int) -> Indices:
    """Personal items of at most `largest` people, and of nobody but people."""
    personal = np.concatenate([holdings.of_label(label) for label in PERSONAL])
    return _small(holdings.held, personal[holdings.owner[personal] < 0], largest)[0]


def _said(things: sparse.csr_array, recorded: sparse.csr_array) -> sparse.csr_array:
    """People without an address x addresses: how many of their things say that address.

    A thing (people x things) says the one address that those of its people have who have any, if
    they are at least half of the others.
    """
    unknown = np.diff(recorded.indptr) == 0
    known = things.T @ (~unknown).astype(np.float64)
    every = np.asarray(things.sum(axis=0)).ravel()
    where = flat(things.T @ recorded)
    says = (np.diff(where.indptr) == 1) & (2 * known >= every - 1)
    rows, columns = _select(things, np.flatnonzero(says))
    rows, columns = rows[unknown[rows]], columns[unknown[rows]]
    at = where.indices[where.indptr[columns]]
    return sparse.csr_array((np.ones(len(rows)), (rows, at)), shape=recorded.shape)


def _living(
    evidence: Evidence, holdings: Holdings, personal: Indices, declared: sparse.csr_array
) -> sparse.csr_array:
    """People x items: the addresses at which they live, on record or by all that they share.

    Somebody without an address on record lives where those live with whom they share things, if two
    things or more say so, and more than half of all that say any address. A relation or a joint
    policy (people x `declared`) counts for two, all claims in which they meet for one. It is often
    the head of a family who is entered without an address, whose phone, account and car the others
    use: that is no ring around an unknown place.
    """
    held = holdings.held
    people, width = held.shape
    rows, at = _select(held, holdings.of_label("Address"))
    recorded = binary(rows, at, people, width)
    met = flat(indicator(holdings.person) @ claim_roles(evidence, RIDING))
    told = (
        _said(sparse.csr_array(held[:, personal]), recorded)
        + SAYING * _said(declared, recorded)
        + flat(_said(met, recorded))
    ).tocoo()
    every = np.asarray(told.sum(axis=1)).ravel()
    agreed = (told.data >= SAYING) & (2 * told.data > every[told.coords[0]])
    rows, at = (axis[agreed].astype(np.int64) for axis in told.coords)
    return sparse.csr_array(recorded + binary(rows, at, people, width))


def _flats(
    living: sparse.csr_array, held: sparse.csr_array, blocks: Indices, personal: Indices
) -> tuple[Indices, Indices]:
    """People and keys (address, item) for personal items shared inside the same large address."""
    at_rows, at_block = _select(living, blocks)
    rows, items = _select(held, personal)
    width = held.shape[1]
    in_block = sparse.csr_array(
        (at_block.astype(np.float64) + 1, (at_rows, at_block)), shape=held.shape
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


def _bounded(count: int, sources: list[tuple[Indices, Indices]], most: int) -> Indices:
    """Union by all sources of (people, keys), the first alone where that gives too large a group.

    Relations and moves can chain hundreds of people together; no such chain is a household. Where
    even the first source chains, nobody is grouped.
    """
    groups = union(count, *(np.concatenate(column) for column in zip(*sources, strict=True)))
    for left in (sources[:1], []):
        size = np.bincount(groups)[groups] if count else groups
        if not (size > most).any():
            break
        chained = np.flatnonzero(size > most)
        own = [(p[keep], k[keep]) for p, k in left for keep in (np.isin(p, chained),)]
        rest = np.flatnonzero(size <= most)
        base = int(max((int(k.max()) for _, k in own if len(k)), default=0)) + 1
        people = np.concatenate([rest, *(p for p, _ in own)])
        keys = np.concatenate([groups[rest] + base, *(k for _, k in own)])
        groups = union(count, people, keys)
    return groups


def households(evidence: Evidence, holdings: Holdings, largest: int = 8) -> Households:
    """Group people into households; `largest` is the most people a dwelling or policy may have.

    A group of more than CHAIN times as many people is a chain and no household.
    """
    dwellings, blocks = _small(holdings.held, holdings.of_label("Address"), largest)
    personal = _personal(holdings, largest)
    policies = _joint_policies(evidence, holdings, largest)
    relations = _relations(evidence, holdings)
    declared = sparse.csr_array(sparse.hstack([policies, relations], format="csr"))
    living = _living(evidence, holdings, personal, declared)
    rows, thing = _entries(declared)
    width = len(holdings.item_ids)
    home, flat_key = _flats(living, holdings.held, blocks, personal)
    sources = [
        _select(living, dwellings),
        (rows, width + thing),
        (home, width + declared.shape[1] + flat_key),
    ]
    of = _bounded(holdings.people, sources, CHAIN * largest)
    return Households(of, indicator(of))
