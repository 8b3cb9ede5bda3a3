"""Who holds what: declared items, items of claims, and what says nothing about a person."""

import pytest

from graph.projection.evidence import Evidence
from graph.projection.holdings import ITEM_LABELS, OWNERS, holdings, merged_people
from tests.graph.small_world import SmallWorld


def held(evidence: Evidence, person: str) -> set[str]:
    """Names of the items that a person holds."""
    found = holdings(evidence)
    row = found.person[found.person_ids.index(f"person-{person}")]
    return {found.item_ids[at] for at in found.held[[row]].indices.tolist()}


def test_declared_items_are_held() -> None:
    world = SmallWorld()
    world.person("Ann", phone="1", account="a", address="mill", document="p")
    assert held(world.evidence(), "Ann") == {
        "account-a",
        "address-mill",
        "identitydocument-p",
        "phone-1",
    }


def test_the_claimant_holds_the_account_the_claim_was_paid_to_and_the_passenger_does_not() -> None:
    world = SmallWorld()
    world.claim("C1", claimant="Ann", passenger="Bob", paid_to="a")
    assert held(world.evidence(), "Ann") == {"account-a"}
    assert held(world.evidence(), "Bob") == set()


def test_a_claim_on_a_company_policy_says_nothing_about_its_driver() -> None:
    world = SmallWorld()
    company = world.party("Organisation", "Haulage")
    world.link("HOLDS", company, world.policy("P1", vehicle="v"))
    world.claim("C1", policy="P1", vehicle="v", claimant="Ann", driver="Ann", paid_to="a")
    assert held(world.evidence(), "Ann") == set()


def test_the_driver_holds_the_insured_vehicle_and_not_the_other_one() -> None:
    world = SmallWorld()
    world.policy("P1", holder="Ann", vehicle="own")
    claim = world.claim("C1", policy="P1", vehicle="own", claimant="Cid", driver="Ann")
    world.link("INVOLVES", claim, world.node("Vehicle", "other"))
    assert held(world.evidence(), "Ann") == {"vehicle-own"}
    assert held(world.evidence(), "Cid") == set()  # another party who claims


def test_only_accepted_doubles_are_one_person() -> None:
    world = SmallWorld()
    world.people("Ann Anna Bob")
    world.link("SAME_AS", "person-Ann", "person-Anna", True)
    world.link("SAME_AS", "person-Ann", "person-Bob", None)
    assert merged_people(world.evidence()).tolist() == [0, 0, 1]


@pytest.mark.parametrize("owner", OWNERS)
def test_items_that_another_party_holds_too_know_it(owner: str) -> None:
    world = SmallWorld()
    world.person("Ann", phone="1")
    world.party(owner, "X", phone="1")
    found = holdings(world.evidence())
    assert OWNERS[found.owner[found.item_ids.index("phone-1")]] == owner


def test_no_evidence_at_all() -> None:
    found = holdings(SmallWorld().evidence())
    assert found.people == 0
    assert found.held.shape == (0, 0)
    assert all(len(found.of_label(label)) == 0 for label in ITEM_LABELS)
