"""What a case can be opened on: a ring of the current run, a person or other party, or a claim."""

from dataclasses import dataclass
from typing import Literal

from cases.model import Snapshot
from graph.errors import InputError, NotFoundError
from graph.explore import is_invented, resolve
from graph.language import failure
from graph.rings import load_run, ring_by_id
from graph.rings.model import Ring, RingRun
from graph.schema.registry import REGISTRY
from graph.store import Store


@dataclass(frozen=True)
class Subject:
    """A subject found in the store: id, short name and, for a ring, the ring as it is now."""

    id: str
    kind: Literal["ring", "entity"]
    caption: str
    title: str  # default title of a case on it: no personal data
    snapshot: Snapshot | None
    invented: bool


def snapshot_of(run: RingRun, ring: Ring) -> Snapshot:
    """The ring with the figures of its run."""
    return Snapshot(
        ring=ring,
        digest=run.digest,
        stamp=run.stamp,
        people=run.people,
        claims=run.claims,
        parameters=run.parameters,
    )


def current_ring(store: Store, number: str) -> tuple[RingRun, Ring]:
    """The ring with this number in the latest saved run; NotFoundError says what to do."""
    run = load_run(store)
    if run is None:
        raise failure(NotFoundError, "cases.error.no_analysis", ring=number)
    return run, ring_by_id(run, number)


def party_or_claim(store: Store, reference: str) -> tuple[str, str, str]:
    """(id, label, caption) of the party or claim an id or text names."""
    entity = resolve(store, reference)
    if entity.label not in REGISTRY.labels("party") and entity.label != "Claim":
        raise failure(
            InputError,
            "cases.error.subject",
            reference=reference,
            label=REGISTRY.entity(entity.label).title,
        )
    return entity.id, entity.label, entity.caption


def find_subject(store: Store, reference: str) -> Subject:
    """The subject `reference` names: a ring number 'R-…', an entity id, or a text of one entity."""
    if reference.upper().startswith("R-"):
        run, ring = current_ring(store, reference)
        snapshot = snapshot_of(run, ring)
        return Subject(ring.id, "ring", ring.id, ring.id, snapshot, run.invented)
    identifier, label, caption = party_or_claim(store, reference)
    title = caption if label == "Claim" else f"{label} {identifier.partition('-')[2][:8]}"
    return Subject(identifier, "entity", caption, title, None, is_invented(store))
