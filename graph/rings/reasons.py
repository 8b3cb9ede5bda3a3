"""Reasons of a ring: measures and typology findings, with points that add up to its score."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import replace

from graph.rings.detect import Detection
from graph.rings.facts import Facts
from graph.rings.model import Reason, Sentence
from graph.rings.parameters import RingParameters
from graph.rings.parts import Part, measure_parts
from graph.rings.scope import Scope
from graph.rings.score import share_out, squash
from graph.typologies import TYPOLOGIES, Finding

INSIDE = 0.34  # least share of a finding's people in the ring, or
COVERED = 0.5  # of the ring's people in the finding
_PAIRS = "recurring_crash_people"  # finds pairs, which a ring has by the dozen


class Findings:
    """Typology findings by the entities they rest on."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self._by_node: dict[str, list[Finding]] = {}
        for finding in findings:
            for node in {*finding.subjects, *finding.nodes}:
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
            and (touched >= INSIDE * _people(finding) or touched >= COVERED * len(members))
        ]
        return sorted(
            chosen,
            key=lambda f: (-TYPOLOGIES[f.typology].weight, f.typology, -len(f.claims), f.nodes),
        )


def _people(finding: Finding) -> int:
    return sum(i.startswith("person-") for i in {*finding.subjects, *finding.nodes})


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
    for finding in findings.touching(scope.members):
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
    if part.typology != "shared_item":
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
    parts: Sequence[Part], facts: Facts, parameters: RingParameters
) -> tuple[float, tuple[Reason, ...]]:
    """Score and reasons; the points add up to the score to the last of four decimals."""
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
        )
        for part, point in zip(parts, points, strict=True)
    )
    return score, reasons
