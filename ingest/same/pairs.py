"""What a possible double is: two records, its match weight and the parts the weight is made of."""

import json
from dataclasses import dataclass


@dataclass(frozen=True)
class Part:
    """One step of the waterfall: what was compared, how it came out, and its weight in bits."""

    comparison: str  # prior, name, name_frequency, birth_date, contact, document
    level: str  # a level of the comparison (ingest/same/model.py), or 'unknown'
    weight: float


@dataclass(frozen=True)
class Candidate:
    """A pair a < b; `weight` is the sum of its parts, in bits."""

    a: str
    b: str
    weight: float
    rule: str  # the rule that found it too, else empty
    parts: tuple[Part, ...]

    @property
    def probability(self) -> float:
        """Probability that both are one person, by the model: 2^w / (1 + 2^w)."""
        capped = max(-60.0, min(60.0, self.weight))
        return round(2**capped / (1 + 2**capped), 4)

    def document(self) -> str:
        """The parts as JSON, as the store keeps them."""
        rows = [[part.comparison, part.level, part.weight] for part in self.parts]
        return json.dumps(rows)


def candidate_of(a: str, b: str, weight: float, rule: str, document: str) -> Candidate:
    """A candidate as the store keeps it."""
    parts = tuple(Part(str(c), str(level), float(w)) for c, level, w in json.loads(document))
    return Candidate(a, b, weight, rule, parts)
