"""Families as every typology counts them: one a household, an agent's own none."""

import numpy as np

from graph.measures.context import Context, day_text
from graph.projection.evidence import build_evidence
from graph.projection.holdings import holdings
from graph.projection.households import households
from graph.store import Store


def context(store: Store) -> Context:
    """An agent who is also person-1, the spouse person-2, and a stranger; two work for one firm."""
    people = [f"person-{i}" for i in range(1, 4)]
    evidence = build_evidence(
        {"Person": people, "Agent": ["agent-1"], "Organisation": ["organisation-1"]},
        [
            ("SAME_AS", "agent-1", "person-1", "s", True),
            ("RELATED_TO", "person-1", "person-2", "r", None),
            ("EMPLOYED_BY", "person-2", "organisation-1", "e2", None),
            ("EMPLOYED_BY", "person-3", "organisation-1", "e3", None),
        ],
    )
    held = holdings(evidence)
    return Context(store, (evidence, held, households(evidence, held)))


def test_a_household_counts_once_and_the_agents_own_not_at_all(embedded_store: Store) -> None:
    found = context(embedded_store)
    everyone = ["person-1", "person-2", "person-3"]
    assert found.families(everyone) == 2
    assert found.families([*everyone, "agent-1"]) == 1
    assert found.families(["claim-1"]) == 0


def test_colleagues_are_counted_by_employer(embedded_store: Store) -> None:
    found = context(embedded_store)
    assert found.colleagues(np.array([0, 1, 2])) == 2
    assert found.colleagues(np.array([0])) == 0


def test_days_count_from_1970() -> None:
    assert day_text(0) == "1970-01-01"
    assert day_text(19_723) == "2024-01-01"
