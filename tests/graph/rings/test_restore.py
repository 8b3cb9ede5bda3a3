"""A hub restored: who would join, within bounds, and nothing else changes."""

import pytest

from graph.errors import InputError
from graph.rings.detect import Detection, detect
from graph.rings.find import explain
from graph.rings.model import Ring
from graph.rings.parameters import RingParameters
from graph.rings.restore import MOST_HOUSEHOLDS, columns_of, suppose, suppressed_line
from tests.graph.rings.plain_source import PlainSource
from tests.graph.rings.test_explain import NAMES, mule_world
from tests.graph.small_world import SmallWorld

PARAMETERS = RingParameters()


def analysed(world: SmallWorld) -> tuple[Detection, Ring]:
    evidence = world.evidence()
    detection = detect(evidence)
    (ring,) = explain(detection, PlainSource(evidence), (), PARAMETERS, {})[0]
    return detection, ring


def people(detection: Detection, ring: Ring, hub: str) -> tuple[set[str], int]:
    found = suppose(detection, ring, columns_of(detection, hub), PARAMETERS)
    assert found.candidate is not None
    members = found.candidate.people.tolist()
    return {p for at in members for p in detection.person_ids(at)}, found.households


def test_those_who_share_the_hub_would_join() -> None:
    world = mule_world()
    world.people("Gus Hal", phone="hot")
    detection, ring = analysed(world)
    assert {m.id for m in ring.members} == {f"person-{n}" for n in NAMES.split()}
    line = suppressed_line("phone-hot", ring.suppressed)
    assert line.why.message == "rings.why.organisation"
    joined, _ = people(detection, ring, line.id)
    assert joined == {f"person-{n}" for n in (*NAMES.split(), "Gus", "Hal")}


def test_a_hub_of_thousands_is_looked_at_within_bounds() -> None:
    world = mule_world()
    for number in range(3000):
        world.person(f"user{number:04d}", phone="hot")
    detection, ring = analysed(world)
    found = suppose(detection, ring, columns_of(detection, "phone-hot"), PARAMETERS)
    assert found.households == MOST_HOUSEHOLDS
    assert found.holders == 3000 + len(NAMES.split())


def test_supposing_leaves_the_detection_as_it_was() -> None:
    detection, ring = analysed(mule_world())
    before = detection.items.links.copy(), detection.projection.links.nnz
    people(detection, ring, "phone-hot")
    assert (detection.items.links == before[0]).all()
    assert detection.projection.links.nnz == before[1]


def test_what_was_not_left_out_cannot_be_restored() -> None:
    detection, ring = analysed(mule_world())
    with pytest.raises(InputError, match="listed as damped"):
        suppressed_line("account-mule", ring.suppressed)
    with pytest.raises(InputError, match="run `ringleader rings` again"):
        columns_of(detection, "phone-unknown")
