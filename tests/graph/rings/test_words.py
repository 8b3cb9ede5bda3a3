"""Sentences in both languages, and who and what a reason means."""

from graph.rings.model import Sentence
from graph.rings.words import rests_on, sentence
from tests.rings_example import example_ring


def test_a_reason_names_things_first_then_people() -> None:
    ring = example_ring()
    about = [rests_on(ring, reason) for reason in ring.reasons]
    assert any(about)
    for reason, named in zip(ring.reasons, about, strict=True):
        assert {one.id for one in named} <= {*reason.nodes, *reason.subjects}
        people = [one.label == "Person" for one in named]
        assert people == sorted(people)


def test_a_typology_is_said_from_its_header_in_both_languages() -> None:
    figures = {"claims": 9, "people": 6, "families": 5, "payments": 9, "first": "2025-01-02"}
    said = Sentence(message="typology.shared_account", parameters={**figures, "last": "2025-03-04"})
    assert sentence(said, "en").startswith("9 claims of 6 people from 5 unrelated households")
    assert sentence(said, "zh").startswith("6 名索赔人")
