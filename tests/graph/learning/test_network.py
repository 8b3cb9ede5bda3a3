"""What a claim shares with others: people, what they hold, providers, agents."""

import numpy as np

from graph.learning.network import known, structure
from graph.learning.table import Labels
from graph.measures.claim_network import network
from tests.graph.small_world import SmallWorld


def test_people_items_providers_and_agents() -> None:
    world = SmallWorld()
    world.person("Ann", phone="1")
    world.person("Bob", phone="1")
    world.claim("C1", claimant="Ann", providers="shop")
    world.claim("C2", claimant="Bob", providers="shop")
    world.claim("C3", claimant="Cid", policy="P3")
    world.claim("C4", claimant="Dan", policy="P4")
    for policy in ("P3", "P4"):
        world.link("SOLD", world.node("Agent", "Eve"), world.node("Policy", policy))
    table = structure(network(world.evidence()))
    assert np.expm1(table.column("ways_items")).round().tolist() == [1, 1, 0, 0]
    assert np.expm1(table.column("ways_providers")).round().tolist() == [1, 1, 0, 0]
    assert np.expm1(table.column("ways_agents")).round().tolist() == [0, 0, 1, 1]
    assert np.expm1(table.column("ways_people")).round().tolist() == [0, 0, 0, 0]
    assert table.column("parties").tolist() == [3, 3, 2, 2]


def test_a_phone_that_a_company_stands_behind_shares_nothing() -> None:
    world = SmallWorld()
    world.people("Ann Bob", phone="hotline")
    world.party("Organisation", "Hospital", phone="hotline")
    world.claim("C1", claimant="Ann")
    world.claim("C2", claimant="Bob")
    table = structure(network(world.evidence()))
    assert not table.column("ways").any()


def test_claims_that_were_not_there_share_nothing() -> None:
    world = SmallWorld()
    for number in range(3):
        world.claim(f"C{number}", claimant="Ann")
    net = network(world.evidence()).only(np.array([True, True, False]))
    assert np.expm1(structure(net).column("ways")).round().tolist() == [1, 1, 0]
    labels = Labels(np.array([False, True, True]), np.zeros(3, bool))
    assert known(net, labels).column("confirmed_share").tolist() == [1, 0, 0]
