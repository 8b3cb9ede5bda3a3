"""Known fraud around the parties of a ring: counted and ranked as of a day, a verdict on nobody."""

import datetime

from graph.measures.outcomes import Decided
from graph.rings.detect import detect
from graph.rings.find import explain
from graph.rings.known_fraud import with_known_fraud
from graph.rings.model import Ring
from graph.rings.parameters import RingParameters
from tests.graph.rings.plain_source import PlainSource
from tests.graph.small_world import SmallWorld

DAY = datetime.date(2025, 6, 1)
NAMES = "Ann Bob Cid Dan Eve"


def world() -> SmallWorld:
    """A ring with a garage; Bob meets Fay in a claim, who has two more."""
    world = SmallWorld()
    world.crowd(300)
    world.people(NAMES, account="mule", device="d")
    for number, name in enumerate(NAMES.split()):
        world.claim(f"C{number}", claimant=name, paid_to="mule", providers="shop")
    world.claim("Meet", claimant="Bob", passenger="Fay")
    world.claim("Fay1", claimant="Fay")
    world.claim("Fay2", claimant="Fay")
    world.claim("Far", claimant="stranger00001")
    world.claim("Else", claimant="stranger00002", providers="other")
    return world


def ring(**verdicts: str) -> Ring:
    evidence = world().evidence()
    detection = detect(evidence)
    found, _ = explain(detection, PlainSource(evidence), (), RingParameters(), {})
    given = {f"claim-{name}": Decided(word, DAY) for name, word in verdicts.items()}
    (one,) = with_known_fraud(found, detection, given, DAY)
    return one


def test_own_and_met_claims_are_counted_for_the_ring_and_each_party() -> None:
    known = ring(C0="confirmed", C1="cleared", Fay1="confirmed", Far="confirmed").known_fraud
    assert known is not None
    assert (known.claims, known.confirmed, known.cleared) == (6, 1, 1)
    assert (known.met, known.met_confirmed) == (2, 1)
    assert known.members == 1
    by_name = {party.caption: party for party in known.parties}
    assert set(by_name) == {"Ann", "Bob", "shop"}
    ann, bob, shop = by_name["Ann"], by_name["Bob"], by_name["shop"]
    assert (ann.claims, ann.confirmed, ann.met) == (1, 1, 0)
    assert (bob.claims, bob.confirmed, bob.cleared) == (2, 0, 1)
    assert (bob.met, bob.met_confirmed) == (2, 1)
    assert (shop.claims, shop.confirmed) == (5, 1)
    assert shop.nearer == 50  # one of two garages


def test_who_is_linked_to_confirmed_claims_is_nearer_than_who_is_not() -> None:
    known = ring(C0="confirmed").known_fraud
    assert known is not None
    assert {party.caption: party.nearer >= 98 for party in known.parties}["Ann"]


def test_nothing_is_told_where_no_claim_is_confirmed() -> None:
    assert ring().known_fraud is None
    assert ring(C0="cleared").known_fraud is None
    assert ring(gone="confirmed").known_fraud is None  # of a claim that is no more
