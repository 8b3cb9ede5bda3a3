"""Features of a claim alone: from what was reported, nothing that came of it."""

import datetime

import numpy as np

from graph.learning.own import Columns, features_of

DAY = datetime.date(2025, 3, 1)
CLAIMS: Columns = {
    "kind": ["theft", "theft", None],
    "loss_date": [DAY, DAY, None],
    "report_date": [datetime.date(2025, 3, 4), None, None],
    "claimed": [20_000, 10_000, None],
    "currency": ["CNY", "CNY", "CNY"],
}
POLICIES: Columns = {
    "start_date": [datetime.date(2025, 2, 19)],
    "premium": [5_000],
    "currency": ["CNY"],
}


def test_figures_of_a_claim() -> None:
    found = features_of(CLAIMS, POLICIES, [0, -1, -1])
    amount = found.table.column("amount")
    assert np.isclose(np.exp(amount[0] - amount[1]), 2)
    assert np.isclose(np.exp(found.table.column("premiums")[0]), 4)
    assert np.isclose(np.expm1(found.table.column("early")[0]), 10)
    assert np.isclose(np.expm1(found.table.column("reporting")[0]), 3)
    assert found.table.column("kind=theft").tolist() == [1, 1, 0]
    assert found.days.tolist()[:2] == [DAY.toordinal() + 3, DAY.toordinal()]


def test_what_is_not_known_is_not_guessed() -> None:
    found = features_of(CLAIMS, POLICIES, [0, -1, -1])
    for name in ("amount", "premiums", "early", "reporting"):
        assert np.isnan(found.table.column(name)[2])
    assert np.isnan(found.days[2])


def test_a_premium_in_another_currency_is_no_measure() -> None:
    found = features_of(CLAIMS, {**POLICIES, "currency": ["USD"]}, [0, 0, -1])
    assert np.isnan(found.table.column("premiums")).all()


def test_bad_dates_and_amounts_end_as_not_known_or_zero() -> None:
    early = datetime.date(2024, 1, 1)
    claims: Columns = {**CLAIMS, "loss_date": [early] * 3, "claimed": [-5, 0, 7]}
    found = features_of(claims, POLICIES, [0, 0, 0])
    assert found.table.column("early").tolist() == [0, 0, 0]  # a loss before inception
    assert np.isnan(found.table.column("amount")[:2]).all()


def test_no_claims_at_all() -> None:
    none: Columns = {name: [] for name in CLAIMS}
    found = features_of(none, POLICIES, [])
    assert found.table.values.shape == (0, 4)
