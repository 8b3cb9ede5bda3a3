"""Scope: every entity and link that one candidate ring touches, by id, read off the arrays."""

from dataclasses import dataclass

import numpy as np

from graph.projection.evidence import Indices, Key, LinkTable
from graph.projection.holdings import DECLARED, ITEM_LABELS, OWNERS
from graph.projection.items import PARTICIPANTS, PROVIDER_PAIR, RECURRING
from graph.rings.candidates import Candidate
from graph.rings.detect import Detection

Edge = tuple[str, str, str, str, object]  # link id, type, source id, target id, value


@dataclass(frozen=True)
class Scope:
    """Ids around a candidate; every tuple is sorted, edges by link id."""

    candidate: Candidate
    members: tuple[str, ...]  # Person ids
    relatives: tuple[str, ...]  # other people of the members' households
    claims: tuple[str, ...]  # in which a member took part
    items: tuple[str, ...]  # real items that count for the ring
    damped: Indices  # columns that two or more households hold and that don't count
    agents: tuple[str, ...]
    sharing: tuple[str, ...]  # those of the agents who hold an item that members hold
    providers: tuple[str, ...]
    edges: tuple[Edge, ...]  # evidence among all of these

    def of(self, kind: str) -> list[Edge]:
        """The edges of one link type."""
        return [edge for edge in self.edges if edge[1] == kind]


def _ids(detection: Detection, label: str, positions: Indices) -> tuple[str, ...]:
    known = detection.evidence.nodes.get(label, ())
    return tuple(sorted(known[at] for at in np.unique(positions)))


def records(detection: Detection, merged: Indices) -> Indices:
    """Positions of the Person records of these merged people."""
    return detection.holdings.records.of(merged)


def _edges(detection: Detection, key: Key, table: LinkTable, places: Indices) -> list[Edge]:
    kind, source, target = key
    sources, targets = detection.evidence.nodes[source], detection.evidence.nodes[target]
    return [
        (
            table.ids[at],
            kind,
            sources[table.sources[at]],
            targets[table.targets[at]],
            table.value(at),
        )
        for at in places.tolist()
    ]


def _claims_of(detection: Detection, people: Indices) -> Indices:
    table = detection.evidence.table("INVOLVED_IN", "Person", "Claim")
    places = table.leaving(people)
    took_part = [at for at in places.tolist() if table.value(at) in PARTICIPANTS]
    return np.unique(table.targets[took_part])


def _providers(detection: Detection, ring: Candidate, claims: Indices) -> Indices:
    """Providers of a validated pair that counts here, and those of two or more of its claims."""
    table = detection.evidence.table("SERVICED_BY", "Claim", "Provider")
    served, counts = np.unique(table.targets[table.leaving(claims)], return_counts=True)
    often = served[counts >= max(2, 0.2 * len(claims))]
    return np.unique(np.concatenate([_paired(detection, ring, "Provider"), often]))


def _paired(detection: Detection, ring: Candidate, label: str) -> Indices:
    """Positions of the providers or agents of validated pairs that count here."""
    pairs = ring.items[detection.items.kind[ring.items] == PROVIDER_PAIR]
    return detection.served.positions(label, detection.items.parts[pairs].ravel())


def _damped(detection: Detection, ring: Candidate) -> Indices:
    """Real items of two or more of the ring's households that don't count for it."""
    columns, held = detection.items.held_by(ring.households)
    real = columns < len(detection.holdings.item_ids)
    return np.setdiff1d(columns[real & (held >= 2)], ring.items)


def _selling(detection: Detection, people: Indices) -> Indices:
    """Agents who sold two or more of these people's policies, and a fifth of all at least."""
    evidence = detection.evidence
    holds = evidence.table("HOLDS", "Person", "Policy")
    policies = np.unique(holds.targets[holds.leaving(people)])
    sold = evidence.table("SOLD", "Agent", "Policy")
    agents, counts = np.unique(sold.sources[sold.reaching(policies)], return_counts=True)
    return agents[counts >= max(2, 0.2 * len(policies))]


def _sharing(detection: Detection, columns: Indices) -> Indices:
    """Agents who hold one of these items themselves."""
    found: list[Indices] = [np.zeros(0, np.int64)]
    owner = OWNERS.index("Agent")
    places = _item_positions(detection, columns[detection.holdings.owner[columns] == owner])
    for kind, label in DECLARED.items():
        table = detection.evidence.table(kind, "Agent", label)
        found.append(table.sources[table.reaching(places[label])])
    return np.unique(np.concatenate(found))


def _item_positions(detection: Detection, items: Indices) -> dict[str, Indices]:
    """Positions within each label of the real items among these columns."""
    real = items[items < len(detection.holdings.item_ids)]
    positions = {}
    start = 0
    for number, label in enumerate(ITEM_LABELS):
        size = detection.evidence.count(label)
        positions[label] = real[detection.holdings.item_label[real] == number] - start
        start += size
    return positions


def _policies(detection: Detection, people: Indices, claims: Indices) -> Indices:
    evidence = detection.evidence
    holds = evidence.table("HOLDS", "Person", "Policy")
    under = evidence.table("UNDER", "Claim", "Policy")
    return np.unique(
        np.concatenate([holds.targets[holds.leaving(people)], under.targets[under.leaving(claims)]])
    )


def scope(detection: Detection, ring: Candidate) -> Scope:
    """Everything around a candidate ring."""
    evidence = detection.evidence
    people = records(detection, ring.people)
    at_home = detection.homes.people.of(ring.households)
    relatives = np.setdiff1d(records(detection, at_home), people)
    claims = _claims_of(detection, people)
    damped = _damped(detection, ring)
    real = ring.items[ring.items < len(detection.holdings.item_ids)]
    sharing = _sharing(detection, np.concatenate([real, damped]))
    inside: dict[str, Indices] = {
        "Person": people,
        "Claim": claims,
        "Agent": np.unique(
            np.concatenate(
                [_selling(detection, people), sharing, _paired(detection, ring, "Agent")]
            )
        ),
        "Provider": _providers(detection, ring, claims),
        "Policy": _policies(detection, people, claims),
        **_item_positions(detection, ring.items),
    }
    edges: list[Edge] = []
    for key, table in evidence.links.items():
        source, target = inside.get(key[1]), inside.get(key[2])
        if source is None or target is None or not len(source) or not len(target):
            continue
        places = table.leaving(source)
        edges += _edges(detection, key, table, places[np.isin(table.targets[places], target)])
    return Scope(
        candidate=ring,
        members=_ids(detection, "Person", people),
        relatives=_ids(detection, "Person", relatives),
        claims=_ids(detection, "Claim", claims),
        items=tuple(
            sorted(i for label in ITEM_LABELS for i in _ids(detection, label, inside[label]))
        ),
        damped=damped,
        sharing=_ids(detection, "Agent", sharing),
        agents=_ids(detection, "Agent", inside["Agent"]),
        providers=_ids(detection, "Provider", inside["Provider"]),
        edges=tuple(sorted(edges, key=lambda edge: edge[0])),
    )


DERIVED = (RECURRING, PROVIDER_PAIR)
HOLDING_LINKS = frozenset({*DECLARED, "PAID_TO", "REPORTED_FROM", "INVOLVES"})
