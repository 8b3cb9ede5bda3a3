"""The whole analysis over a store: read, detect, explain, number."""

import datetime
import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, cast

from graph.explore import is_invented
from graph.explore.entities import entities as entity_views
from graph.measures.context import Context
from graph.measures.notices import latest_day, read_listings
from graph.measures.outcomes import case_verdicts, known_outcomes, standing
from graph.projection.reader import read_evidence
from graph.provenance import Provenance
from graph.rings import suppressed
from graph.rings.beside import epoch_of
from graph.rings.build import build_ring, task
from graph.rings.calibration import calibrated, load_calibration
from graph.rings.changes import changes, current_links
from graph.rings.detect import Detection, detect, group
from graph.rings.detect import gather as gather_evidence
from graph.rings.epoch import Epoch
from graph.rings.facts import Facts, Payment, Properties, Source, gather
from graph.rings.ids import match_numbers
from graph.rings.incremental import drifted, frozen_by, told_of, under
from graph.rings.keep import evidence_stamp, load_run
from graph.rings.known_fraud import KnownClaims, known_claims, with_known_fraud
from graph.rings.measured import measured
from graph.rings.memory import Memory
from graph.rings.model import Ring, RingRun, Suppressed
from graph.rings.notes import notes
from graph.rings.notices import Hit, Known, hits_of, notice_parts
from graph.rings.parameters import RingParameters
from graph.rings.parts import MEASURES, Part
from graph.rings.party_findings import party_findings
from graph.rings.positions import insured_people
from graph.rings.reasons import Findings, parts_of, raw_score, strongest_first
from graph.rings.restore import Restored, columns_of, suppose
from graph.rings.scope import Scope, scope
from graph.settings import Settings
from graph.store import Store
from graph.typologies import Finding, asked_ahead, run_typologies
from queries import load

Progress = Callable[[str, float], None]
"""Called with the message id of the step that begins and the share of the work done before it."""

_BATCH = 2000
_Draft = tuple[Scope, list[Part], list[Hit]]


class StoreSource:
    """Facts from the store and the provenance beside it."""

    def __init__(self, store: Store, provenance: Provenance) -> None:
        self._store, self._provenance = store, provenance

    def entities(self, ids: Sequence[str]) -> Mapping[str, Properties]:
        """Properties by id."""
        return {i: view.properties for i, view in entity_views(self._store, ids).items()}

    def payments(self, claims: Sequence[str]) -> Sequence[Payment]:
        """Payments of these claims."""
        found = []
        for start in range(0, len(claims), _BATCH):
            batch = list(claims[start : start + _BATCH])
            for row in self._store.read(load("rings/payments"), claims=batch):
                line = cast("dict[str, Any]", row)
                found.append(
                    Payment(
                        line["id"],
                        line["claim"],
                        line["account"],
                        line["amount"] or 0,
                        line["currency"] or "",
                        line["status"] or "",
                    )
                )
        return found

    def rows(self, facts: Sequence[str]) -> Mapping[str, Sequence[str]]:
        """'file:row' of each fact."""
        found = self._provenance.rows_of(facts)
        return {fact: [row.caption for row in rows] for fact, rows in found.items()}


def _facts(source: Source, detection: Detection, drafts: Sequence[_Draft]) -> Facts:
    """All facts that these rings and the run's suppressions quote."""
    wanted: set[str] = set()
    claims: set[str] = set()
    links: set[str] = set()
    names = detection.holdings.item_ids
    for one, parts, hits in drafts:
        wanted.update(hit.match.entity for hit in hits)
        wanted.update(one.members, one.relatives, one.items, one.agents, one.providers)
        wanted.update(names[at] for at in one.damped.tolist())
        claims.update(one.claims)
        for part in parts:
            wanted.update(party for _, ids in part.roles for party in ids)
            links.update(part.links)
            claims.update(part.claims)
    wanted.update(names[at] for at in suppressed.hubs(detection)[: suppressed.MOST_OF_RUN])
    wanted.update(names[at] for at in suppressed.cut(detection))
    wanted.update(suppressed.hinted(detection))
    wanted.update(claim for claim, _ in suppressed.crowds(detection)[: suppressed.MOST_OF_RUN])
    wanted.update(detection.evidence.nodes.get("Provider", ()))
    return gather(source, wanted, claims, links)


def _numbered(rings: Sequence[Ring], previous: Mapping[str, Sequence[str]]) -> tuple[Ring, ...]:
    """Rings with rank and number, by score, then members."""
    ordered = sorted(rings, key=lambda r: (-r.score, sorted(m.id for m in r.members)))
    numbers = match_numbers([[m.id for m in ring.members] for ring in ordered], previous)
    return tuple(
        ring.model_copy(update={"id": number, "rank": rank})
        for rank, (ring, number) in enumerate(zip(ordered, numbers, strict=True), start=1)
    )


def explain(
    detection: Detection,
    source: Source,
    findings: Iterable[Finding],
    parameters: RingParameters,
    previous: Mapping[str, Sequence[str]],
    progress: Progress | None = None,
    known: Known | None = None,
    processes: int = 1,
    memory: Memory | None = None,
) -> tuple[tuple[Ring, ...], Facts]:
    """Rings with reasons from candidates; the strongest `most_rings` of them.

    A mere hint is a ring where a pattern or a notice means it, too. Measures of
    rings that `memory` knows are taken from it.
    """
    by_node, known = Findings(findings, detection.evidence), known or Known()
    drafts: list[_Draft] = []
    several = len(detection.candidates)
    groups = (*detection.candidates, *detection.hints)[: 2 * parameters.most_rings]
    for at, ring in enumerate(groups):
        around = scope(detection, ring)
        hits = hits_of(detection, around, known, parameters)
        parts = parts_of(detection, around, by_node, parameters)
        parts = strongest_first([*parts, *notice_parts(hits, parameters)])
        if at < several or any(part.typology not in MEASURES for part in parts):
            drafts.append((around, parts, hits))
    drafts.sort(key=lambda draft: (-raw_score(draft[1]), draft[0].members))
    drafts = drafts[: parameters.most_rings]
    facts = _facts(source, detection, drafts)
    insured = insured_people(detection.evidence)

    def report(share: float) -> None:
        if progress is not None:
            progress("rings.step.explain", share)

    tasks = [task(detection, around, parameters) for around, _, _ in drafts]
    measures = measured(tasks, processes, report, memory or Memory())
    rings = [
        build_ring(detection, around, parts, hits, known, facts, insured, parameters, found)
        for (around, parts, hits), found in zip(drafts, measures, strict=True)
    ]
    return _numbered(rings, previous), facts


def _context(store: Store, detection: Detection) -> Context:
    """What the patterns look things up in, without reading the evidence again."""
    return Context(store, (detection.evidence, detection.holdings, detection.homes))


def restored(
    store: Store,
    provenance: Provenance,
    ring: Ring,
    hub: Suppressed,
    parameters: RingParameters,
    known: Known,
    progress: Progress | None = None,
) -> Restored:
    """The ring recomputed with something left out of it counted; nothing is saved."""
    report = progress or (lambda *_: None)
    report("rings.step.read", 0.0)
    detection = detect(read_evidence(store), parameters, epoch=epoch_of(store, load_run(store)))
    found = suppose(detection, ring, columns_of(detection, hub.id), parameters)
    if found.candidate is None:
        return Restored(hub, None, found.households, found.holders)
    report("rings.step.typologies", 0.6)
    findings = run_typologies(store, context=_context(store, detection)).findings
    supposed = replace(found.detection, candidates=(found.candidate,))
    report("rings.step.explain", 0.9)
    (one,), _ = explain(
        supposed, StoreSource(store, provenance), findings, parameters, {}, known=known
    )
    return Restored(hub, one, found.households, found.holders)


def digest_of(rings: Sequence[Ring], suppressions: Sequence[Suppressed]) -> str:
    """SHA-256 over rings and suppressions; file rows and ring numbers of earlier runs left out."""
    lines = []
    for ring in rings:
        plain = ring.model_dump(mode="json")
        plain["id"] = ""
        del plain["calibrated"]  # what verdicts make of a score changes no ring
        for claim in [*plain["claims"], *(c for r in plain["reasons"] for c in r["claims"])]:
            claim["sources"] = []
        lines.append(plain)
    lines += [line.model_dump(mode="json") for line in suppressions]
    text = json.dumps(lines, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True)
class Analysis:
    """A run, the epoch that it froze or was made under, and what is known around everybody."""

    run: RingRun
    epoch: Epoch
    known: KnownClaims | None


def analyse(
    store: Store,
    provenance: Provenance,
    *,
    parameters: RingParameters | None = None,
    progress: Progress | None = None,
    today: datetime.date | None = None,
    processes: int | None = None,
    epoch: Epoch | None = None,
    memory: Memory | None = None,
    earlier: RingRun | None = None,
) -> Analysis:
    """Analyse the whole store. Equal evidence gives an equal digest on either engine.

    By default the settings say how many processes work; the rings are the same for any number.
    Notices in force and verdicts known on `today` count: by default the latest business date.

    With an `epoch` the figures of the whole graph are those of it, unless they have drifted beyond
    BOUND: then the analysis is a full one, and a note says why. What `memory` knows is taken from
    it, which changes no outcome, and it gets what is new. Rings keep the numbers of `earlier`.
    """
    memory = memory or Memory()
    parameters = parameters or RingParameters()
    today = today or latest_day(store)

    def step(message: str, start: float, width: float) -> Progress:
        def report(_: str, share: float) -> None:
            if progress is not None:
                progress(message, start + width * share)

        return report

    evidence = read_evidence(store, step("rings.step.read", 0.0, 0.35))
    report = step("rings.step.detect", 0.35, 0.25)
    with asked_ahead(store) as asked:
        found = gather_evidence(evidence, parameters, report)
        ground = under(found, epoch, parameters)
        detection = group(found, ground.linked, parameters, report, memory=memory)
        step("rings.step.typologies", 0.6, 0.2)("", 0.0)
        patterns = run_typologies(store, context=_context(store, detection), asked=asked)
    step("rings.step.explain", 0.8, 0.2)("", 0.0)
    known = Known(today, read_listings(store), known_outcomes(store, today))
    source = StoreSource(store, provenance)
    before = earlier.rings if earlier else ()
    previous = {r.id: [m.id for m in r.members] for r in before}
    rings, facts = explain(
        detection,
        source,
        patterns.findings,
        parameters,
        previous,
        step("rings.step.explain", 0.8, 0.2),
        known,
        processes or Settings().processes,
        memory,
    )
    verdicts = standing(known.outcomes, case_verdicts(store, today))
    around = known_claims(evidence, detection.holdings, verdicts, today)
    rings = with_known_fraud(rings, around)
    skipped = suppressed.most_held(patterns.skipped)
    suppressions = (
        *suppressed.of_run(detection, facts, parameters, rings),
        *suppressed.of_typologies(skipped, source.entities([hub.id for hub in skipped])),
    )
    frozen = ground.epoch or frozen_by(detection, parameters, today.isoformat())
    run = RingRun(
        digest=digest_of(rings, suppressions),
        stamp=evidence_stamp(store, today),
        engine=store.engine.caption,
        people=detection.holdings.people,
        claims=evidence.count("Claim"),
        rings=rings,
        suppressed=suppressions,
        notes=(*told_of(ground.moved, memory), *notes(detection, rings, patterns.families)),
        parameters=parameters.as_dict(),
        invented=is_invented(store),
        findings=party_findings(patterns.findings, rings, source),
        changes=changes(before, rings, partial(current_links, evidence)),
        epoch=frozen.id,
        incremental=ground.epoch is not None,
        frozen_on=frozen.day,
        drift=drifted(ground),
    )
    return Analysis(calibrated(run, load_calibration(store.data)), frozen, around)
