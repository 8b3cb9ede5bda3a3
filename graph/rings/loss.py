"""Loss: claimed, paid and still payable, every claim counted once."""

from collections.abc import Iterable

from graph.rings.facts import Facts
from graph.rings.model import Money

SETTLING = frozenset({"open", "approved"})


def paid(facts: Facts, claim: str) -> int:
    """Minor units that have left for this claim."""
    return sum(p.amount for p in facts.payments.get(claim, ()) if p.status in ("paid", ""))


def payable(facts: Facts, claim: str) -> int:
    """Minor units that can still be stopped: scheduled, and what an unsettled claim may still get.

    Of an open or approved claim that is the claimed amount less what was paid, scheduled or
    stopped; a settled claim has only its scheduled payments.
    """
    payments = facts.payments.get(claim, ())
    scheduled = sum(p.amount for p in payments if p.status == "scheduled")
    if facts.text(claim, "status") not in SETTLING:
        return scheduled
    done = sum(p.amount for p in payments if p.status in ("paid", "", "scheduled", "stopped"))
    return scheduled + max(0, facts.amount(claim) - done)


def money(facts: Facts, claims: Iterable[str]) -> tuple[Money, ...]:
    """Totals by currency, largest claimed amount first."""
    totals: dict[str, list[int]] = {}
    for claim in sorted(set(claims)):
        line = totals.setdefault(facts.text(claim, "currency"), [0, 0, 0])
        line[0] += max(0, facts.amount(claim))
        line[1] += paid(facts, claim)
        line[2] += payable(facts, claim)
    found = [Money(currency=c, claimed=t[0], paid=t[1], payable=t[2]) for c, t in totals.items()]
    return tuple(sorted(found, key=lambda m: (-m.claimed, m.currency)))
