"""On the simulator's data: features never read the answer, and the score does what was promised."""

import re

import numpy as np
import pytest

from benchmarks import detection_ifraud as part
from graph.learning.fit import fit, folds, out_of_fold, picked
from graph.learning.measure import compare
from graph.learning.network import known, structure
from graph.learning.table import Labels, joined

FORBIDDEN = re.compile(
    r"^(Fraud|Criminal|ExpertJudgement|Investigated|fraudScore|Lambda|Rule.*|n[12].*)$"
)


@pytest.fixture(scope="module")
def data() -> part.Data:
    if not (part.DATA / "claims.csv.gz").exists():
        pytest.skip(f"there is no {part.DATA}")
    return part.read()


def test_no_feature_derives_from_the_answer(data: part.Data) -> None:
    assert not [name for name in data.own.names if FORBIDDEN.match(name)]
    assert "TimeSinceClaim" not in data.own.names


def test_flipping_all_labels_of_the_test_fold_changes_no_bit_of_it(data: part.Data) -> None:
    learn, judge = next(folds(data.fraud.astype(float)))
    seen = []
    for flip in (False, True):
        fraud = data.fraud.copy()
        if flip:
            fraud[judge] = ~fraud[judge]
        given = Labels(fraud, ~fraud).without(judge)
        table = joined(data.own, structure(data.net), known(data.net, given))
        model = fit(picked(table, learn), fraud[learn].astype(float))
        judged = picked(table, judge)
        seen.append((judged.values.tobytes(), model.log_odds(judged).tobytes()))
    assert seen[0] == seen[1]


def test_the_network_adds_what_the_benchmark_says(data: part.Data) -> None:
    labels = Labels(data.fraud, ~data.fraud)
    shape = structure(data.net)
    scores = {
        "own": [out_of_fold(lambda _: data.own, labels)],
        "all": [out_of_fold(lambda then: joined(data.own, shape, known(data.net, then)), labels)],
    }
    found = compare(data.fraud, scores, draws=50)
    assert found.measured["all"].auc.value > 0.86
    assert 0.30 < found.measured["all"].average_precision.value < part.LEAK
    assert found.gain["own"].low > 0.06
    assert np.isfinite(scores["all"][0]).all()
