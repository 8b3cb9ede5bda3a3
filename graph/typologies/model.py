"""What a typology is and what it finds: a pattern an investigator knows, in Cypher or measured."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from graph.measures.patterns import Pattern
from graph.schema.model import Text
from queries import Query


@dataclass(frozen=True)
class Measure:
    """A rule that Cypher can't express: a documented function of graph.measures."""

    name: str  # dotted, as in the folder's rule.measure
    function: Pattern


@dataclass(frozen=True)
class Typology:
    """One folder of queries/typologies: its rule, and its wording from the rule's header.

    `sentence` and its translation are str.format patterns over a finding's figures; `parameters`
    are the defaults of rule and hubs; `weight` scales the points of a finding in a ring's score.
    `households` names the parameter that says how many unrelated households a finding needs.
    `positions` say, by label, where a subject of that type stands: no words of guilt.
    """

    name: str
    title: Text
    why: Text
    sentence: Text
    innocent: tuple[Text, ...]
    parameters: Mapping[str, int | float | str | bool]
    weight: float
    rule: Query | Measure
    hubs: Query | None = None  # a measure says itself what it left out
    households: str | None = None
    positions: Mapping[str, Text] = field(default_factory=dict)


@dataclass(frozen=True)
class Finding:
    """One place where a typology's pattern stands; all ids sorted.

    `subjects` are the parties it is about, `nodes` every entity and `links` every link it rests
    on; `figures` hold no personal data and fill the typology's sentence. `roles` say who has which
    place in the pattern, e.g. {'seller': (agent,)}; it is a place, no verdict.
    """

    typology: str
    subjects: tuple[str, ...]
    nodes: tuple[str, ...]
    links: tuple[str, ...]
    claims: tuple[str, ...]
    figures: Mapping[str, object]
    roles: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class SkippedHub:
    """An entity that a rule left out, with the number of its holders.

    `why` is 'too_many' (a hub that no rule pairs) or 'explained' (an organisation's or provider's
    own: an innocent explanation that the data show).
    """

    typology: str
    id: str
    label: str
    holders: int
    why: Literal["too_many", "explained"] = "too_many"


@dataclass(frozen=True)
class TypologyResult:
    """All findings and all that was left out, in sorted order.

    `families` counts by typology the findings that an innocent explanation ended: too few unrelated
    households were left.
    """

    findings: tuple[Finding, ...]
    skipped: tuple[SkippedHub, ...]
    families: Mapping[str, int] = field(default_factory=dict)
