"""Ring scores calibrated on verdicts: right where the truth is known, none where verdicts fail."""

import datetime
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pytest

from graph.learning.measure import Estimate
from graph.learning.rings import LEAST, Judged, calibrate, calibrate_rings, judged_rings
from graph.learning.table import Flags, Values
from graph.measures.outcomes import Decided, standing_verdicts
from graph.provenance import Provenance
from graph.rings import analyse, current_run, load_run
from graph.rings.calibration import (
    calibrated,
    calibrated_sentence,
    load_calibration,
    log_odds,
    save_calibration,
    score_without_verdicts,
)
from graph.rings.model import Reason, Ring, RingRun, Sentence
from graph.rings.parameters import RingParameters
from graph.rings.words import sentence
from graph.store import Store
from tests.judged_example import GROUPS, is_strong, load_groups, person_id
from tests.rings_example import example_ring, example_run

DAY = datetime.date(2025, 6, 1)
HALF = RingParameters().half_score


def true_share(scores: Values) -> Values:
    """Of rings with these scores, the share that are confirmed in the invented world."""
    odds = np.array([log_odds(score) for score in scores.tolist()])
    found: Values = 1 / (1 + np.exp(-(1.8 * odds - 0.4)))
    return found


def world(rings: int, seed: int) -> Judged:
    """Judged rings whose verdicts are drawn by the true share."""
    random = np.random.default_rng(seed)
    scores = random.uniform(0.2, 0.95, rings)
    confirmed: Flags = random.random(rings) < true_share(scores)
    return Judged(scores, confirmed)


def test_with_many_rings_it_says_the_truth() -> None:
    found = calibrate(world(4_000, 1), DAY)
    asked = np.linspace(0.2, 0.95, 16)
    for score, truth in zip(asked.tolist(), true_share(asked).tolist(), strict=True):
        meant = found.read(score)
        assert meant is not None
        assert meant.share == pytest.approx(truth, abs=0.03)
        assert meant.high - meant.low < 0.1


def test_with_few_rings_the_interval_holds_the_truth_nineteen_times_in_twenty() -> None:
    inside = []
    for seed in range(200):
        found = calibrate(world(60, seed), DAY)
        for score in (0.4, 0.6, 0.8):
            if meant := found.read(score):
                truth = float(true_share(np.array([score]))[0])
                inside.append(meant.low <= truth <= meant.high)
    assert len(inside) > 500
    assert 0.92 <= np.mean(inside) <= 0.99


def test_the_trial_is_that_of_left_out_rings_beside_the_base_rate() -> None:
    found = calibrate(world(400, 3), DAY)
    assert found.trial is not None
    assert found.trial.brier < found.trial.brier_base <= 0.26
    assert found.trial.gain[1] > 0
    assert found.trial.auc > 0.7
    lines = found.trial.reliability
    assert sum(line.rings for line in lines) == 400
    said = [Estimate(line.true, line.true_low, line.true_high) for line in lines]
    near = sum(a.low <= line.said <= a.high for a, line in zip(said, lines, strict=True))
    assert near >= len(lines) - 1


def test_verdicts_that_the_score_does_not_know_give_no_calibration() -> None:
    random = np.random.default_rng(5)
    blind = Judged(random.uniform(0.2, 0.95, 80), random.random(80) < 0.5)
    found = calibrate(blind, DAY)
    assert found.curve is None
    assert found.read(0.9) is None
    assert found.why_not is not None
    assert "no better than their base rate" in sentence(found.why_not, "en")
    upside_down = Judged(1 - world(200, 2).scores, world(200, 2).confirmed)
    assert calibrate(upside_down, DAY).curve is None
    one_score = Judged(np.full(40, 0.7), np.arange(40) % 2 == 0)
    assert calibrate(one_score, DAY).curve is None


def test_too_few_verdicts_are_said_in_a_sentence() -> None:
    few = Judged(np.linspace(0.2, 0.9, 30), np.arange(30) >= 30 - (LEAST - 1))
    found = calibrate(few, DAY)
    assert found.curve is None
    assert found.why_not is not None
    assert sentence(found.why_not, "en") == (
        "Why not calibrated: as of 2025-06-01 9 groups are confirmed and 21 are not, each by two "
        "verdicts or more on its people and the claims it rests on; 10 of each are needed."
    )
    assert "9" in sentence(found.why_not, "zh")


def test_no_ring_means_more_than_the_judged_ones_can_bear() -> None:
    found = calibrate(world(60, 0), DAY)
    assert found.curve is not None
    top = found.read(0.9999)
    assert top == found.read(found.curve.high)  # beyond the judged scores nothing is known
    assert top is not None
    assert top.share <= (found.confirmed + 1) / (found.confirmed + 2)
    assert top.rings == 60


def ring(number: int, score: float, *more: Reason) -> Ring:
    """The example's ring with another number, score, claims and people."""
    plain = example_ring()
    claims = tuple(
        claim.model_copy(update={"id": f"claim-{number}-{at}"})
        for at, claim in enumerate(plain.claims)
    )
    members = tuple(
        member.model_copy(update={"id": f"person-{number}-{at}"})
        for at, member in enumerate(plain.members)
    )
    reason = plain.reasons[0].model_copy(update={"points": score})
    return plain.model_copy(
        update={
            "id": f"R-{number:06d}",
            "score": round(score + sum(each.points for each in more), 4),
            "claims": claims,
            "members": members,
            "reasons": (reason, *more),
        }
    )


def verdicts_of(number: int, *words: str) -> Mapping[str, Decided]:
    return {f"claim-{number}-{at}": Decided(word, DAY) for at, word in enumerate(words)}


def test_a_ring_is_judged_by_most_of_two_verdicts_or_more() -> None:
    verdicts = {
        **verdicts_of(0, "confirmed", "confirmed", "cleared"),
        **verdicts_of(1, "confirmed", "cleared"),  # a tie confirms nothing
        **verdicts_of(2, "confirmed"),  # one says little of many
        "person-3-0": Decided("confirmed", DAY),
        "person-3-1": Decided("confirmed", DAY),
    }
    rings = [ring(number, 0.5 + number / 10) for number in range(5)]
    judged = judged_rings(rings, verdicts, HALF)
    assert judged.scores.tolist() == [0.5, 0.6, 0.8]
    assert judged.confirmed.tolist() == [True, False, True]


def test_claims_that_no_reason_rests_on_judge_nothing() -> None:
    plain = ring(1, 0.6)
    rests = plain.reasons[0].model_copy(update={"claims": plain.claims[:2]})
    led = plain.model_copy(update={"reasons": (rests,)})
    verdicts = verdicts_of(1, "confirmed", "confirmed", "cleared", "cleared")
    assert judged_rings([led], verdicts, HALF).confirmed.tolist() == [True]
    assert judged_rings([plain], verdicts, HALF).confirmed.tolist() == [False]
    listed = rests.model_copy(update={"typology": "watch_list", "claims": plain.claims})
    told = plain.model_copy(update={"reasons": (rests, listed)})
    assert judged_rings([told], verdicts, HALF).confirmed.tolist() == [True]


def test_what_verdicts_and_lists_add_to_a_score_is_left_out_of_it() -> None:
    listed = (
        example_ring()
        .reasons[1]
        .model_copy(
            update={"typology": "watch_list", "points": 0.1, "sentence": Sentence(message="x")}
        )
    )
    plain, led = ring(1, 0.6), ring(1, 0.6, listed)
    assert led.score == 0.7
    raw = HALF * 0.7 / 0.3 * 0.6 / 0.7
    assert score_without_verdicts(led, HALF) == pytest.approx(raw / (raw + HALF), abs=1e-4)
    assert score_without_verdicts(plain, HALF) == 0.6


def many() -> tuple[RingRun, Mapping[str, Decided]]:
    """Forty judged rings: of the strong ones most are confirmed, of the weak ones few."""
    verdicts: dict[str, Decided] = {}
    rings = []
    for number in range(40):
        score = round(0.3 + number / 60, 4)
        word = "confirmed" if (number % 10 < 2) ^ (number >= 20) else "cleared"
        rings.append(ring(number, score))
        verdicts |= verdicts_of(number, word, word)
    run = example_run(*rings).model_copy(update={"parameters": RingParameters().as_dict()})
    return run, verdicts


def test_every_ring_is_told_what_its_score_meant_and_nothing_else_changes() -> None:
    run, verdicts = many()
    found = calibrate_rings(run, verdicts, DAY)
    told = calibrated(run, found)
    shares = [one.calibrated.share for one in told.rings if one.calibrated]
    assert len(shares) == 40
    assert shares == sorted(shares)
    assert [one.score for one in told.rings] == [one.score for one in run.rings]
    assert told.digest == run.digest
    (note,) = (n for n in told.notes if "calibrat" in n.message)
    assert "40 judged groups (20 confirmed), verdicts up to 2025-06-01" in sentence(note, "en")
    said = calibrated_sentence(told.rings[-1])
    assert said is not None
    assert f"such a score about {round(100 * shares[-1])} were confirmed" in sentence(said, "en")
    assert 0.8 < shares[-1] < 0.98
    assert "40 个" in sentence(said, "zh")
    assert calibrated(told, found) == told
    without = calibrated(told, None)
    assert all(one.calibrated is None for one in without.rings)
    assert [n.message for n in without.notes] == ["rings.note.uncalibrated"]


def test_a_calibration_of_other_parameters_or_broken_is_not_read(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    data = tmp_path_factory.mktemp("data")
    run, verdicts = many()
    path = save_calibration(data, calibrate_rings(run, verdicts, DAY))
    kept = load_calibration(data)
    assert kept == calibrate_rings(run, verdicts, DAY)
    other = run.model_copy(update={"parameters": {**run.parameters, "seed": 8}})
    told = calibrated(other, kept)
    assert told.rings[0].calibrated is None
    assert [n.message for n in told.notes][-1] == "rings.calibration.parameters"
    path.write_text(path.read_text().replace('"confirmed": 20', '"confirmed": 30'))
    broken = calibrated(run, load_calibration(data))
    assert [n.message for n in broken.notes][-1] == "rings.calibration.damaged"
    assert broken.rings[0].calibrated is None


def test_from_a_store_with_verdicts_to_rings_that_say_what_their_score_meant(
    store: Store, tmp_path: Path
) -> None:
    load_groups(store, tmp_path)
    provenance = Provenance(store.kept)
    now = datetime.datetime(2025, 6, 1, 9, 0, tzinfo=datetime.UTC)
    run = current_run(store, provenance, now=now)
    assert {note.message for note in run.notes} >= {"rings.note.uncalibrated"}
    found = calibrate_rings(run, standing_verdicts(store, DAY), DAY)
    assert (found.confirmed, found.cleared) == (13, 15)
    early = datetime.date(2025, 1, 31)
    assert calibrate_rings(run, standing_verdicts(store, early), early).curve is None
    save_calibration(store.data, found)
    told = current_run(store, provenance, now=now)
    assert told.digest == run.digest
    assert load_run(store) == told  # kept, without another analysis
    strong = {person_id(group, 0) for group in range(GROUPS) if is_strong(group)}
    for one in told.rings:
        assert one.calibrated is not None
        is_one = bool(strong & {member.id for member in one.members})
        assert (one.calibrated.share > 0.6) == is_one
        assert one.calibrated.low < one.calibrated.share < one.calibrated.high
        assert one.calibrated.rings == 28
    assert analyse(store, provenance, today=now.date()).run == told.model_copy(
        update={"changes": analyse(store, provenance, today=now.date()).run.changes}
    )


def test_both_engines_calibrate_alike(both_stores: tuple[Store, Store], tmp_path: Path) -> None:
    digests = set()
    for at, one in enumerate(both_stores):
        load_groups(one, tmp_path / str(at))
        run = analyse(one, Provenance(one.kept), today=DAY).run
        digests.add(calibrate_rings(run, standing_verdicts(one, DAY), DAY).digest)
    assert len(digests) == 1
