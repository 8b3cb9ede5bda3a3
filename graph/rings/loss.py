"""Loss: claimed, paid, stopped and still payable; every claim counted once, currencies apart."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from graph.rings.facts import Facts, Payment
from graph.rings.model import LossLine, Money, Scheduled

SETTLING = frozenset({"open", "approved"})
LEFT = frozenset({"paid", ""})  # states of a payment whose money has gone
HELD = frozenset({"stopped", "returned"})  # and of one whose money the insurer kept or got back
PERIODS: Mapping[str, Callable[[str], str]] = {
    "month": lambda day: day[:7],
    "quarter": lambda day: f"{day[:4]}-Q{(int(day[5:7]) + 2) // 3}",
    "year": lambda day: day[:4],
}


def _sum(payments: Iterable[Payment], states: frozenset[str]) -> int:
    return max(0, sum(p.amount for p in payments if p.status in states))


def _payable(claimed: int, paid: int, payments: Sequence[Payment], status: str) -> int:
    """Minor units that can still be stopped: scheduled, and what an unsettled claim may still get.

    Of an open or approved claim that is the claimed amount less what was paid, scheduled or
    stopped; a settled claim has only its scheduled payments.
    """
    scheduled = _sum(payments, frozenset({"scheduled"}))
    if status not in SETTLING:
        return scheduled
    return scheduled + max(0, claimed - paid - scheduled - _sum(payments, frozenset({"stopped"})))


def claim_lines(facts: Facts, claim: str, person: str | None) -> tuple[LossLine, ...]:
    """The loss of one claim: its own currency first, then others in which it was paid.

    Where no single payment is known, the claim's own paid total counts.
    """
    own = facts.text(claim, "currency")
    every = facts.payments.get(claim, ())
    lines = []
    for currency in (own, *sorted({p.currency or own for p in every} - {own})):
        payments = [p for p in every if (p.currency or own) == currency]
        claimed = max(0, facts.amount(claim)) if currency == own else 0
        paid = _sum(payments, LEFT) if every else max(0, facts.amount(claim, "paid"))
        status = facts.text(claim, "status") if currency == own else ""
        lines.append(
            LossLine(
                claim=claim,
                number=facts.text(claim, "number") or claim,
                loss_date=facts.loss_date(claim),
                person=person,
                currency=currency,
                claimed=claimed,
                paid=paid,
                stopped=_sum(payments, HELD),
                payable=_payable(claimed, paid, payments, status),
            )
        )
    return tuple(lines)


def loss_lines(
    facts: Facts, claims: Iterable[str], claimants: Mapping[str, Iterable[str]]
) -> tuple[LossLine, ...]:
    """Every claim of a ring once, under the first (by id) of its claimants who are members.

    `claimants`: members who claim, by claim; a claim of nobody in the ring has no person.
    """
    found = [
        line
        for claim in sorted(set(claims))
        for line in claim_lines(facts, claim, min(claimants.get(claim, ()), default=None))
    ]
    return tuple(sorted(found, key=lambda line: (line.loss_date or "9999", line.number)))


def totals(lines: Iterable[LossLine]) -> tuple[Money, ...]:
    """Totals by currency, largest claimed amount first."""
    sums: dict[str, list[int]] = {}
    for line in lines:
        total = sums.setdefault(line.currency, [0, 0, 0, 0])
        for at, amount in enumerate((line.claimed, line.paid, line.stopped, line.payable)):
            total[at] += amount
    found = [
        Money(currency=c, claimed=t[0], paid=t[1], stopped=t[2], payable=t[3])
        for c, t in sums.items()
    ]
    return tuple(sorted(found, key=lambda m: (-m.claimed, -m.paid, m.currency)))


def schedule(lines: Sequence[LossLine], by: str | None = "quarter") -> tuple[Scheduled, ...]:
    """Loss by person and period ('month', 'quarter', 'year' of the date of loss; None: all time).

    Persons with the largest total first, claims of nobody in the ring last; then by period,
    unknown dates last, and currency. The lines add up to the ring's totals.
    """
    groups: dict[tuple[str | None, str | None, str], list[LossLine]] = {}
    for line in lines:
        period = PERIODS[by](line.loss_date) if by and line.loss_date else None
        groups.setdefault((line.person, period, line.currency), []).append(line)
    order = _by_loss(lines)
    found = []
    for (person, period, _), group in groups.items():
        (total,) = totals(group)
        claims = len({line.claim for line in group})
        found.append(Scheduled(person=person, period=period, claims=claims, money=total))
    return tuple(
        sorted(found, key=lambda s: (order[s.person], s.period or "9999", s.money.currency))
    )


def _by_loss(lines: Sequence[LossLine]) -> dict[str | None, int]:
    """Place of each person: largest claimed amount in the ring's main currency first."""
    main = totals(lines)[0].currency if lines else ""
    sums: dict[str | None, int] = {}
    for line in lines:
        amount = line.claimed if line.currency == main else 0
        sums[line.person] = sums.get(line.person, 0) + amount
    ranked = sorted(sums, key=lambda p: (p is None, -sums[p], p or ""))
    return {person: at for at, person in enumerate(ranked)}
