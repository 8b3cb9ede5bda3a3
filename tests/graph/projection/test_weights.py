"""Links between households: pair evidence, lone items, provider pairs, hubs."""

import math

import numpy as np
import pytest

from graph.projection.evidence import Evidence
from graph.projection.figures import figures_of
from graph.projection.holdings import holdings
from graph.projection.households import households
from graph.projection.items import Items, build_items, recurring_pairs
from graph.projection.services import services
from graph.projection.weights import (
    Projection,
    Weights,
    lone_holders,
    lone_weight,
    pair_threshold,
    project,
)
from tests.graph.small_world import SmallWorld


def projected(evidence: Evidence, weights: Weights | None = None) -> tuple[Items, Projection]:
    held = holdings(evidence)
    homes = households(evidence, held)
    none = np.zeros((0, 2), np.int64)
    items = build_items(evidence, held, homes, services(evidence).served, none, np.zeros(0))
    weights = weights or Weights()
    return items, project(items, weights, figures_of(items, weights, 0))


def test_the_threshold_is_the_formula() -> None:
    pairs = 15_000 * 14_999 / 2
    assert pair_threshold(15_000, 1000) == pytest.approx((math.log(pairs) + math.log(1000)) / 2)


def test_two_shared_items_link_a_pair_and_one_does_not() -> None:
    world = SmallWorld()
    world.crowd(200)
    world.people("Ann Bob", phone="1", account="a")
    world.people("Cid Dan", phone="2")
    links = projected(world.evidence())[1].links
    assert links.nnz == 2  # Ann-Bob, both ways
    assert links.max() == pytest.approx(2 * math.log(204 / 2))


def test_a_rare_lone_item_links_its_holders() -> None:
    world = SmallWorld()
    world.crowd(300)
    world.people("Ann Bob Cid Dan Eve", account="mule")
    links = projected(world.evidence())[1].links
    assert links.nnz == 5 * 4
    assert links.max() == pytest.approx(math.log(305 / 5) / (1 + (5 / 8) ** 2))


def test_where_items_are_often_reused_a_lone_item_needs_more_holders() -> None:
    rare = np.array([1] * 1000 + [2] * 5 + [3, 3])
    common = np.array([1] * 1000 + [2] * 300 + [3, 3])
    assert lone_holders(rare, Weights()) == 3
    assert lone_holders(common, Weights()) == 0
    assert lone_holders(np.zeros(0, np.int64), Weights()) == 0


def test_items_with_many_holders_are_damped_away() -> None:
    degree = np.array([5, 30, 1000])
    weight = np.log(15_000 / degree)
    assert lone_weight(degree, weight, Weights())[0] > 5
    assert lone_weight(degree, weight, Weights())[1:].tolist() == [0, 0]


def test_a_company_phone_links_nobody() -> None:
    world = SmallWorld()
    world.crowd(300)
    world.people("Ann Bob Cid Dan Eve", phone="hot")
    world.party("Organisation", "Calls", phone="hot")
    assert projected(world.evidence())[1].links.nnz == 0


def test_an_agents_phone_is_a_hotline_and_his_account_is_not() -> None:
    world = SmallWorld()
    world.crowd(300)
    world.people("Ann Bob Cid Dan Eve", phone="own")
    world.party("Agent", "Max", phone="own", account="purse")
    world.people("Fay Gus Hal Ida", account="purse")
    items, projection = projected(world.evidence())
    assert projection.links.nnz == 4 * 3
    assert (~items.links).sum() == 1


def test_households_that_meet_in_two_claims_recur() -> None:
    world = SmallWorld()
    world.claim("C1", claimant="Ann", passenger="Bob")
    world.claim("C2", claimant="Bob", passenger="Ann")
    world.claim("C3", claimant="Ann", passenger="Cid")
    evidence = world.evidence()
    together = holdings(evidence)
    homes = households(evidence, together)
    present = evidence.matrix("INVOLVED_IN", "Person", "Claim")
    first, second, count = recurring_pairs(homes.holders(present))
    assert (first.tolist(), second.tolist(), count.tolist()) == ([0], [1], [2])


def test_pairs_of_huge_hubs_are_not_written_down_but_still_count() -> None:
    world = SmallWorld()
    world.crowd(500)
    world.people("Ann Bob", phone="1", account="a")
    for number in range(400):
        world.person(f"stranger{number:05d}", email="hub")
    world.people("Ann Bob", email="hub")
    small = Weights(pair_budget=600)
    items, projection = projected(world.evidence(), small)
    assert [items.degree[at] for at in projection.cut] == [402]
    assert projection.links.max() == pytest.approx(2 * math.log(251) + math.log(502 / 402))


def test_empty_and_lonely_worlds() -> None:
    assert projected(SmallWorld().evidence())[1].links.shape == (0, 0)
    world = SmallWorld()
    world.crowd(3)
    assert projected(world.evidence())[1].links.nnz == 0
