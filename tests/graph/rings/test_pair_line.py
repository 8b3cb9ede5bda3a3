"""What makes a pair surprising is frozen with an epoch; when it has moved, a full run is due."""

from dataclasses import replace

import numpy as np
import pytest

from graph.projection.evidence import Evidence
from graph.rings.detect import Detection, Gathered, Projected, detect, gather, projected
from graph.rings.drift import pairs_off
from graph.rings.epoch import Epoch
from graph.rings.incremental import frozen_by, under
from graph.rings.parameters import RingParameters
from graph.rings.words import sentence
from tests.graph.rings.changing_world import changing_world
from tests.graph.small_world import SmallWorld

PARAMETERS = RingParameters()


@pytest.fixture(scope="module")
def before() -> tuple[Detection, Epoch]:
    """The full analysis of the world and what it froze."""
    found = detect(changing_world().evidence())
    return found, frozen_by(found, PARAMETERS)


def elsewhere() -> SmallWorld:
    """The world, and couples of strangers who came to share four things each."""
    world = changing_world()
    for number in range(8):
        pair, both = f"stranger{200 + 2 * number:05d} stranger{201 + 2 * number:05d}", f"b{number}"
        world.people(pair, phone=both, account=both, email=both, device=both)
    return world


def links_of(found: Projected | Detection, gathered: Gathered | Detection) -> dict[str, float]:
    """Weight of each linked pair of households that has nobody of the couples, by their people."""
    people = gathered.holdings.person_ids
    name = {
        int(gathered.homes.of[gathered.holdings.person[at]]): people[at]
        for at in range(len(people))
    }
    links = found.projection.links.tocoo()
    first, second = links.coords
    return {
        f"{name[a]} {name[b]}": weight
        for a, b, weight in zip(first.tolist(), second.tolist(), links.data.tolist(), strict=True)
        if "stranger002" not in name[a] + name[b]
    }


def test_what_others_came_to_share_leaves_links_under_an_epoch_as_they_were(
    before: tuple[Detection, Epoch],
) -> None:
    found, epoch = before
    later = gather(elsewhere().evidence(), PARAMETERS)
    linked = projected(later, PARAMETERS, epoch)
    assert links_of(linked, later) == links_of(found, found)
    assert linked.figures == epoch.figures
    plain = projected(later, PARAMETERS)
    assert plain.figures.line != epoch.figures.line
    assert plain.figures.crowding != epoch.figures.crowding


def test_links_are_those_that_the_frozen_null_and_the_frozen_line_let_pass(
    before: tuple[Detection, Epoch],
) -> None:
    _, epoch = before
    same = gather(changing_world().evidence(), PARAMETERS)
    figures = epoch.figures
    crowded = replace(figures.crowding, links=(2,) * len(figures.crowding.links))
    for other in ({"crowding": crowded}, {"line": 1e-30}):
        off = replace(epoch, figures=replace(figures, **other))
        assert not projected(same, PARAMETERS, off).projection.tested.linked.any()
    assert projected(same, PARAMETERS, epoch).projection.tested.linked.any()


def test_the_line_of_a_full_analysis_is_that_of_false_discovery(
    before: tuple[Detection, Epoch],
) -> None:
    found, epoch = before
    linked = int(found.projection.tested.linked.sum())
    pairs = found.figures.households * (found.figures.households - 1) // 2
    assert epoch.figures.line == pytest.approx(0.01 * linked / pairs)
    assert epoch.null.possible
    assert epoch.null == found.pairs.null


def off(evidence: Evidence, epoch: Epoch) -> str | None:
    gathered = gather(evidence, PARAMETERS)
    linked = projected(gathered, PARAMETERS, epoch)
    why = pairs_off(gathered, linked, gathered.figures(PARAMETERS), PARAMETERS)
    return why.message if why else None


def test_pairs_on_the_other_side_of_the_line_ask_for_a_full_run(
    before: tuple[Detection, Epoch],
) -> None:
    _, epoch = before
    evidence = changing_world().evidence()
    assert off(evidence, epoch) is None
    strict = replace(epoch, figures=replace(epoch.figures, line=1e-30))
    assert off(evidence, strict) == "rings.drift.line"
    ground = under(gather(evidence, PARAMETERS), strict, PARAMETERS)
    assert ground.epoch is None
    assert ground.moved is not None
    assert ground.moved.why is not None
    for lang, start in (
        ("en", "Everything was analysed: what counts"),
        ("zh", "已完整分析：超出偶然"),
    ):
        assert sentence(ground.moved.why, lang).startswith(start)
    assert ground.linked.projection.tested.linked.any()


def test_one_pair_of_providers_may_stand_on_the_line_and_two_may_not(
    before: tuple[Detection, Epoch],
) -> None:
    _, epoch = before
    world = changing_world()
    for number in range(8):
        world.claim(f"T{number}", claimant=f"stranger{200 + number:05d}", providers="tow judge")
    strict = replace(epoch, null=replace(epoch.null, line=1e-300))
    assert np.array_equal(gather(world.evidence(), PARAMETERS).pairs.together, [6, 8])
    assert off(changing_world().evidence(), strict) is None
    assert off(world.evidence(), strict) == "rings.drift.provider_line"
