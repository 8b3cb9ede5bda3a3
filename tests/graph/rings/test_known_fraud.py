"""Known fraud around the parties of a ring: counted and ranked as of a day, a verdict on nobody."""

import datetime

from graph.measures.outcomes import Decided
from graph.rings.detect import detect
from graph.rings.find import explain
from graph.rings.known_fraud import known_claims, party_sentence, with_known_fraud
from graph.rings.known_network import KnownParties, unpacked
from graph.rings.model import Ring
from graph.rings.parameters import RingParameters
from graph.rings.words import sentence
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
    (one,) = with_known_fraud(found, known_claims(evidence, detection.holdings, given, DAY))
    return one


def parties(**verdicts: str) -> KnownParties:
    """What is kept of the same verdicts, as it comes back from its file."""
    evidence = world().evidence()
    given = {f"claim-{name}": Decided(word, DAY) for name, word in verdicts.items()}
    known = known_claims(evidence, detect(evidence).holdings, given, DAY)
    assert known is not None
    found = unpacked(known.parties().packed())
    assert found is not None
    return found


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


def test_of_parties_in_a_ring_the_same_is_kept_as_the_ring_tells() -> None:
    given = {"C0": "confirmed", "C1": "cleared", "Fay1": "confirmed", "Far": "confirmed"}
    of_ring, kept = ring(**given).known_fraud, parties(**given)
    assert of_ring is not None
    assert of_ring.parties
    for party in of_ring.parties:
        assert kept.party(party.id, party.label, party.caption) == party


def test_a_party_in_no_ring_has_its_claims_and_those_around_them() -> None:
    kept = parties(C0="confirmed", Fay1="confirmed", Fay2="cleared")
    fay = kept.party("person-Fay", "Person", "Fay")
    assert fay is not None
    assert (fay.claims, fay.confirmed, fay.cleared) == (3, 1, 1)
    assert (fay.met, fay.met_confirmed) == (1, 0)  # Bob's other claim
    far = kept.party("person-stranger00001", "Person", "")
    assert far is not None
    assert (far.confirmed, far.met, far.nearer) == (0, 0, 0)
    assert fay.nearer > 90
    other = kept.party("provider-other", "Provider", "other")
    assert other is not None
    assert (other.claims, other.confirmed) == (1, 0)


def test_who_has_no_claim_and_what_is_no_party_has_nothing_around() -> None:
    kept = parties(C0="confirmed")
    for name in ("person-stranger00009", "phone-own1", "claim-C0", "person-Nobody"):
        assert kept.party(name, "Person", "") is None


def test_what_is_known_of_a_party_is_said_with_its_day_and_as_no_verdict() -> None:
    fay = parties(Fay1="confirmed").party("person-Fay", "Person", "Fay")
    assert fay is not None
    told = party_sentence(fay, DAY)
    assert sentence(told, "en").startswith("As known on 2025-06-01: of 3 claims in which the party")
    assert "no verdict on the party" in sentence(told, "en")
    assert sentence(told, "zh").startswith("截至 2025-06-01 已知：")


def test_a_file_that_is_none_says_nothing() -> None:
    whole = parties(C0="confirmed").packed()
    assert unpacked(b"") is None
    assert unpacked(whole[: len(whole) // 2]) is None
