"""Facts that rings quote: properties of entities, payments of claims, file and row of each."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from graph.rings.model import ClaimLine
from graph.schema.registry import REGISTRY

Properties = Mapping[str, object]


@dataclass(frozen=True)
class Payment:
    """One PAID_TO link; amount in minor units."""

    id: str
    claim: str
    account: str
    amount: int
    currency: str
    status: str


class Source(Protocol):
    """Where facts come from: the store with its provenance, or a test's own columns."""

    def entities(self, ids: Sequence[str]) -> Mapping[str, Properties]:
        """Properties by id of those that exist."""

    def payments(self, claims: Sequence[str]) -> Sequence[Payment]:
        """Payments of these claims, any order."""

    def rows(self, facts: Sequence[str]) -> Mapping[str, Sequence[str]]:
        """Captions ('claims.csv:17') of the source rows of each entity or link."""


@dataclass(frozen=True)
class Facts:
    """Everything that the rings of one run quote, fetched at once."""

    entities: Mapping[str, Properties] = field(default_factory=dict)
    payments: Mapping[str, tuple[Payment, ...]] = field(default_factory=dict)  # by claim
    rows: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # by entity or link

    def caption(self, identifier: str) -> str:
        """Short name of an entity."""
        entity = REGISTRY.by_id(identifier)
        return entity.caption_of(self.entities.get(identifier, {"id": identifier}))

    def text(self, identifier: str, name: str) -> str:
        """A property as text, '' when absent."""
        value = self.entities.get(identifier, {}).get(name)
        return "" if value is None else str(value)

    def amount(self, claim: str, name: str = "claimed") -> int:
        """An amount of a claim in minor units, 0 when absent."""
        value = self.entities.get(claim, {}).get(name)
        return value if isinstance(value, int) else 0

    def loss_date(self, claim: str) -> str | None:
        """ISO date of loss, or None."""
        value = self.entities.get(claim, {}).get("loss_date")
        if isinstance(value, datetime.date):
            return value.isoformat()
        return str(value) if value else None

    def line(self, claim: str) -> ClaimLine:
        """The claim as reasons quote it."""
        has_amount = isinstance(self.entities.get(claim, {}).get("claimed"), int)
        return ClaimLine(
            id=claim,
            number=self.text(claim, "number") or claim,
            loss_date=self.loss_date(claim),
            claimed=self.amount(claim) if has_amount else None,
            currency=self.text(claim, "currency"),
            sources=self.rows.get(claim, ()),
        )

    def lines(self, claims: Iterable[str]) -> tuple[ClaimLine, ...]:
        """Claims by date of loss, then number; unknown dates last."""
        found = [self.line(claim) for claim in sorted(set(claims))]
        return tuple(sorted(found, key=lambda c: (c.loss_date or "9999", c.number, c.id)))

    def origins(self, links: Iterable[str]) -> int:
        """Distinct source rows behind these links: five links of one row are one origin."""
        return len({row for link in links for row in self.rows.get(link, ())})


def gather(
    source: Source, entities: Iterable[str], claims: Iterable[str], links: Iterable[str]
) -> Facts:
    """Fetch all facts once; `links` and `claims` get their source rows."""
    claim_ids = sorted(set(claims))
    payments: dict[str, list[Payment]] = {}
    for payment in sorted(source.payments(claim_ids), key=lambda p: p.id):
        payments.setdefault(payment.claim, []).append(payment)
    rows = source.rows(sorted({*links, *claim_ids}))
    return Facts(
        entities=source.entities(sorted({*entities, *claim_ids})),
        payments={claim: tuple(found) for claim, found in payments.items()},
        rows={fact: tuple(sorted(captions)) for fact, captions in rows.items()},
    )
