"""An incremental analysis equals one of everything under the same epoch, and does less."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.projection.evidence import Evidence
from graph.rings.detect import Detection, detect
from graph.rings.epoch import Epoch
from graph.rings.find import explain
from graph.rings.incremental import frozen_by
from graph.rings.measured import RING
from graph.rings.memory import Memory, Work
from graph.rings.model import Ring
from graph.rings.parameters import RingParameters
from graph.rings.pieces import CUT, GROUP
from tests.graph.rings.changing_world import RINGS, changing_world
from tests.graph.rings.plain_source import PlainSource
from tests.graph.small_world import SmallWorld

QUICK = RingParameters(stability_runs=5)
PEOPLE = (*" ".join(RINGS).split(), "stranger00001", "stranger00100", "Zoe", "Aaron")
ITEMS = {
    "account": ("mule", "mule1", "own1", "new"),
    "device": ("d0", "d1", "new"),
    "phone": ("centre", "own1", "own100", "new"),
    "address": ("own1", "own2", "new"),
}
Change = Callable[[SmallWorld], None]


def analysed(
    evidence: Evidence, epoch: Epoch | None = None, memory: Memory | None = None
) -> tuple[tuple[Ring, ...], Detection]:
    detection = detect(evidence, QUICK, epoch=epoch, memory=memory)
    source = PlainSource(evidence)
    return explain(detection, source, (), QUICK, {}, memory=memory)[0], detection


@pytest.fixture(scope="module")
def before() -> tuple[Epoch, dict[str, str], tuple[Ring, ...]]:
    """What the full analysis of the world froze, kept and found."""
    memory = Memory()
    rings, detection = analysed(changing_world().evidence(), memory=memory)
    return frozen_by(detection, QUICK), memory.entries, rings


def _holds(person: str, kind: str, item: str) -> Change:
    def change(world: SmallWorld) -> None:
        world.person(person, **{kind: item})

    return change


def _claims(number: int, claimant: str, passenger: str, paid_to: str | None) -> Change:
    def change(world: SmallWorld) -> None:
        world.claim(f"N{number}", claimant=claimant, passenger=passenger, paid_to=paid_to)

    return change


def _served(number: int, claimant: str) -> Change:
    def change(world: SmallWorld) -> None:
        world.claim(f"V{number}", claimant=claimant, providers="shop adjuster")

    return change


def _retired(share: float) -> Change:
    def change(world: SmallWorld) -> None:
        del world.links[int(share * (len(world.links) - 1))]

    return change


def _related(one: str, other: str) -> Change:
    def change(world: SmallWorld) -> None:
        ends = world.node("Person", one), world.node("Person", other)
        world.link("RELATED_TO", *ends)

    return change


def _same(one: str, other: str) -> Change:
    def change(world: SmallWorld) -> None:
        ends = world.node("Person", one), world.node("Person", other)
        world.link("SAME_AS", *ends, True)

    return change


someone = st.sampled_from(PEOPLE)
held = st.sampled_from([(kind, item) for kind, items in ITEMS.items() for item in items])
changes = st.one_of(
    st.builds(lambda who, what: _holds(who, *what), someone, held),
    st.builds(
        _claims, st.integers(0, 9), someone, someone, st.sampled_from([None, "mule", "mule1"])
    ),
    st.builds(_served, st.integers(0, 9), someone),
    st.builds(_retired, st.floats(0, 1)),
    st.builds(_related, someone, someone),
    st.builds(_same, someone, someone),
)


@settings(max_examples=60)
@given(st.lists(changes, max_size=5))
def test_after_any_change_it_equals_an_analysis_of_everything(
    before: tuple[Epoch, dict[str, str], tuple[Ring, ...]], made: list[Change]
) -> None:
    epoch, known, _ = before
    world = changing_world()
    for change in made:
        change(world)
    evidence, memory = world.evidence(), Memory(known)
    everything, full = analysed(evidence, epoch)
    again, incremental = analysed(evidence, epoch, memory)
    assert again == everything
    assert [c.raw for c in incremental.candidates] == [c.raw for c in full.candidates]
    assert [c.people.tolist() for c in incremental.candidates] == [
        c.people.tolist() for c in full.candidates
    ]


def test_what_touches_no_group_computes_nothing_anew(
    before: tuple[Epoch, dict[str, str], tuple[Ring, ...]],
) -> None:
    epoch, known, rings = before
    world = changing_world()
    world.person("Aaron", phone="aaron", account="aaron")  # sorts before all others
    world.person("stranger00200", phone="centre")
    memory = Memory(known)
    again, _ = analysed(world.evidence(), epoch, memory)
    assert memory.work(GROUP).anew == memory.work(RING).anew == 0
    assert memory.work(RING).parts == len(rings) == 3
    assert again == rings


def test_only_the_group_that_somebody_joins_is_computed_anew(
    before: tuple[Epoch, dict[str, str], tuple[Ring, ...]],
) -> None:
    epoch, known, rings = before
    world = changing_world()
    world.person("Zoe", account="mule2", device="d2")
    memory = Memory(known)
    again, _ = analysed(world.evidence(), epoch, memory)
    assert memory.work(GROUP).anew == 1
    assert memory.work(RING) == Work(parts=3, anew=1)
    assert sorted(len(ring.members) for ring in again) == [5, 5, 6]
    assert len({ring.id for ring in again} & {ring.id for ring in rings}) == 2


def test_a_component_too_large_to_settle_at_once_keeps_its_untouched_parts() -> None:
    def chain() -> SmallWorld:
        world = SmallWorld()
        world.crowd(3000)
        for number in range(400):
            world.people(f"P{number} P{number + 1}", phone=f"p{number}", account=f"a{number}")
        return world

    memory = Memory()
    full = detect(chain().evidence(), QUICK, memory=memory)
    assert memory.work(CUT).parts == 1
    world = chain()
    world.people("P3 P4 P5", device="new", email="new")
    epoch = frozen_by(full, QUICK)
    again = Memory(memory.entries)
    incremental = detect(world.evidence(), QUICK, epoch=epoch, memory=again)
    everything = detect(world.evidence(), QUICK, epoch=epoch)
    assert [c.raw for c in incremental.candidates] == [c.raw for c in everything.candidates]
    groups = again.work(GROUP)
    assert 0 < groups.anew < groups.parts
