"""Households: who lives together counts once."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from graph.projection.groups import union
from graph.projection.holdings import holdings
from graph.projection.households import households
from tests.graph.small_world import SmallWorld


def together(world: SmallWorld, one: str, other: str) -> bool:
    """Whether two people are one household."""
    evidence = world.evidence()
    held = holdings(evidence)
    of = households(evidence, held).of
    first, second = (held.person_ids.index(f"person-{name}") for name in (one, other))
    return bool(of[held.person[first]] == of[held.person[second]])


def test_a_dwelling_is_a_household_and_a_block_is_none() -> None:
    world = SmallWorld()
    world.people("Ann Bob", address="mill")
    world.people(" ".join(f"N{n}" for n in range(9)), address="tower")
    assert together(world, "Ann", "Bob")
    assert not together(world, "N0", "N1")


def test_a_personal_item_shared_inside_a_block_is_a_flat() -> None:
    world = SmallWorld()
    world.people(" ".join(f"N{n}" for n in range(9)), address="tower")
    world.people("N0 N1", phone="1")
    world.people("N2 Zoe", phone="2")
    world.person("Zoe", address="elsewhere")
    assert together(world, "N0", "N1")
    assert not together(world, "N2", "Zoe")


def family(address: str = "tower") -> SmallWorld:
    """Ann's phone and account are used by two of a block; nobody wrote down where she lives."""
    world = SmallWorld()
    world.people(" ".join(f"N{n}" for n in range(9)), address="tower")
    world.people("Ann N0", phone="1")
    world.people("Ann Kim", account="2")
    world.person("Kim", address=address)
    return world


def test_who_has_no_address_lives_where_two_things_say() -> None:
    assert together(family(), "Ann", "N0")
    assert together(family(), "Ann", "Kim")
    assert not together(family("mill"), "Ann", "N0")  # two addresses: nobody knows which


def test_a_phone_handed_on_by_a_stranger_does_not_outvote_a_family() -> None:
    world = family()
    world.people("Ann Old", phone="3")
    world.person("Old", address="elsewhere")
    assert together(world, "Ann", "Kim")
    assert not together(world, "Ann", "Old")


def test_a_relative_says_where_somebody_lives_and_many_claims_are_one_thing() -> None:
    world = SmallWorld()
    world.people(" ".join(f"N{n}" for n in range(9)), address="tower")
    world.people("Ann N0", phone="1")
    for name in ("C1", "C2", "C3"):
        world.claim(name, claimant="N1", passenger="Bob")
    assert not together(world, "Ann", "N0")  # one thing says nothing
    assert not together(world, "Bob", "N1")
    world.link("RELATED_TO", "person-Ann", "person-N5")
    assert together(world, "Ann", "N0")
    world.people("Bob N1", phone="2")
    assert together(world, "Bob", "N1")


def test_things_of_people_without_address_say_nothing() -> None:
    """A ring of eight of whom one gave an address is no household."""
    world = SmallWorld()
    world.person("N0", address="mill")
    for kind in ("phone", "account", "device"):
        world.people("N0 Ann Bob Cid Dan", **{kind: "1"})
    assert not together(world, "N0", "Ann")
    assert not together(world, "Ann", "Bob")


def test_without_any_address_nobody_lives_together() -> None:
    world = SmallWorld()
    world.people("Ann Bob Cid Dan", phone="1", account="2")
    assert not together(world, "Ann", "Bob")


def test_relations_and_joint_policies_make_households_and_group_policies_do_not() -> None:
    world = SmallWorld()
    world.people("Ann Bob Cid Dan Eve")
    world.link("RELATED_TO", "person-Ann", "person-Bob")
    world.link("INSURES", world.policy("P1", holder="Cid"), "person-Dan")
    group = world.policy("P2")
    world.link("HOLDS", world.party("Organisation", "Works"), group)
    for name in ("Ann", "Eve"):
        world.link("INSURES", group, f"person-{name}")
    assert together(world, "Ann", "Bob")
    assert together(world, "Cid", "Dan")
    assert not together(world, "Ann", "Eve")


def test_a_hotline_inside_a_block_makes_no_household() -> None:
    world = SmallWorld()
    world.people(" ".join(f"N{n}" for n in range(9)), address="tower")
    world.people("N0 N1", phone="hot")
    world.party("Organisation", "Calls", phone="hot")
    assert not together(world, "N0", "N1")


def test_a_chain_of_relations_is_no_household_but_its_dwellings_are() -> None:
    world = SmallWorld()
    for number in range(40):
        world.people(f"P{number} Q{number}", address=f"house{number}")
        world.link("RELATED_TO", world.person(f"P{number}"), world.person(f"P{number + 1}"))
    assert together(world, "P3", "Q3")
    assert not together(world, "P3", "P4")


def test_a_chain_of_dwellings_groups_nobody_and_leaves_others_alone() -> None:
    world = SmallWorld()
    world.people("Ann Bob", address="mill")
    for number in range(40):
        world.people(f"P{number} P{number + 1}", address=f"house{number}")
    assert together(world, "Ann", "Bob")
    assert not together(world, "P3", "P4")


@given(
    st.integers(1, 12).flatmap(
        lambda n: st.tuples(
            st.just(n), st.lists(st.tuples(st.integers(0, n - 1), st.integers(0, 5)), max_size=20)
        )
    )
)
def test_union_groups_exactly_what_shares_keys(case: tuple[int, list[tuple[int, int]]]) -> None:
    count, pairs = case
    members = np.array([m for m, _ in pairs], np.int64)
    keys = np.array([k for _, k in pairs], np.int64)
    groups = union(count, members, keys)
    assert groups[0] == 0  # numbered by first element
    assert set(groups.tolist()) == set(range(int(groups.max()) + 1))
    for one, key in pairs:
        for other, same in pairs:
            if key == same:
                assert groups[one] == groups[other]
