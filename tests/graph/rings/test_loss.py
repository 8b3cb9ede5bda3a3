"""Loss: each claim once, currencies apart, by person and period; what can still be stopped."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.rings.facts import Facts, Payment
from graph.rings.loss import claim_lines, loss_lines, schedule, totals
from graph.rings.model import LossLine


def facts_of(status: str, *payments: tuple[int, str], **more: object) -> Facts:
    """One claim of 10.00 CNY with payments of these amounts and states."""
    rows = tuple(
        Payment(f"p{at}", "claim-C", "account-a", amount, "CNY", state)
        for at, (amount, state) in enumerate(payments)
    )
    claim = {"claimed": 1000, "currency": "CNY", "status": status, "loss_date": "2025-05-31"}
    return Facts({"claim-C": {**claim, **more}}, {"claim-C": rows}, {})


def line_of(facts: Facts) -> LossLine:
    (line,) = claim_lines(facts, "claim-C", "person-Ann")
    return line


@pytest.mark.parametrize(
    ("status", "payments", "expected"),
    [
        ("open", [], 1000),
        ("approved", [(400, "paid")], 600),
        ("approved", [(400, "paid"), (600, "scheduled")], 600),
        ("approved", [(400, "stopped")], 600),
        ("paid", [(1000, "paid")], 0),
        ("paid", [(900, "paid"), (100, "scheduled")], 100),
        ("declined", [], 0),
        ("open", [(2000, "paid")], 0),
    ],
)
def test_what_can_still_be_stopped(
    status: str, payments: list[tuple[int, str]], expected: int
) -> None:
    assert line_of(facts_of(status, *payments)).payable == expected


def test_stopped_and_returned_money_is_neither_paid_nor_lost() -> None:
    line = line_of(facts_of("paid", (300, "paid"), (500, "stopped"), (200, "returned")))
    assert (line.claimed, line.paid, line.stopped) == (1000, 300, 700)


def test_where_no_payment_is_known_the_paid_total_of_the_claim_counts() -> None:
    assert line_of(facts_of("paid", paid=850)).paid == 850
    assert line_of(facts_of("paid", (300, "paid"), paid=850)).paid == 300


@pytest.mark.parametrize("field", ["claimed", "paid"])
def test_a_negative_amount_lowers_no_total(field: str) -> None:
    (total,) = totals(claim_lines(facts_of("paid", **{field: -5}), "claim-C", None))
    assert min(total.claimed, total.paid, total.stopped, total.payable) >= 0
    assert line_of(facts_of("paid", (300, "paid"), (-100, "paid"))).paid == 200


def test_several_currencies_are_never_added() -> None:
    yen = {"claimed": 70_000, "currency": "JPY", "loss_date": "2025-04-01", "status": "paid"}
    yuan = {"claimed": 1000, "currency": "CNY", "loss_date": "2025-05-31", "status": "paid"}
    paid = (Payment("p", "claim-C", "account-a", 900, "USD", "paid"),)
    facts = Facts({"claim-C": yuan, "claim-Y": yen}, {"claim-C": paid}, {})
    lines = loss_lines(facts, ["claim-C", "claim-Y"], {"claim-C": ["person-Ann"]})
    assert [(t.currency, t.claimed, t.paid) for t in totals(lines)] == [
        ("JPY", 70_000, 0),
        ("CNY", 1000, 0),
        ("USD", 0, 900),
    ]


def test_a_claim_of_two_members_counts_once_under_the_first() -> None:
    lines = loss_lines(
        facts_of("paid", (1000, "paid")),
        ["claim-C", "claim-C"],
        {"claim-C": ["person-Bob", "person-Ann"]},
    )
    assert [(line.person, line.claimed, line.paid) for line in lines] == [
        ("person-Ann", 1000, 1000)
    ]


@pytest.mark.parametrize(
    ("by", "period"), [("month", "2025-05"), ("quarter", "2025-Q2"), ("year", "2025"), (None, None)]
)
def test_periods(by: str | None, period: str | None) -> None:
    (line,) = schedule(claim_lines(facts_of("paid"), "claim-C", None), by)
    assert (line.person, line.period, line.claims) == (None, period, 1)


LINES = st.lists(
    st.builds(
        LossLine,
        claim=st.integers(0, 99).map(lambda n: f"claim-{n}"),
        number=st.just("n"),
        loss_date=st.none() | st.dates().map(str),
        person=st.sampled_from([None, "person-Ann", "person-Bob"]),
        currency=st.sampled_from(["CNY", "JPY", ""]),
        claimed=st.integers(0, 10**12),
        paid=st.integers(0, 10**12),
        stopped=st.integers(0, 10**12),
        payable=st.integers(0, 10**12),
    ),
    unique_by=lambda line: (line.claim, line.currency),
    max_size=30,
)


@given(LINES, st.sampled_from(["month", "quarter", "year", None]))
def test_the_schedule_adds_up_to_the_totals_whatever_the_period(
    lines: list[LossLine], by: str | None
) -> None:
    rows = schedule(lines, by)
    assert len({(row.person, row.period, row.money.currency) for row in rows}) == len(rows)
    for total in totals(lines):
        same = [row.money for row in rows if row.money.currency == total.currency]
        assert sum(m.claimed for m in same) == total.claimed
        assert sum(m.paid for m in same) == total.paid
        assert sum(m.stopped for m in same) == total.stopped
        assert sum(m.payable for m in same) == total.payable
    assert schedule(lines[::-1], by) == rows
