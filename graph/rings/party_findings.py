"""Findings about providers or agents alone: told on their pages and in the list of rings.

They name no people, so they make no ring; where a ring's people are their clients they are one of
its reasons, too.
"""

from collections.abc import Iterable, Mapping, Sequence

from graph.rings.facts import Properties, Source
from graph.rings.model import Party, PartyFinding, Place, Ring, Sentence
from graph.rings.reasons import people_of
from graph.schema.registry import REGISTRY
from graph.typologies import TYPOLOGIES, Finding

MOST = 100


def party_findings(
    findings: Iterable[Finding], rings: Sequence[Ring], source: Source
) -> tuple[PartyFinding, ...]:
    """The findings without people, strongest first, with the rings of which each is a reason."""
    alone = [finding for finding in findings if not people_of(finding)]
    alone.sort(key=lambda f: (-TYPOLOGIES[f.typology].weight, -len(f.claims), f.subjects, f.nodes))
    alone = alone[:MOST]
    named = {i for f in alone for i in (*f.subjects, *(i for ids in f.roles.values() for i in ids))}
    known = source.entities(sorted(named))
    return tuple(_finding(finding, rings, known) for finding in alone)


def _finding(
    finding: Finding, rings: Sequence[Ring], known: Mapping[str, Properties]
) -> PartyFinding:
    def caption(party: str) -> str:
        return REGISTRY.by_id(party).caption_of(known.get(party, {"id": party}))

    return PartyFinding(
        sentence=Sentence(message=f"typology.{finding.typology}", parameters=dict(finding.figures)),
        typology=finding.typology,
        parties=tuple(Party(id=i, caption=caption(i)) for i in finding.subjects),
        places=tuple(
            Place(role=role, party=i, label=REGISTRY.by_id(i).label, caption=caption(i))
            for role, ids in sorted(finding.roles.items())
            for i in ids
        ),
        claims=len(finding.claims),
        rings=tuple(ring.id for ring in rings if _is_reason(finding, ring)),
    )


def _is_reason(finding: Finding, ring: Ring) -> bool:
    about = set(finding.subjects)
    return any(
        reason.typology == finding.typology and about <= {*reason.subjects}
        for reason in ring.reasons
    )
