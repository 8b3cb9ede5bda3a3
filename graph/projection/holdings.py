"""Who holds what: people and the items that can link them, from declared links and from claims.

A person holds a phone, address, account, e-mail, device, document or vehicle that a source
declares, the account their claim was paid to, the insured vehicle of a claim they drove in or
claimed for, and the phone they reported a loss from. The other party's vehicle is nobody's choice,
and a claim on the policy of a company, or of nobody on record, says nothing about a driver. Two
records joined by an accepted SAME_AS are one person.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from graph.projection.evidence import Evidence, Indices, binary, flat
from graph.projection.groups import Elements, indicator, union
from graph.projection.ids import Ids

DECLARED = {
    "HAS_PHONE": "Phone",
    "HAS_EMAIL": "Email",
    "LIVES_AT": "Address",
    "OWNS_ACCOUNT": "Account",
    "USED_DEVICE": "Device",
    "HAS_DOCUMENT": "IdentityDocument",
    "OWNS_VEHICLE": "Vehicle",
}
ITEM_LABELS = tuple(sorted(set(DECLARED.values())))
Owner = Literal["Organisation", "Agent", "Provider", "Employee"]
OWNERS: tuple[Owner, ...] = ("Organisation", "Agent", "Provider", "Employee")


@dataclass(frozen=True)
class Holdings:
    """People against items. All matrices are 0/1; columns are `item_ids` in order."""

    person_ids: Sequence[str]  # of Evidence.nodes['Person']
    person: Indices  # merged person of each record (accepted SAME_AS)
    item_ids: Ids
    item_label: Indices  # position in ITEM_LABELS
    held: sparse.csr_array  # merged people x items
    declared: sparse.csr_array  # merged people x items, without what only claims say
    owner: Indices  # position in OWNERS of a party that holds the item too, else -1

    @property
    def people(self) -> int:
        """Number of merged people."""
        return int(self.held.shape[0])

    @cached_property
    def records(self) -> Elements:
        """The records of merged people."""
        return Elements(self.person)

    def of_label(self, label: str) -> Indices:
        """Columns of the items with this label."""
        return np.flatnonzero(self.item_label == ITEM_LABELS.index(label))


def merged_people(evidence: Evidence) -> Indices:
    """Group number of each Person record after accepted SAME_AS links."""
    first, second = evidence.table("SAME_AS", "Person", "Person").where([True])
    ends = np.concatenate([first, second])
    keys = np.concatenate([np.arange(len(first)), np.arange(len(first))])
    return union(evidence.count("Person"), ends, keys)


def claim_roles(evidence: Evidence, roles: tuple[str, ...] | None = None) -> sparse.csr_array:
    """Person records x claims: who has one of these roles (any role when None) in which claim."""
    table = evidence.table("INVOLVED_IN", "Person", "Claim")
    people, claims = (table.sources, table.targets) if roles is None else table.where(roles)
    return binary(people, claims, evidence.count("Person"), evidence.count("Claim"))


def _declared(evidence: Evidence, label: str) -> sparse.csr_array:
    shape = (evidence.count("Person"), evidence.count(label))
    links = sorted(kind for kind, to in DECLARED.items() if to == label)
    total = sparse.csr_array(shape, dtype=np.float64)
    for kind in links:
        total = total + evidence.matrix(kind, "Person", label)
    return flat(total)


def _alone(people: sparse.csr_array, merge: sparse.csr_array) -> sparse.csr_array:
    """Merged people x claims: only claims in which exactly one of them has the part.

    Whose account a claim of several claimants was paid to, nobody knows, and that they share it
    says no more than that they share the claim.
    """
    merged = flat(merge @ people)
    single = np.asarray(merged.sum(axis=0)).ravel() == 1
    return sparse.csr_array(merged @ sparse.diags_array(single.astype(np.float64)))


def _own_claims(evidence: Evidence) -> sparse.csr_array:
    """Person records x claims: claimants on a policy they hold or are insured by.

    Another party who claims against a policy has no part in its vehicle.
    """
    people, policies = evidence.count("Person"), evidence.count("Policy")
    insured = evidence.table("INSURES", "Policy", "Person")
    party = evidence.matrix("HOLDS", "Person", "Policy") + binary(
        insured.targets, insured.sources, people, policies
    )
    own = party @ evidence.matrix("UNDER", "Claim", "Policy").T
    claimant = claim_roles(evidence, ("claimant", "patient"))
    return sparse.csr_array(claimant.multiply(own))


def _own_vehicles(evidence: Evidence) -> sparse.csr_array:
    """Claims x vehicles: those the claim's policy insures, or all where it names no vehicle."""
    involved = evidence.matrix("INVOLVES", "Claim", "Vehicle")
    insured = evidence.matrix("UNDER", "Claim", "Policy") @ evidence.matrix(
        "INSURES", "Policy", "Vehicle"
    )
    named = np.asarray(insured.sum(axis=1)).ravel() > 0
    unnamed = sparse.diags_array((~named).astype(np.float64))
    return sparse.csr_array(involved.multiply(insured) + unnamed @ involved)


def personal_claims(evidence: Evidence) -> NDArray[np.bool_]:
    """Which claims are on a person's policy, or on none: False for fleets and group contracts."""
    policies = evidence.count("Policy")
    personal = np.zeros(policies, bool)
    personal[evidence.table("HOLDS", "Person", "Policy").targets] = True
    personal[evidence.table("INSURES", "Policy", "Person").sources] = True
    under = evidence.table("UNDER", "Claim", "Policy")
    ours = np.ones(evidence.count("Claim"), bool)
    ours[under.sources] = personal[under.targets]
    return ours


def _from_claims(
    evidence: Evidence, merge: sparse.csr_array, label: str
) -> Iterator[sparse.csr_array]:
    """Merged people x items that only claims say they hold."""
    keep = sparse.diags_array(personal_claims(evidence).astype(np.float64))
    if label in ("Account", "Phone"):
        claimant = _alone(claim_roles(evidence, ("claimant", "patient")), merge) @ keep
        link = "PAID_TO" if label == "Account" else "REPORTED_FROM"
        yield claimant @ evidence.matrix(link, "Claim", label)
    elif label == "Vehicle":
        vehicles = keep @ _own_vehicles(evidence)
        drivers = claim_roles(evidence, ("driver",))
        driven = np.asarray(drivers.sum(axis=0)).ravel() > 0
        yield _alone(drivers, merge) @ vehicles
        undriven = sparse.diags_array((~driven).astype(np.float64))
        yield _alone(_own_claims(evidence), merge) @ undriven @ vehicles


def _owners(evidence: Evidence, label: str) -> Indices:
    """For each item: the first of OWNERS that holds one, else -1."""
    found = np.full(evidence.count(label), -1, np.int64)
    for position in reversed(range(len(OWNERS))):
        for kind, to in DECLARED.items():
            if to == label:
                found[evidence.table(kind, OWNERS[position], label).targets] = position
    return found


def holdings(evidence: Evidence) -> Holdings:
    """All items with the people who hold them."""
    person = merged_people(evidence)
    merge = indicator(person)
    declared, held, labels, owners = [], [], [], []
    for position, label in enumerate(ITEM_LABELS):
        own = flat(merge @ _declared(evidence, label))
        every = own
        for more in _from_claims(evidence, merge, label):
            every = every + more
        declared.append(own)
        held.append(flat(every))
        labels.append(np.full(evidence.count(label), position, np.int64))
        owners.append(_owners(evidence, label))
    return Holdings(
        person_ids=evidence.nodes.get("Person", ()),
        person=person,
        item_ids=Ids.joined(evidence.nodes.get(label, ()) for label in ITEM_LABELS),
        item_label=np.concatenate(labels),
        held=flat(sparse.hstack(held, format="csr")),
        declared=flat(sparse.hstack(declared, format="csr")),
        owner=np.concatenate(owners),
    )
