"""Bad graphs end in bounded time: hubs, one giant component, self-links."""

import time

from graph.rings.detect import detect
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
