"""Same person, twice: exact rules, weighed candidates, and the judgements that decide.

The only door to Splink, which is loaded when a search runs.
"""

from ingest.same.apply import Applied, apply_rules
from ingest.same.around import Around, look_around, read_known
from ingest.same.kept import KeptDays, touched_people
from ingest.same.pairs import Candidate, Part
from ingest.same.passing import kept_people
from ingest.same.rules import rule_pairs
from ingest.same.search import Search, find_same, last_search, read_candidates

__all__ = [
    "Applied",
    "Around",
    "Candidate",
    "KeptDays",
    "Part",
    "Search",
    "apply_rules",
    "find_same",
    "kept_people",
    "last_search",
    "look_around",
    "read_candidates",
    "read_known",
    "rule_pairs",
    "touched_people",
]
