"""GraphQL types of loss: totals by currency, and the schedule by person and period."""

import enum

import strawberry

from api.graphql.context import MinorUnits, described
from graph.rings import model
from graph.rings.loss import schedule


@described
class Money:
    """Loss in one currency, each claim counted once; minor units."""

    currency: str
    claimed: MinorUnits
    paid: MinorUnits
    stopped: MinorUnits = strawberry.field(description="Payments stopped, or returned.")
    payable: MinorUnits = strawberry.field(description="Can still be stopped today.")


def make_money(money: model.Money) -> Money:
    """A total as GraphQL has it."""
    return Money(
        currency=money.currency,
        claimed=MinorUnits(money.claimed),
        paid=MinorUnits(money.paid),
        stopped=MinorUnits(money.stopped),
        payable=MinorUnits(money.payable),
    )


@strawberry.enum(description="Period of a loss schedule, by date of loss.")
class Period(enum.Enum):
    """Period of a loss schedule, by date of loss."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    ALL = "all"


@described
class LossScheduleLine:
    """Loss of one person, period and currency; the lines add up to the ring's money."""

    person: strawberry.ID | None = strawberry.field(
        description="A member; null: claimed by nobody in the ring."
    )
    caption: str | None
    period: str | None = strawberry.field(description="E.g. '2025-Q1'; null: date unknown, or ALL.")
    claims: int
    money: Money


def loss_schedule(ring: model.Ring, by: Period) -> list[LossScheduleLine]:
    """The ring's loss by person and period."""
    captions = {member.id: member.caption for member in ring.members}
    return [
        LossScheduleLine(
            person=strawberry.ID(line.person) if line.person else None,
            caption=captions.get(line.person) if line.person else None,
            period=line.period,
            claims=line.claims,
            money=make_money(line.money),
        )
        for line in schedule(ring.losses, None if by is Period.ALL else by.value)
    ]
