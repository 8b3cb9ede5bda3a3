"""Epochs: what they freeze, what is renewed by itself, and when they have drifted too far."""

from dataclasses import replace

import numpy as np
import pytest

from graph.projection.holdings import ITEM_LABELS
from graph.rings.detect import Detection, detect
from graph.rings.drift import Drift, drift
from graph.rings.epoch import Epoch, unfit
from graph.rings.incremental import frozen_by
from graph.rings.parameters import RingParameters
from graph.rings.words import sentence
from tests.graph.rings.changing_world import changing_world
from tests.graph.small_world import SmallWorld

PARAMETERS = RingParameters()


def frozen(detection: Detection) -> Epoch:
    return frozen_by(detection, PARAMETERS)


def moved_to(epoch: Epoch, found: Detection) -> Drift:
    return drift(epoch, found.items, found.figures, PARAMETERS.weights)


def holders(detection: Detection, item: str) -> int:
    at = list(detection.holdings.item_ids).index(item)
    return int(detection.items.degree[at])


def with_callers(count: int) -> SmallWorld:
    world = changing_world()
    for number in range(count):
        world.person(f"caller{number}", phone="centre")
    return world


def test_an_epoch_comes_back_from_its_text_to_the_bit() -> None:
    epoch = frozen(detect(changing_world().evidence()))
    assert epoch.pairs
    assert epoch.degrees == {"phone-centre": 40}
    again = Epoch.read(replace(epoch, day="2026-01-05").text())
    assert again == replace(epoch, day="2026-01-05")
    assert again.id == epoch.id


def test_under_its_own_epoch_the_analysis_is_the_same() -> None:
    evidence = changing_world().evidence()
    plain = detect(evidence)
    under = detect(evidence, epoch=frozen(plain))
    assert [c.raw for c in under.candidates] == [c.raw for c in plain.candidates]
    assert abs(under.projection.links - plain.projection.links).max() == 0
    assert under.pairs.lift.tolist() == plain.pairs.lift.tolist()


def test_a_hub_keeps_its_count_until_that_is_off_by_five_percent() -> None:
    epoch = frozen(detect(changing_world().evidence()))
    assert holders(detect(with_callers(2).evidence(), epoch=epoch), "phone-centre") == 40
    assert holders(detect(with_callers(3).evidence(), epoch=epoch), "phone-centre") == 43


def test_what_few_hold_is_counted_as_it_is() -> None:
    epoch = frozen(detect(changing_world().evidence()))
    world = changing_world()
    world.person("Zoe", account="mule")
    assert holders(detect(world.evidence(), epoch=epoch), "account-mule") == 6


def test_drift_is_the_most_that_a_count_over_everybody_moved() -> None:
    found = detect(changing_world().evidence())
    epoch = frozen(found)
    assert moved_to(epoch, found).share == 0
    grown = changing_world()
    for number in range(4):
        grown.person(f"new{number}", phone=f"new{number}")
    moved = moved_to(epoch, detect(grown.evidence()))
    assert moved.why is None
    assert 0 < moved.share < moved.bound


@pytest.mark.parametrize("count", ["households", "parts", "links", "lone", "pairs"])
def test_beyond_the_bound_it_says_what_moved(count: str) -> None:
    found = detect(changing_world().evidence())
    epoch = frozen(found)
    then = epoch.figures
    phone = ITEM_LABELS.index("Phone")
    changed = {
        "households": {"households": int(then.households * 1.2)},
        "parts": {"parts": then.parts * 2},
        "pairs": {"pairs": then.pairs * 2},
        "links": {"links": _with(then.links, phone, then.links[phone] * 2)},
        "lone": {"lone": _with(then.lone, phone, then.lone[phone] + 1)},
    }[count]
    off = replace(epoch, figures=replace(then, **changed))  # type: ignore[arg-type]
    why = moved_to(off, found).why
    assert why is not None
    assert why.message == f"rings.drift.{count}"
    assert sentence(why, "en").startswith("Everything was analysed: ")
    assert sentence(why, "zh").startswith("已完整分析：")


@pytest.mark.parametrize(("then", "now", "borne"), [(40, 46, True), (40, 47, False)])
def test_a_count_of_few_may_move_by_what_chance_does_to_it(
    then: int, now: int, borne: bool
) -> None:
    """The root of 40 is 6.3; 2% of 40 is less than one."""
    found = detect(changing_world().evidence())
    epoch, phone = frozen(found), ITEM_LABELS.index("Phone")
    links = _with(epoch.figures.links, phone, then)
    off = replace(epoch, figures=replace(epoch.figures, links=links))
    present = replace(found, figures=replace(found.figures, links=_with(links, phone, now)))
    moved = moved_to(off, present)
    assert (moved.why is None) == borne
    assert moved.share == pytest.approx((now - then) / then)
    assert moved.bound == pytest.approx(1 / 40**0.5)


@pytest.mark.parametrize(("moved_by", "borne"), [(0.02, True), (0.0201, False)])
def test_a_large_count_may_move_by_two_percent(moved_by: float, borne: bool) -> None:
    found = detect(changing_world().evidence())
    epoch = frozen(found)
    off = replace(epoch, figures=replace(epoch.figures, households=1_000_000))
    now = replace(found, figures=replace(off.figures, households=round(1_000_000 * (1 + moved_by))))
    assert (moved_to(off, now).why is None) == borne


def _with(values: tuple[int, ...], at: int, value: int) -> tuple[int, ...]:
    return (*values[:at], value, *values[at + 1 :])


def test_a_kind_that_appears_or_goes_is_a_drift() -> None:
    epoch = frozen(detect(changing_world().evidence()))
    world = changing_world()
    world.people("Una Vic", document="D1")
    why = moved_to(epoch, detect(world.evidence())).why
    assert why is not None
    assert "identity document" in sentence(why, "en")


def test_other_parameters_or_another_program_need_a_full_analysis() -> None:
    epoch = frozen(detect(changing_world().evidence()))
    assert unfit(epoch, PARAMETERS) is None
    other = unfit(epoch, RingParameters(seed=8))
    program = unfit(replace(epoch, method="another"), PARAMETERS)
    assert [why.message for why in (other, program) if why] == [
        "rings.drift.parameters",
        "rings.drift.program",
    ]


def test_an_empty_graph_has_an_epoch_too() -> None:
    found = detect(SmallWorld().evidence())
    epoch = frozen(found)
    assert moved_to(epoch, found).share == 0
    assert detect(SmallWorld().evidence(), epoch=epoch).candidates == ()
    moved = moved_to(epoch, detect(changing_world().evidence()))
    assert np.isinf(moved.share)
    assert moved.why is not None
    assert "∞" in sentence(moved.why, "en")
