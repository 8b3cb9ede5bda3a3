"""Reasons of a ring: measures and typology findings, with points that add up to its score."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np

from graph.projection.evidence import Evidence
from graph.projection.items import PARTICIPANTS
from graph.rings.detect import Detection
from graph.rings.facts import Facts
from graph.rings.merging import told_once
from graph.rings.model import Reason, Sentence
from graph.rings.parameters import RingParameters
from graph.rings.parts import SHARED, Part, measure_parts, taking_part
from graph.rings.places import places
from graph.rings.scope import Scope
from graph.rings.score import share_out, squash
from graph.typologies import TYPOLOGIES, Finding

INSIDE = 0.34  # least share of a finding's people in the ring, or
COVERED = 0.5  # of the ring's people in the finding
_PAIRS = "recurring_crash_people"  # finds pairs, which a ring has by the dozen


class Findings:
    """Typology findings by the entities they rest on.

    One about providers alone joins rings by the people who have a part in the claims they served.
    """

    def __init__(self, findings: Iterable[Finding], evidence: Evidence) -> None:
        self._by_node: dict[str, list[Finding]] = {}
        self._people: dict[int, set[str]] = {}
        for finding in findings:
            people = people_of(finding) or served(evidence, finding)
            self._people[id(finding)] = people
            for node in {*finding.subjects, *finding.nodes, *people}:
                self._by_node.setdefault(node, []).append(finding)

    def touching(self, members: Sequence[str]) -> list[Finding]:
        """Findings about two or more members that mean this ring and not just brush it."""
        counts: dict[int, tuple[Finding, int]] = {}
        for member in sorted(members):
            for finding in self._by_node.get(member, ()):
                counts[id(finding)] = (finding, counts.get(id(finding), (finding, 0))[1] + 1)
        chosen = [
            finding
            for finding, touched in counts.values()
            if touched >= 2
            and (
                touched >= INSIDE * len(self._people[id(finding)])
                or touched >= COVERED * len(members)
            )
        ]
        return sorted(
            chosen,
            key=lambda f: (-TYPOLOGIES[f.typology].weight, f.typology, -len(f.claims), f.nodes),
        )


def people_of(finding: Finding) -> set[str]:
    """The people a finding names; none where it is about providers or agents alone."""
    return {i for i in {*finding.subjects, *finding.nodes} if i.startswith("person-")}


def served(evidence: Evidence, finding: Finding) -> set[str]:
    """The people with a part, other than witness, in the claims of a finding."""
    table = evidence.table("INVOLVED_IN", "Person", "Claim")
    place, names = evidence.positions.get("Claim", {}), evidence.nodes.get("Person", ())
    claims = np.array(sorted(place[i] for i in finding.claims if i in place), np.int64)
    return {
        names[table.sources[at]]
        for at in table.reaching(claims).tolist()
        if table.value(at) in PARTICIPANTS
    }


def _of_providers(finding: Finding, detection: Detection, scope: Scope) -> Finding:
    """A finding about providers as this ring sees it: with its own claims and people there."""
    claims = set(finding.claims).intersection(scope.claims)
    taking = taking_part(scope, claims, scope.members)
    table = detection.evidence.table("SERVICED_BY", "Claim", "Provider")
    place = detection.evidence.positions.get("Claim", {})
    others = [place[i] for i in set(finding.claims) - claims if i in place]
    away = {table.ids[at] for at in table.leaving(np.array(sorted(others), np.int64)).tolist()}
    people = {edge[2] for edge in taking}
    return replace(
        finding,
        subjects=tuple(sorted({*finding.subjects, *people})),
        nodes=tuple(sorted(({*finding.nodes} - set(finding.claims)) | claims | people)),
        links=tuple(sorted(({*finding.links} - away) | {edge[0] for edge in taking})),
        claims=tuple(sorted(claims)),
    )


def _typology_part(finding: Finding, own: Iterable[Part], bonus: float) -> Part:
    """A finding with the points of the items it explains and a bonus by its weight."""
    weight = TYPOLOGIES[finding.typology].weight
    return Part(
        Sentence(message=f"typology.{finding.typology}", parameters=dict(finding.figures)),
        finding.typology,
        math.fsum(part.raw for part in own) + bonus * weight,
        finding.subjects,
        finding.nodes,
        finding.links,
        finding.claims,
        tuple(sorted(finding.roles.items())),
    )


def parts_of(
    detection: Detection, scope: Scope, findings: Findings, parameters: RingParameters
) -> list[Part]:
    """All reasons of a ring, strongest first; an item counts in one reason only.

    Of each typology, findings after the first are reasons only where they explain more items. Pairs
    of people who recur are one reason together, which says how many there are.
    """
    left = measure_parts(detection, scope)
    parts: list[Part] = []
    seen: set[str] = set()
    bonus = parameters.typology_bonus
    for touching in findings.touching(scope.members):
        finding = touching
        if not people_of(touching):
            finding = _of_providers(touching, detection, scope)
        first = finding.typology not in seen
        seen.add(finding.typology)
        if finding.typology == _PAIRS and "recurring" in left:
            if first:
                weight = TYPOLOGIES[_PAIRS].weight
                part = left["recurring"]
                left["recurring"] = replace(part, raw=part.raw + bonus * weight)
            continue
        nodes = {*finding.nodes, *finding.subjects}
        own = [left.pop(key) for key in [k for k, p in left.items() if _item_of(p) in nodes]]
        if own or first:
            parts.append(_typology_part(finding, own, bonus if first else 0.0))
    parts += left.values()
    return strongest_first(parts)


def strongest_first(parts: Iterable[Part]) -> list[Part]:
    """The parts by their raw points, equal ones in a fixed order."""
    return sorted(parts, key=lambda p: (-p.raw, p.typology, p.nodes))


def _item_of(part: Part) -> str | None:
    """The one shared item of a measure's part."""
    if part.typology != SHARED:
        return None
    return next(i for i in part.nodes if not i.startswith(("person-", "claim-")))


def raw_score(parts: Iterable[Part]) -> float:
    """Raw score of a ring: the sum of its parts."""
    return math.fsum(part.raw for part in parts)


def _named(said: Sentence, facts: Facts) -> Sentence:
    """Providers in a sentence by name; people and identifiers are never named in one."""
    parameters = {
        key: facts.caption(value) if str(value).startswith("provider-") else value
        for key, value in said.parameters.items()
    }
    return Sentence(message=said.message, parameters=parameters)


def to_reasons(
    given: Sequence[Part], scope: Scope, facts: Facts, parameters: RingParameters
) -> tuple[float, tuple[Reason, ...]]:
    """Score and reasons; the points add up to the score to the last of four decimals."""
    parts = strongest_first(told_once(given, facts))
    score = squash(raw_score(parts), parameters.half_score)
    points = share_out(score, [part.raw for part in parts])
    reasons = tuple(
        Reason(
            sentence=_named(part.sentence, facts),
            typology=part.typology,
            points=point,
            subjects=part.subjects,
            nodes=part.nodes,
            links=part.links,
            claims=facts.lines(part.claims),
            origins=facts.origins(part.links),
            also=tuple(_named(said, facts) for said in part.also),
            places=places(part, scope, facts),
        )
        for part, point in zip(parts, points, strict=True)
    )
    return score, reasons
