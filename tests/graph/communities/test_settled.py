"""Settled communities: rings that share providers come apart, one ring's pieces come together."""

import numpy as np

from graph.rings.detect import Detection, detect
from tests.graph.small_world import SmallWorld

FIRST = ["Ann", "Bob", "Cid", "Dan", "Eve", "Flo"]
SECOND = ["Gus", "Hal", "Ida", "Jon", "Kim", "Leo"]


def story(*, bridge: bool) -> SmallWorld:
    """Two circles with accounts and devices of their own, one clinic and lawyer for both."""
    world = SmallWorld()
    world.crowd(800)
    for number, circle in enumerate((FIRST, SECOND)):
        for at, name in enumerate(circle):
            after, next_but_one = circle[(at + 1) % 6], circle[(at + 2) % 6]
            world.people(f"{name} {after} {next_but_one}", account=f"a{number}{at}")
            world.people(f"{name} {after} {next_but_one}", device=f"d{number}{at}")
            world.claim(f"C{number}{at}", claimant=name, providers="clinic lawyer")
    for at in range(400):
        world.claim(f"other{at}", claimant=f"stranger{at:05d}", providers=f"p{at % 40} q{at % 37}")
    if bridge:
        for kind in ("phone", "email", "vehicle"):
            world.people("Ann Bob Cid Gus Hal Ida", **{kind: f"both {kind}"})
    return world


def groups(found: Detection) -> set[frozenset[str]]:
    return {
        frozenset(
            i.removeprefix("person-") for p in ring.people.tolist() for i in found.person_ids(p)
        )
        for ring in found.candidates
    }


def test_two_rings_with_one_clinic_and_lawyer_are_two() -> None:
    found = detect(story(bridge=False).evidence())
    assert len(found.pairs) == 1
    assert np.ptp(found.projection.links.sum(axis=0)) > 0
    assert groups(found) == {frozenset(FIRST), frozenset(SECOND)}


def test_what_both_share_makes_them_one() -> None:
    assert groups(detect(story(bridge=True).evidence())) == {frozenset(FIRST + SECOND)}
