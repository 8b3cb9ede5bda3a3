"""Bad graphs end in bounded time: hubs, one giant component, self-links."""

import time
from itertools import pairwise

from graph.measures.links import link_analysis, link_graph, shortest_paths
from graph.rings.detect import detect
from graph.rings.facts import Properties
from graph.rings.find import explain
from graph.rings.loss import schedule
from graph.rings.model import Ring
from graph.rings.parameters import RingParameters
from tests.graph.rings.plain_source import PlainSource
from tests.graph.small_world import SmallWorld


def test_a_phone_of_twenty_thousand_people_ends_quickly_and_flags_nobody() -> None:
    world = SmallWorld()
    for number in range(20_000):
        world.person(f"P{number}", phone="hub", address=f"a{number}")
    evidence = world.evidence()
    start = time.monotonic()
    assert detect(evidence).candidates == ()
    assert time.monotonic() - start < 20


def test_a_chain_of_pairs_is_cut_and_not_one_giant_ring() -> None:
    world = SmallWorld()
    world.crowd(3000)
    for number in range(400):
        world.people(f"P{number} P{number + 1}", phone=f"p{number}", account=f"a{number}")
    found = detect(world.evidence()).candidates
    assert found
    assert max(len(ring.people) for ring in found) < 60


def test_self_links_and_lone_people_are_harmless() -> None:
    world = SmallWorld()
    world.crowd(5)
    world.person("Ann")
    world.link("RELATED_TO", "person-Ann", "person-Ann")
    world.link("SAME_AS", "person-Ann", "person-Ann", True)
    world.link("HAS_PHONE", "person-Ann", "phone-missing")
    assert detect(world.evidence()).candidates == ()


def test_an_empty_graph_and_lone_items_give_nothing() -> None:
    assert detect(SmallWorld().evidence()).candidates == ()
    world = SmallWorld()
    for label in ("Phone", "Claim", "Policy", "Provider", "Vehicle", "Agent", "Organisation"):
        world.node(label, "lone")
    assert detect(world.evidence()).candidates == ()
    assert explained(world) == ()


def explained(world: SmallWorld, **properties: Properties) -> tuple[Ring, ...]:
    evidence = world.evidence()
    source = PlainSource(evidence, **properties)
    return explain(detect(evidence), source, (), RingParameters(), {})[0]


def mules(names: str) -> SmallWorld:
    """Claims of these people paid to one account that all declare, with one device."""
    world = SmallWorld()
    world.crowd(300)
    world.people(names, device="d", account="mule")
    for name in names.split():
        world.claim(f"C{name}", claimant=name, paid_to="mule")
    return world


def test_negative_and_missing_amounts_and_impossible_dates_are_carried_not_added() -> None:
    (ring,) = explained(
        mules("Ann Bob Cid Dan"),
        CAnn={"claimed": -5_000, "currency": "CNY", "loss_date": "0001-01-01"},
        CBob={"claimed": None, "currency": "", "loss_date": None},
        CCid={"claimed": 10**17, "currency": "JPY", "loss_date": "9999-12-31"},
        Dan={"birth_date": "2030-01-01"},  # after the loss
    )
    assert ring.first_loss == "0001-01-01"
    assert {total.currency for total in ring.money} == {"CNY", "", "JPY"}
    for total in ring.money:
        assert min(total.claimed, total.paid, total.stopped, total.payable) >= 0
    for period in ("month", "quarter", "year", None):
        assert sum(line.claims for line in schedule(ring.losses, period)) >= len(ring.claims)


def test_a_cycle_of_relatives_and_of_same_people_is_one_household() -> None:
    world = mules("Ann Bob Cid Dan")
    ring = ("Ann", "Bob", "Cid", "Dan", "Ann")
    for first, second in pairwise(ring):
        world.link("RELATED_TO", f"person-{first}", f"person-{second}")
        world.link("SAME_AS", f"person-{first}", f"person-{second}", True)
    assert explained(world) == ()


def test_one_giant_component_ends_and_its_rings_stay_small() -> None:
    world = SmallWorld()
    for number in range(2_000):
        for step in (1, 2, 7):
            pair = f"P{number} P{(number + step) % 2_000}"
            world.people(pair, phone=f"p{number}.{step}", account=f"a{number}.{step}")
    start = time.monotonic()
    found = detect(world.evidence()).candidates
    assert time.monotonic() - start < 30
    assert max((len(ring.people) for ring in found), default=0) < 200


def test_link_analysis_of_a_star_and_of_nothing_is_bounded() -> None:
    star = link_graph((f"person-{number}", "phone-hub") for number in range(3_000))
    start = time.monotonic()
    found = link_analysis(star, pairs_of=sorted(star)[:200])
    assert time.monotonic() - start < 20
    assert found.sampled
    assert found.articulation == ("phone-hub",)
    assert shortest_paths(star, "person-0", "person-2999") == [
        ["person-0", "phone-hub", "person-2999"]
    ]
    empty = link_analysis(link_graph([]))
    assert (empty.betweenness, empty.bridges) == ({}, ())
