"""Everything a bundle says, read from the store before anything is written."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass

from cases import AuditEntry, Case, Cases
from evidence.records import Records, read_records
from graph.errors import NotFoundError
from graph.explore import EntityView, LinkView, neighbours, subgraph
from graph.provenance import Provenance
from graph.rings.model import Ring
from graph.store import Store
from visual import View, entity_view, ring_view

_MOST_PAYMENTS = 1000
_NEIGHBOURS = 50
"""Links taken of a person or claim when the case wasn't opened on a ring."""


@dataclass(frozen=True)
class Content:
    """What goes into a bundle; in a draft every text of it has been masked."""

    case: Case
    entities: tuple[EntityView, ...]
    links: tuple[LinkView, ...]
    records: Records
    custody: tuple[AuditEntry, ...]
    view: View
    missing: int  # entities of the ring that the graph no longer has
    not_shown: int  # links of the subject left out, when the case isn't on a ring
    invented: bool

    @property
    def ring(self) -> Ring | None:
        """The ring as it was when the case was opened."""
        return None if self.case.snapshot is None else self.case.snapshot.ring

    @property
    def by_id(self) -> Mapping[str, EntityView]:
        """Entities by id."""
        return {entity.id: entity for entity in self.entities}


def ring_ids(ring: Ring) -> tuple[str, ...]:
    """Every entity the ring's explanation rests on."""
    ids = {*(member.id for member in ring.members), *(claim.id for claim in ring.claims)}
    for shown in (ring.relatives, ring.agents, ring.providers, ring.identifiers):
        ids.update(item.id for item in shown)
    for reason in ring.reasons:
        ids.update((*reason.nodes, *reason.subjects))
    return tuple(sorted(ids))


def _paid_accounts(store: Store, ring: Ring) -> tuple[str, ...]:
    """Every account the ring's claims were paid to: the list of payments must be whole."""
    found: set[str] = set()
    for claim in ring.claims:
        with suppress(NotFoundError):  # gone from the graph since the case was opened
            paid = neighbours(store, claim.id, limit=_MOST_PAYMENTS, types=("PAID_TO",))
            found.update(item.other.id for item in paid.items)
    return tuple(sorted(found))


def read_content(
    store: Store, provenance: Provenance, cases: Cases, case: Case, lang: str, *, draft: bool
) -> Content:
    """Read what a bundle of the case needs; nothing is masked yet but the view of a draft."""
    ring = None if case.snapshot is None else case.snapshot.ring
    not_shown = 0
    if ring is not None:
        ids = (*ring_ids(ring), *_paid_accounts(store, ring))
        subjects = [*(member.id for member in ring.members), *(claim.id for claim in ring.claims)]
        view = ring_view(store, ring, lang, masked=draft)
    else:
        around = neighbours(store, case.subject, limit=_NEIGHBOURS)
        ids = (case.subject, *(item.other.id for item in around.items))
        subjects, not_shown = [case.subject], sum(around.not_shown.values())
        view = entity_view(store, case.subject, lang, depth=1, masked=draft)
    entities, links = subgraph(store, ids)
    return Content(
        case=case,
        entities=tuple(entities),
        links=tuple(links),
        records=read_records(provenance, entities, links, subjects),
        custody=cases.audit(limit=None, case=case),
        view=view,
        missing=len(set(ids)) - len(entities),
        not_shown=not_shown,
        invented=case.invented or view.invented,
    )
