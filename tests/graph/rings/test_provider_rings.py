"""Provider rings: clients of a pair that meets too often, where they share other things, too."""

from graph.rings.detect import Detection, detect
from tests.graph.small_world import SmallWorld

CIRCLE = ["Ann", "Bob", "Cid", "Dan", "Eve", "Flo", "Gus", "Hal", "Ida", "Jon"]


def town() -> SmallWorld:
    """700 strangers; 400 of them have a claim with two of many providers."""
    world = SmallWorld()
    world.crowd(700)
    for at in range(400):
        world.claim(f"other{at}", claimant=f"stranger{at:05d}", providers=f"p{at % 40} q{at % 37}")
    return world


def members(found: Detection) -> list[set[str]]:
    return [
        {i.removeprefix("person-") for p in ring.people.tolist() for i in found.person_ids(p)}
        for ring in found.candidates
    ]


def test_clients_who_share_a_little_are_one_provider_ring() -> None:
    """Two small circles and two single clients: nothing but garage and adjuster ties them."""
    world = town()
    for name in CIRCLE:
        world.claim(f"C{name}", claimant=name, providers="garage adjuster")
    world.people("Ann Bob Cid Dan", phone="first")
    world.people("Eve Flo Gus Hal", account="second")
    found = detect(world.evidence())
    assert len(found.pairs) == 1
    assert members(found) == [set(CIRCLE)]
    ((community, circles),) = found.circles.items()
    assert community == found.candidates[0].community
    assert sum(len(circle) for circle in circles) == len(community)


def test_two_rings_that_stand_by_themselves_stay_two() -> None:
    world = town()
    for name in CIRCLE:
        world.claim(f"C{name}", claimant=name, providers="garage adjuster")
    for kind in ("phone", "account", "email"):
        world.people("Ann Bob Cid Dan Eve", **{kind: "first"})
        world.people("Flo Gus Hal Ida Jon", **{kind: "second"})
    assert members(detect(world.evidence())) == [set(CIRCLE[:5]), set(CIRCLE[5:])]


def test_clients_of_a_hospital_with_its_own_doctor_are_no_ring() -> None:
    world = town()
    for at in range(400, 480):
        world.claim(f"C{at}", claimant=f"stranger{at:05d}", providers="hospital doctor")
    found = detect(world.evidence())
    assert len(found.pairs) == 1
    assert found.circles == {}
    assert all(ring.corroborated == 0 for ring in found.candidates)


def test_one_common_claim_links_people_only_where_a_validated_pair_serves_it() -> None:
    world = town()
    for at, name in enumerate(CIRCLE):
        passenger = CIRCLE[(at + 1) % len(CIRCLE)]
        world.claim(f"C{name}", claimant=name, passenger=passenger, providers="garage adjuster")
    world.claim("D", claimant="stranger00500", passenger="stranger00501")
    found = detect(world.evidence())
    homes = found.homes.of[found.holdings.person]
    place = {name: at for at, name in enumerate(found.holdings.person_ids)}
    near = found.projection.links[[homes[place["person-Ann"]]]]
    assert homes[place["person-Bob"]] in near.indices
    assert near[0, homes[place["person-Bob"]]] > near[0, homes[place["person-Dan"]]]
    assert found.projection.links[[homes[place["person-stranger00500"]]]].nnz == 0
    assert members(found)[0] == set(CIRCLE)


def test_an_agent_and_a_garage_are_a_pair_and_the_agent_is_not_named() -> None:
    world = town()
    for at in range(400):
        world.link("SOLD", world.node("Agent", f"b{at % 30}"), world.policy(f"L{at}"))
        world.link("UNDER", world.node("Claim", f"other{at}"), world.policy(f"L{at}"))
    for name in CIRCLE:
        world.link("SOLD", world.node("Agent", "Max"), world.policy(f"L{name}", holder=name))
        world.claim(f"C{name}", policy=f"L{name}", claimant=name, providers="garage")
    world.people("Ann Bob Cid Dan", phone="first")
    world.people("Eve Flo Gus Hal", account="second")
    found = detect(world.evidence())
    ((first, second),) = {
        (found.served.ids[one], found.served.ids[two])
        for one, two in zip(found.pairs.first, found.pairs.second, strict=True)
    }
    assert (first, second) == ("provider-garage", "agent-Max")
    assert members(found) == [set(CIRCLE)]
