"""Surplus: a tree of shared items has none, sharing twice has; shuffled links give no ring."""

from pathlib import Path

import numpy as np
import pytest

from benchmarks.sample_rings import measure, scored_rings
from graph.projection.evidence import Evidence, build_evidence
from graph.rings.detect import Detection, detect
from graph.rings.parameters import RingParameters
from tests.graph.small_world import SmallWorld
from tests.ingest.read_files import read_files

DATA = Path(__file__).resolve().parents[4] / "shared" / "data" / "claims_with_accounts"
ALARM = RingParameters().alarm


def world(*shared: tuple[str, str, str]) -> Detection:
    """300 strangers, and people who share: (names, kind of item, item)."""
    story = SmallWorld()
    story.crowd(300)
    for names, kind, item in shared:
        story.people(names, **{kind: item})
    return detect(story.evidence())


def test_strangers_with_one_account_are_no_strong_ring() -> None:
    (ring,) = world(("Ann Bob Cid Dan Eve Flo", "account", "one")).candidates
    assert ring.corroborated == 0
    assert ring.raw < 4


def test_a_second_thing_in_common_makes_them_one() -> None:
    (ring,) = world(
        ("Ann Bob Cid Dan Eve Flo", "account", "one"), ("Ann Bob Cid Dan Eve Flo", "phone", "two")
    ).candidates
    assert ring.corroborated > 8  # the alarm line
    # What is beyond chance, and a tenth of what brought them together.
    assert ring.raw == pytest.approx(ring.corroborated + 0.1 * _together(ring.inside.tolist()))


def _together(inside: list[int]) -> float:
    size, households = 6, 306
    return float(sum((h - 1) * np.log(households / 6) / size * np.log(size) for h in inside))


def test_a_chain_of_pairs_has_no_surplus() -> None:
    ring = world(
        ("Ann Bob Cid", "account", "one"),
        ("Cid Dan Eve", "account", "two"),
        ("Eve Flo Gus", "account", "three"),
    ).candidates[0]
    assert ring.corroborated == 0


def test_three_claimants_of_one_claim_share_no_more_than_the_claim() -> None:
    story = SmallWorld()
    story.crowd(300)
    story.claim("C1", claimant="Ann Bob Cid", paid_to="a", vehicle="v")
    assert detect(story.evidence()).candidates == ()


def test_the_core_is_the_same_in_any_order() -> None:
    names = "Ann Bob Cid Dan Eve Flo"
    shared = [(names, "account", "one"), ("Ann Bob Cid", "device", "two"), (names, "phone", "3")]
    (first,), (second,) = (world(*order).candidates for order in (shared, shared[::-1]))
    assert first.raw == pytest.approx(second.raw, rel=1e-12)


def test_a_shuffled_sample_has_no_ring_above_the_line() -> None:
    found = measure(2_000, 9401, shuffles=range(5))
    assert max(found.line) >= ALARM
    assert max(found.shuffled) < ALARM


def _published() -> Evidence:
    """The published claims, read through their mapping."""
    found = read_files(DATA, "claims_with_accounts")
    links = [
        (kind, str(told["source"]), str(told["target"]), identifier, told.get("role"))
        for (kind, _, _), lines in found.links.items()
        for identifier, told in lines.items()
    ]
    return build_evidence(found.entities, links)


@pytest.mark.slow
@pytest.mark.skipif(not DATA.is_dir(), reason=f"{DATA.name} is not at hand")
def test_the_published_claims_have_no_ring_above_the_line() -> None:
    evidence = _published()
    assert evidence.count("Claim") == 10_000
    _, scores = scored_rings(evidence)
    assert max(scores, default=0.0) < ALARM
