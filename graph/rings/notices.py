"""What authorities list or have decided about a ring: reasons, marked notices, known outcomes.

A notice counts as a reason while it is in force and its identifier points at somebody: one that a
company or very many households use counts for nobody, and is shown as such.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np

from graph.measures.notices import Listings, Match
from graph.measures.notices import Notice as MeasuredNotice
from graph.measures.outcomes import KnownOutcomes
from graph.projection.holdings import DECLARED
from graph.rings.detect import Detection
from graph.rings.facts import Facts
from graph.rings.model import Notice, Outcome, Sentence
from graph.rings.parameters import RingParameters
from graph.rings.parts import Part
from graph.rings.scope import HOLDING_LINKS, Scope
from graph.schema.registry import REGISTRY


@dataclass(frozen=True)
class Known:
    """What is known on a day beside the evidence; `today` says which notices are in force."""

    today: datetime.date = datetime.date.min
    listings: Listings = field(default_factory=Listings)
    outcomes: KnownOutcomes = field(default_factory=KnownOutcomes)


@dataclass(frozen=True)
class Hit:
    """A notice that means something of a ring; ids only, all sorted."""

    match: Match
    people: tuple[str, ...]  # members that it is about
    links: tuple[str, ...]
    claims: tuple[str, ...]
    why: Sentence
    not_counted: Sentence | None  # why it counts for nobody

    @property
    def nodes(self) -> tuple[str, ...]:
        """Everything it rests on."""
        return tuple(sorted({self.match.notice.id, self.match.entity, *self.people, *self.claims}))


def _columns(detection: Detection, known: Known, scope: Scope) -> list[int]:
    """Columns of the listed items that the ring's people hold."""
    held = np.unique(detection.items.held[scope.candidate.people].indices)
    names, listed = detection.holdings.item_ids, known.listings.by_entity
    return [at for at in held.tolist() if at < len(names) and names[at] in listed]


def _held_by(
    detection: Detection, scope: Scope, column: int
) -> tuple[set[str], set[str], set[str]]:
    """Members who hold an item, the claims by which they do, and the links that say so."""
    item, evidence = detection.holdings.item_ids[column], detection.evidence
    label = REGISTRY.by_id(item).label
    place = np.array([evidence.positions[label][item]], np.int64)
    members, claims = set(scope.members), set(scope.claims)
    people: set[str] = set()
    by_claim: set[str] = set()
    links: set[str] = set()
    for (kind, source, target), table in evidence.links.items():
        if target != label or kind not in HOLDING_LINKS or source not in ("Person", "Claim"):
            continue
        for at in table.reaching(place).tolist():
            holder = evidence.nodes[source][table.sources[at]]
            if holder in (members if kind in DECLARED else claims):
                links.add(table.ids[at])
                (people if kind in DECLARED else by_claim).add(holder)
    having = _having(detection, scope, column)
    taking = [e for e in scope.of("INVOLVED_IN") if e[3] in by_claim and e[2] in having]
    links.update(edge[0] for edge in taking)
    return people | having, {edge[3] for edge in taking}, links


def _having(detection: Detection, scope: Scope, column: int) -> set[str]:
    people = scope.candidate.people
    rows = detection.items.held[people]
    having = np.repeat(people, np.diff(rows.indptr))[rows.indices == column]
    return {person for merged in having.tolist() for person in detection.person_ids(merged)}


def _sentence(match: Match, people: int) -> Sentence:
    notice = match.notice
    how = "person" if match.how == "same_name_and_birth_date" else "item"
    kind = "bulletin" if notice.label == "Bulletin" else "listed"
    return Sentence(
        message=f"rings.{kind}.{how}",
        parameters={
            "authority": notice.authority,
            "document": notice.document,
            "date": notice.listed_on and notice.listed_on.isoformat(),
            "label": REGISTRY.by_id(match.entity).label,
            "people": people,
        },
    )


def not_in_force(notice: MeasuredNotice, today: datetime.date) -> Sentence | None:
    """Why a notice does not count on that day; None when it does."""
    if notice.expired(today):
        expires = notice.expires_on and notice.expires_on.isoformat()
        return Sentence(message="rings.uncounted.expired", parameters={"date": expires})
    if not notice.in_force(today):
        listed = notice.listed_on and notice.listed_on.isoformat()
        return Sentence(message="rings.uncounted.ahead", parameters={"date": listed})
    return None


def _points_at_nobody(
    detection: Detection, scope: Scope, column: int, parameters: RingParameters
) -> Sentence | None:
    if not detection.items.links[column]:
        return Sentence(message="rings.uncounted.explained")
    holders = int(detection.items.degree[column])
    if holders > parameters.listed_holders and column not in scope.candidate.items:
        return Sentence(message="rings.uncounted.hub", parameters={"holders": holders})
    return None


def hits_of(
    detection: Detection, scope: Scope, known: Known, parameters: RingParameters
) -> list[Hit]:
    """Every notice that means an item or a member of the ring, by authority and document."""
    found = []
    for column in _columns(detection, known, scope):
        item = detection.holdings.item_ids[column]
        people, claims, links = _held_by(detection, scope, column)
        nobody = _points_at_nobody(detection, scope, column, parameters)
        for match in known.listings.by_entity[item]:
            found.append(
                Hit(
                    match,
                    tuple(sorted(people)),
                    tuple(sorted({*links, *match.links})),
                    tuple(sorted(claims)),
                    _sentence(match, len(people)),
                    not_in_force(match.notice, known.today) or nobody,
                )
            )
    for person in scope.members:
        for match in known.listings.by_entity.get(person, ()):
            why, uncounted = _sentence(match, 1), not_in_force(match.notice, known.today)
            found.append(Hit(match, (person,), match.links, (), why, uncounted))
    return sorted(found, key=_order)


def _order(hit: Hit) -> tuple[str, ...]:
    notice = hit.match.notice
    return notice.authority, notice.document, notice.id, hit.match.entity


def notice_parts(hits: Iterable[Hit], parameters: RingParameters) -> list[Part]:
    """A reason for each notice that counts: the first weighs `notice_points`, each next one half.

    So a ring's notices together never weigh twice the first, and several entries of one
    identifier add little.
    """
    parts, points = [], parameters.notice_points
    for hit in hits:
        if hit.not_counted is None:
            name = "bulletin" if hit.match.notice.label == "Bulletin" else "watch_list"
            parts.append(Part(hit.why, name, points, hit.people, hit.nodes, hit.links, hit.claims))
            points /= 2
    return parts


def notices(hits: Iterable[Hit], facts: Facts) -> tuple[Notice, ...]:
    """The notices as a ring shows them, those that don't count with the reason why."""

    def day(date: datetime.date | None) -> str | None:
        return date.isoformat() if date else None

    return tuple(
        Notice(
            id=hit.match.notice.id,
            label=hit.match.notice.label,
            authority=hit.match.notice.authority,
            document=hit.match.notice.document,
            listed_on=day(hit.match.notice.listed_on),
            expires_on=day(hit.match.notice.expires_on),
            about=hit.match.entity,
            about_label=REGISTRY.by_id(hit.match.entity).label,
            about_caption=facts.caption(hit.match.entity),
            why=hit.why,
            not_counted=hit.not_counted,
            nodes=hit.nodes,
            links=hit.links,
        )
        for hit in hits
    )


def outcomes(scope: Scope, known: Known, facts: Facts) -> tuple[Outcome, ...]:
    """Recorded verdicts on the ring's people and claims, with their basis; cleared ones too."""
    by_entity = known.outcomes.by_entity
    return tuple(
        Outcome(
            id=line.outcome,
            about=entity,
            about_label=REGISTRY.by_id(entity).label,
            about_caption=facts.caption(entity),
            verdict=line.verdict,
            basis=line.basis,
            decided_on=line.decided_on.isoformat(),
            authority=line.authority,
            document=line.document,
            link=line.link,
        )
        for entity in (*scope.members, *scope.claims)
        for line in by_entity.get(entity, ())
    )


def cleared(scope: Scope, known: Known) -> tuple[int, int]:
    """How many members and claims of the ring are cleared by their latest verdict."""
    found = known.outcomes.cleared
    return (
        sum(person in found for person in scope.members),
        sum(claim in found for claim in scope.claims),
    )
