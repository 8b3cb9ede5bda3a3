"""From a store to a model and scores, on both engines; what is known later stays unknown."""

import datetime
import json
from pathlib import Path

import numpy as np
import pytest

from cases import Cases
from graph.errors import InputError, NotFoundError
from graph.learning.keep import Scores, load_model, model_path, save_model, save_scores
from graph.learning.labels import labels_of
from graph.learning.read import read_claims
from graph.learning.train import score, train
from graph.learning.words import together
from graph.measures.outcomes import Decided, KnownOutcomes, standing, standing_verdicts
from graph.store import Store
from tests.graph.learning.sheets import DAY, FRAUDS, claim_id, is_fraud, load_claims
from tests.lists_example import NOW


def test_a_model_is_learned_judged_kept_and_used(store: Store, tmp_path: Path) -> None:
    load_claims(store, tmp_path)
    model, claims = train(store, DAY)
    assert (model.confirmed, model.cleared, model.claims) == (FRAUDS, 50, 120)
    ways = {trial.way: trial for trial in model.trials}
    assert set(ways) == {"time", "folds"}
    assert ways["time"].learned_until is not None
    figures = {line.score: line for line in ways["folds"].scores}
    assert {"amount", "volume", "own", "structure", "model"} <= set(figures)
    assert figures["model"].auc.value > figures["own"].auc.value
    save_model(store.data, model)
    assert load_model(store.data) == model
    scored = score(store, model, claims, DAY)
    save_scores(store.data, scored)
    top = Scores(store.data).top(10)
    assert not [one for one in top if one.verdict]
    assert [one.rank for one in top] == list(range(1, 11))
    for one in top:
        parts = together(one)
        assert one.log_odds == pytest.approx(one.base + sum(p.added for p in parts), abs=1e-9)
        sure = 1 / (1 + np.exp(-one.log_odds))
        bounded = np.clip(sure, 1 / 52, 51 / 52)  # never surer than 50 verdicts can bear
        assert one.probability == pytest.approx(bounded, abs=1e-4)


def test_both_engines_learn_the_same_bytes(
    both_stores: tuple[Store, Store], tmp_path: Path
) -> None:
    written = []
    for at, one in enumerate(both_stores):
        load_claims(one, tmp_path / str(at))
        model, claims = train(one, DAY)
        scored = score(one, model, claims, DAY)
        written.append(
            (
                model.model_copy(update={"stamp": ""}).sealed().model_dump_json(),
                scored.added.tobytes(),
                scored.log_odds.tobytes(),
            )
        )
    assert written[0] == written[1]


def test_a_claims_own_verdict_does_not_enter_its_score(
    embedded_store: Store, tmp_path: Path
) -> None:
    load_claims(embedded_store, tmp_path)
    model, claims = train(embedded_store, DAY)
    before = claims.features(claims.labels())
    for place in range(0, 120, 7):
        labels = claims.labels()
        labels.confirmed[place] = not labels.confirmed[place]
        labels.cleared[place] = False
        after = claims.features(labels)
        assert after.values[place].tobytes() == before.values[place].tobytes()
    assert [feature.name for feature in model.features] == list(before.names)


def test_later_verdicts_are_not_known(embedded_store: Store, tmp_path: Path) -> None:
    load_claims(embedded_store, tmp_path)
    early = datetime.date(2024, 4, 30)
    known = standing_verdicts(embedded_store, early)
    assert known
    assert all(one.day <= early for one in known.values())
    with pytest.raises(InputError, match="at least 30 claims confirmed"):
        train(embedded_store, early)


def test_verdicts_of_cases_count(embedded_store: Store, tmp_path: Path) -> None:
    load_claims(embedded_store, tmp_path)
    cases = Cases(embedded_store, "li.wei", lambda: NOW)
    case = cases.open(claim_id(110))
    cases.verdict(case, claim_id(110), "confirmed", "admitted")
    cases.verdict(case, claim_id(0), "unknown", "the file is lost")
    claims = read_claims(embedded_store, NOW.date())
    labels = labels_of(claims.ids, claims.verdicts)
    place = {identifier: at for at, identifier in enumerate(claims.ids)}
    assert labels.confirmed[place[claim_id(110)]]
    assert is_fraud(0)
    assert not labels.known[place[claim_id(0)]]  # taken back
    before = labels_of(claims.ids, claims.verdicts, DAY)
    assert not before.known[place[claim_id(110)]]


def test_of_one_day_the_verdict_that_clears_stands() -> None:
    found = standing(KnownOutcomes(), {"a": Decided("confirmed", DAY)})
    assert found["a"].verdict == "confirmed"
    assert standing(KnownOutcomes(), {"a": Decided("compliance_breach", DAY)}) == {}


def test_a_changed_or_missing_model_is_a_sentence(embedded_store: Store, tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="ringleader train"):
        load_model(embedded_store.data)
    with pytest.raises(NotFoundError, match="ringleader train"):
        Scores(embedded_store.data)
    load_claims(embedded_store, tmp_path)
    path = save_model(embedded_store.data, train(embedded_store, DAY)[0])
    held = json.loads(path.read_text())
    held["intercept"] += 1
    model_path(embedded_store.data).write_text(json.dumps(held))
    with pytest.raises(InputError, match="digest"):
        load_model(embedded_store.data)
    path.write_text("{}")
    with pytest.raises(InputError, match="no claim model"):
        load_model(embedded_store.data)


def test_an_empty_store_is_a_sentence(store: Store) -> None:
    with pytest.raises(InputError, match="there are 0 and 0"):
        train(store, DAY)
