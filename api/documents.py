"""Entities, links, rings and cases as plain documents: the JSON of the command line.

Keys are stable and described in docs/command-line.md. Amounts are integer minor units, dates ISO.
"""

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from api.calibration import ring_calibrated
from api.made import made_document
from cases import Case, DismissedRing
from cases.dismissals import sentence as dismissal_sentence
from graph.explore import EntityView, LinkView, Neighbours, PathView
from graph.language import say
from graph.provenance import SourceRow
from graph.rings.known_fraud import known_sentence
from graph.rings.loss import schedule
from graph.rings.model import (
    Member,
    Notice,
    Outcome,
    PartyFinding,
    Position,
    Reason,
    Ring,
    RingRun,
    Sentence,
    Shown,
    Suppressed,
)
from graph.rings.words import innocent, rests_on, role_word, sentence
from graph.schema.registry import REGISTRY
from graph.typologies import TYPOLOGIES

Document = dict[str, Any]
Sources = Mapping[str, list[SourceRow]]
Described = Mapping[str, Sequence[Sentence]]

HIDDEN = frozenset({"id", "search", "run", "rows", "origins", "sources", "retired"})
"""Properties of Ringleader's own book-keeping; not part of what an entity is."""


def source_rows(rows: Iterable[SourceRow]) -> list[Document]:
    """Where a fact stands: source, table, file and line in it."""
    return [
        {"source": r.source, "table": r.table, "file": r.file, "row": r.row, "at": r.caption}
        for r in rows
    ]


def entity_document(entity: EntityView, lang: str) -> Document:
    """id, label, type (its title), caption, properties (what the source says of it)."""
    shown = {k: v for k, v in sorted(entity.properties.items()) if k not in HIDDEN}
    return {
        "id": entity.id,
        "label": entity.label,
        "type": REGISTRY.entity(entity.label).title.of(lang),
        "caption": entity.caption,
        "properties": shown,
    }


def link_document(link: LinkView, lang: str, sources: Sources) -> Document:
    """id, type, title, source, target, properties, rows (file and line)."""
    return {
        "id": link.id,
        "type": link.type,
        "title": REGISTRY.links[link.type].link.title.of(lang),
        "source": link.source,
        "target": link.target,
        "properties": {k: v for k, v in sorted(link.properties.items()) if k not in HIDDEN},
        "rows": source_rows(sources.get(link.id, [])),
    }


def neighbours_document(found: Neighbours, lang: str, sources: Sources) -> Document:
    """total, not_shown (number by link type), links (each with the entity at its other end)."""
    return {
        "total": found.total,
        "not_shown": dict(sorted(found.not_shown.items())),
        "links": [
            {**link_document(item.link, lang, sources), "other": entity_document(item.other, lang)}
            for item in found.items
        ],
    }


def path_document(path: PathView, lang: str, sources: Sources) -> Document:
    """length, entities (from the first to the last), links (between each two)."""
    return {
        "length": len(path.links),
        "entities": [entity_document(entity, lang) for entity in path.entities],
        "links": [link_document(link, lang, sources) for link in path.links],
    }


def said(what: Sentence, lang: str) -> Document:
    """message (its id), text (said in the language)."""
    return {"message": what.message, "text": sentence(what, lang)}


def ring_line(ring: Ring, lang: str, dismissed: DismissedRing | None = None) -> Document:
    """What one triages by."""
    return {
        "ring": ring.id,
        "rank": ring.rank,
        "score": ring.score,
        "calibrated": ring_calibrated(ring, lang),
        "weak": ring.weak,
        "people": len(ring.members),
        "claims": len(ring.claims),
        "money": [money.model_dump() for money in ring.money],
        "first_loss": ring.first_loss,
        "last_loss": ring.last_loss,
        "agents": [{"id": a.id, "caption": a.caption} for a in ring.agents],
        "providers": [{"id": p.id, "caption": p.caption} for p in ring.providers],
        "main_reason": said(ring.reasons[0].sentence, lang) if ring.reasons else None,
        "against": [said(doubt, lang) for doubt in ring.against],
        "dismissed": said(dismissal_sentence(dismissed), lang) if dismissed else None,
    }


def queue_document(
    run: RingRun,
    queue: Sequence[Ring],
    limit: int,
    dismissed: Mapping[str, DismissedRing],
    lang: str,
) -> Document:
    """digest, made, engine, people, claims, rings (lines), not_shown, findings, notes,
    suppressed."""
    return {
        "digest": run.digest,
        "made": made_document(run, lang),
        "engine": run.engine,
        "people": run.people,
        "claims": run.claims,
        "rings": [ring_line(ring, lang, dismissed.get(ring.id)) for ring in queue[:limit]],
        "not_shown": {
            "beyond_limit": max(0, len(queue) - limit),
            "weak_or_dismissed": len(run.rings) - len(queue),
        },
        "findings": [finding_document(finding, lang) for finding in run.findings],
        "notes": [said(note, lang) for note in run.notes],
        "suppressed": suppressed_documents(run.suppressed, lang),
    }


def finding_document(finding: PartyFinding, lang: str) -> Document:
    """message, text, typology, pattern (its title), parties, places, claims, rings, innocent."""
    typology = TYPOLOGIES[finding.typology]
    return {
        **finding.model_dump(mode="json", exclude={"sentence"}),
        **said(finding.sentence, lang),
        "pattern": typology.title.of(lang),
        "places": [
            {**place.model_dump(), "role_text": role_word(place.role, lang)}
            for place in finding.places
        ],
        "innocent": [text.of(lang) for text in typology.innocent],
    }


def _position(position: Position, lang: str) -> Document:
    links = list(position.links)
    return {**said(position, lang), "links": links, "typology": position.typology or None}


def _member(member: Member, lang: str) -> Document:
    return {
        **member.model_dump(exclude={"positions"}),
        "type": REGISTRY.entity(member.label).title.of(lang),
        "positions": [_position(position, lang) for position in member.positions],
    }


def schedule_lines(ring: Ring, by: str | None) -> list[Document]:
    """person (None: nobody in the ring), caption, period, claims, currency and four amounts."""
    captions = {member.id: member.caption for member in ring.members}
    return [
        {
            "person": line.person,
            "caption": captions.get(line.person) if line.person else None,
            "period": line.period,
            "claims": line.claims,
            **line.money.model_dump(),
        }
        for line in schedule(ring.losses, by)
    ]


def _reason(ring: Ring, reason: Reason, lang: str, described: Described) -> Document:
    about = rests_on(ring, reason)
    return {
        **reason.model_dump(mode="json", exclude={"sentence", "also"}),
        **said(reason.sentence, lang),
        "also": [said(each, lang) for each in reason.also],
        "places": [
            {**place.model_dump(), "role_text": role_word(place.role, lang)}
            for place in reason.places
        ],
        "innocent": innocent(reason, lang),
        "rests_on": [{"id": o.id, "label": o.label, "caption": o.caption} for o in about],
        "described_in": [sentence(s, lang) for s in described.get(reason.typology, ())],
    }


def _ring_notice(notice: Notice, lang: str) -> Document:
    uncounted = notice.not_counted
    return {
        **notice.model_dump(mode="json", exclude={"why", "not_counted"}),
        "text": sentence(notice.why, lang),
        "not_counted": sentence(uncounted, lang) if uncounted else None,
    }


def _ring_outcome(outcome: Outcome, lang: str) -> Document:
    return {
        **outcome.model_dump(mode="json"),
        "verdict_text": say(f"rings.outcome.{outcome.verdict}", lang),
        "basis_text": say(f"rings.basis.{outcome.basis}", lang),
    }


def known_document(ring: Ring, lang: str) -> Document | None:
    """as_of, text, seven figures, parties (each with its type and figures); None: none known."""
    said_of_it = known_sentence(ring)
    if ring.known_fraud is None or said_of_it is None:
        return None
    found = ring.known_fraud.model_dump(mode="json")
    for party in found["parties"]:
        party["type"] = REGISTRY.entity(party["label"]).title.of(lang)
    return {**found, "text": sentence(said_of_it, lang)}


def _why(item: Shown | Suppressed, lang: str) -> Document:
    document = {**item.model_dump(exclude={"why", "positions"}), "why": sentence(item.why, lang)}
    if isinstance(item, Shown):
        document["positions"] = [_position(position, lang) for position in item.positions]
    return document


def suppressed_documents(items: Iterable[Suppressed], lang: str) -> list[Document]:
    """What was damped, collapsed or left out, and why."""
    return [_why(item, lang) for item in items]


def ring_document(
    ring: Ring,
    lang: str,
    dismissed: DismissedRing | None = None,
    described: Described = MappingProxyType({}),
    by: str | None = "year",
) -> Document:
    """The ring's line, with members, reasons, surroundings and what was left out.

    `described` says per typology which bulletins led to it; `by` is the period of the loss
    schedule.
    """
    return {
        **ring_line(ring, lang, dismissed),
        "members": [_member(member, lang) for member in ring.members],
        "reasons": [_reason(ring, reason, lang, described) for reason in ring.reasons],
        "notices": [_ring_notice(notice, lang) for notice in ring.notices],
        "outcomes": [_ring_outcome(outcome, lang) for outcome in ring.outcomes],
        "known_fraud": known_document(ring, lang),
        "claim_lines": [claim.model_dump(mode="json") for claim in ring.claims],
        "loss_schedule": {"by": by, "lines": schedule_lines(ring, by)},
        "relatives": [_why(item, lang) for item in ring.relatives],
        "agents": [_why(item, lang) for item in ring.agents],
        "providers": [_why(item, lang) for item in ring.providers],
        "identifiers": [_why(item, lang) for item in ring.identifiers],
        "suppressed": suppressed_documents(ring.suppressed, lang),
        "unlisted": ring.unlisted,
        "links": list(ring.links),
    }


def case_line(case: Case, lang: str) -> Document:
    """case, title, state, state_text, subject, subject_caption, assignee, opened_at, opened_by."""
    return {
        "case": case.number,
        "title": case.title,
        "state": case.state,
        "state_text": say(f"cases.state.{case.state}", lang),
        "subject": case.subject,
        "subject_caption": case.subject_caption,
        "assignee": case.assignee,
        "opened_at": case.opened_at,
        "opened_by": case.opened_by,
        "invented": case.invented,
    }


def case_document(case: Case, lang: str) -> Document:
    """The case's line with notes, decisions, verdicts, referrals and the ring at opening."""
    snapshot = case.snapshot
    return {
        **case_line(case, lang),
        "notes": [note.model_dump() for note in case.notes],
        "decisions": [
            {
                **decision.model_dump(),
                "before_text": say(f"cases.state.{decision.before}", lang),
                "after_text": say(f"cases.state.{decision.after}", lang),
            }
            for decision in case.decisions
        ],
        "verdicts": [
            {**v.model_dump(), "verdict_text": say(f"cases.verdict.{v.verdict}", lang)}
            for v in case.verdicts
        ],
        "referrals": [
            {**r.model_dump(), "kind_text": say(f"cases.referral.{r.kind}", lang)}
            for r in case.referrals
        ],
        "ring": ring_line(snapshot.ring, lang) if snapshot else None,
    }
