"""What a typology is and what it finds: a pattern an investigator knows, written in Cypher."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from graph.schema.model import Text
from queries import Query


@dataclass(frozen=True)
class Typology:
    """One folder of queries/typologies: its rule, and its wording from the rule's header.

    `sentence` and its translation are str.format patterns over a finding's figures; `parameters`
    are the defaults of rule and hubs; `weight` scales the points of a finding in a ring's score.
    `positions` say, by label, where a subject of that type stands: no words of guilt.
    """

    name: str
    title: Text
    why: Text
    sentence: Text
    innocent: tuple[Text, ...]
    parameters: Mapping[str, int | float | str | bool]
    weight: float
    rule: Query
    hubs: Query
    positions: Mapping[str, Text] = field(default_factory=dict)


@dataclass(frozen=True)
class Finding:
    """One place where a typology's pattern stands; all ids sorted.

    `subjects` are the parties it is about, `nodes` every entity and `links` every link it rests
    on; `figures` hold no personal data and fill the typology's sentence.
    """

    typology: str
    subjects: tuple[str, ...]
    nodes: tuple[str, ...]
    links: tuple[str, ...]
    claims: tuple[str, ...]
    figures: Mapping[str, object]


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
    """All findings and all that was left out, in sorted order."""

    findings: tuple[Finding, ...]
    skipped: tuple[SkippedHub, ...]
