"""Tells reasons about pairs of providers that rest on the same claims as one, with all its points.

A clinic, its doctor and a lawyer are three pairs, and a typology may mean two of them as well: four
sentences about the same claims read like four reasons.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import replace

from graph.rings.facts import Facts
from graph.rings.model import Sentence
from graph.rings.parts import PAIR, Part

PAIRS = frozenset({PAIR, "medical_mill", "repair_kickback"})
SAME = 0.8  # share of the smaller one's claims that two reasons have in common


def told_once(parts: Sequence[Part], facts: Facts) -> list[Part]:
    """The parts with those merged; the raw points add up to what they were."""
    groups: list[list[Part]] = []
    others = []
    for part in parts:
        if part.typology not in PAIRS or not part.claims:
            others.append(part)
            continue
        same = next((group for group in groups if _same(group[0], part)), None)
        if same is None:
            groups.append([part])
        else:
            same.append(part)
    return [*others, *(_merged(group, facts) for group in groups)]


def _same(one: Part, other: Part) -> bool:
    first, second = set(one.claims), set(other.claims)
    return len(first & second) >= SAME * min(len(first), len(second))


def _merged(group: Sequence[Part], facts: Facts) -> Part:
    """One part of a group: a typology's sentence leads, pairs of providers are told together."""
    if len(group) == 1:
        return group[0]
    pairs = [part for part in group if part.typology == PAIR]
    patterns = [part for part in group if part.typology != PAIR]
    told = _pairs_said(pairs, facts)
    lead = patterns[0] if patterns else pairs[0]
    sentences = [*(part.sentence for part in patterns), *told]
    return replace(
        lead,
        sentence=sentences[0],
        also=tuple(sentences[1:]),
        raw=math.fsum(part.raw for part in group),
        subjects=_all(part.subjects for part in group),
        nodes=_all(part.nodes for part in group),
        links=_all(part.links for part in group),
        claims=_all(part.claims for part in group),
        roles=tuple(dict.fromkeys(role for part in group for role in part.roles)),
    )


def _all(ids: Iterable[Iterable[str]]) -> tuple[str, ...]:
    return tuple(sorted({one for some in ids for one in some}))


def _pairs_said(pairs: Sequence[Part], facts: Facts) -> list[Sentence]:
    """Of several pairs one sentence that names all; of one, or of parties not named, its own."""
    named = [part for part in pairs if {"first", "second"} <= set(part.sentence.parameters)]
    own = [part.sentence for part in pairs if len(named) < 2 or part not in named]
    if len(named) < 2:
        return own
    names: dict[str, None] = {}
    figures = []
    for part in named:
        given = part.sentence.parameters
        first, second = (facts.caption(str(given[end])) for end in ("first", "second"))
        names |= dict.fromkeys((first, second))
        figures.append(f"{first} – {second} {given['together']} / {given['expected']}")
    people = {one for part in named for one in part.nodes if one.startswith("person-")}
    claims = {one for part in named for one in part.claims}
    parameters = {
        "providers": list(names),
        "pairs": figures,
        "people": len(people),
        "claims": len(claims),
    }
    return [Sentence(message="rings.provider_group", parameters=parameters), *own]
