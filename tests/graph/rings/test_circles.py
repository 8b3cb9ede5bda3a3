"""Circles of one ring: rings with one pair of providers that have something else in common."""

from graph.rings.detect import detect
from tests.graph.rings.test_provider_rings import CIRCLE, members, town
from tests.graph.small_world import SmallWorld

FIRST, SECOND = CIRCLE[:5], CIRCLE[5:]


def two_circles() -> SmallWorld:
    """Two groups, each with a phone, an account and an e-mail of its own; one garage's claims.

    A hundred strangers drove with another stranger, so that a joint claim is nothing rare.
    """
    world = town()
    for at in range(0, 200, 2):
        two = [f"stranger{at + more:05d}" for more in range(2)]
        world.claim(f"T{at}", claimant=two[0], passenger=two[1])
    for name in CIRCLE:
        world.claim(f"C{name}", claimant=name, providers="garage adjuster")
    for kind in ("phone", "account", "email"):
        world.people(" ".join(FIRST), **{kind: "first"})
        world.people(" ".join(SECOND), **{kind: "second"})
    return world


def test_a_claim_in_which_people_of_both_take_part_makes_them_one_ring() -> None:
    world = two_circles()
    assert members(detect(world.evidence())) == [set(FIRST), set(SECOND)]
    world.claim("D", claimant=FIRST[0], passenger=SECOND[0], providers="garage adjuster")
    assert members(detect(world.evidence())) == [set(CIRCLE)]


def test_a_phone_of_few_makes_them_one_ring_and_one_of_many_does_not() -> None:
    few, many = two_circles(), two_circles()
    few.people(f"{FIRST[0]} {SECOND[0]}", phone="third")
    assert members(detect(few.evidence())) == [set(CIRCLE)]
    many.people(f"{FIRST[0]} {SECOND[0]}", phone="third")
    many.people(" ".join(f"stranger{at:05d}" for at in range(300)), phone="third")
    assert members(detect(many.evidence())) == [set(FIRST), set(SECOND)]


def test_two_rings_with_a_claim_between_them_and_no_pair_of_providers_stay_two() -> None:
    world = two_circles()
    world.links = [link for link in world.links if link[0] != "SERVICED_BY"]
    world.claim("D", claimant=FIRST[0], passenger=SECOND[0])
    assert members(detect(world.evidence())) == [set(FIRST), set(SECOND)]


def test_the_order_of_rows_joins_the_same_circles() -> None:
    world = two_circles()
    world.claim("D", claimant=FIRST[0], passenger=SECOND[0], providers="garage adjuster")
    found = detect(world.evidence())
    world.links = world.links[::-1]
    turned = detect(world.evidence())
    assert [ring.raw for ring in found.candidates] == [ring.raw for ring in turned.candidates]
