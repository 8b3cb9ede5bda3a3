"""Candidates: found where the sample planted doubles, explained in parts, and always the same."""

from collections.abc import Mapping

import pytest

from benchmarks.same_truth import sample_people
from ingest.same.blocking import MOST, keyed
from ingest.same.candidates import find_candidates
from ingest.same.model import DEFAULTS, LEVELS, settled
from ingest.same.records import HELD, People, held_table, people_table
from ingest.sample import SampleSummary, write_sample
from ingest.sample.labels import read_labels


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> SampleSummary:
    """A sample with enough people to learn from."""
    return write_sample(tmp_path_factory.mktemp("doubles") / "sample", claims=900)


def few(held: Mapping[str, list[tuple[str, str]]], *names: str) -> People:
    """People without birth dates, and what they hold."""
    people = people_table([(f"p{n}", name, None, None) for n, name in enumerate(names)])
    return People(people, {kind: held_table(kind, held.get(kind, [])) for kind in HELD})


def test_the_planted_doubles_are_found(sample: SampleSummary) -> None:
    people = sample_people(sample.directory)
    found = find_candidates(people, ())
    doubles = {tuple(sorted((d.first, d.second))) for d in read_labels(sample.labels).doubles}
    pairs = {(c.a, c.b) for c in found.candidates}
    assert found.model.trained
    assert len(pairs & doubles) >= 0.85 * len(doubles)
    assert len(pairs & doubles) >= 0.8 * len(pairs)
    assert found.compared < 4 * len(people)


def test_the_same_people_give_the_same_candidates(sample: SampleSummary) -> None:
    first, again = (find_candidates(sample_people(sample.directory), ()) for _ in range(2))
    assert first == again


def test_parts_sum_to_the_weight_and_name_what_was_compared(sample: SampleSummary) -> None:
    for candidate in find_candidates(sample_people(sample.directory), ()).candidates:
        assert candidate.weight == round(sum(part.weight for part in candidate.parts), 2)
        names = [part.comparison for part in candidate.parts if part.comparison in LEVELS]
        assert names == list(LEVELS)
        assert 0.5 <= candidate.probability <= 1


def test_few_people_are_weighed_by_the_stated_shares() -> None:
    held = {"phone": [("p0", "1"), ("p1", "1")], "email": [("p0", "e"), ("p1", "e")]}
    found = find_candidates(few(held, "Ada Marlow", "Marlow Ada", "Zoe Pell"), (), least=-20)
    assert not found.model.trained
    assert found.model.shares == DEFAULTS
    (candidate,) = found.candidates
    levels = {part.comparison: part.level for part in candidate.parts}
    assert levels["name"] == "same"
    assert levels["contact"] == "several"
    assert levels["birth_date"] == levels["document"] == "unknown"


def test_a_name_alone_is_no_candidate() -> None:
    people = few({}, "Ada Marlow", "Ada Marlow")
    assert find_candidates(people, (), least=-100).candidates == ()


def test_a_pair_that_a_rule_found_is_always_shown() -> None:
    held = {"document": [("p0", "D"), ("p1", "D")]}
    rule = ("p0", "p1", "identity_number_contradicted")
    (found,) = find_candidates(few(held, "Otto Pell", "Zoe Kim"), [rule], least=99).candidates
    assert found.rule == rule[2]


def test_nobody_and_one_person_are_no_error() -> None:
    assert find_candidates(few({}), ()).candidates == ()
    assert find_candidates(few({}, "Ada Marlow"), ()).candidates == ()


def test_keys_of_many_records_are_left_out_and_counted() -> None:
    count = MOST["phone"] + 1
    held = {"phone": [(f"p{n}", "1") for n in range(count)]}
    made = keyed(few(held, *(f"Ada {chr(97 + n)}x" for n in range(count))))
    assert made.left_out["phone"] == 1
    assert all(not phones for phones in made.held["phone"])
    assert not any(key.startswith("phone:") for keys in made.keys for key in keys)


def test_what_was_learnt_upside_down_is_not_used() -> None:
    learnt: dict[str, tuple[tuple[float | None, float | None], ...]] = dict(DEFAULTS.items())
    learnt["document"] = ((0.01, 0.5), (0.99, 0.5))
    learnt["contact"] = ((None, None), (0.3, 0.001), (0.1, 0.002), (0.2, 0.9))
    model = settled(learnt, 1e-4)
    assert model.shares["document"] == DEFAULTS["document"]
    assert model.shares["contact"][0] == DEFAULTS["contact"][0]
    assert model.shares["contact"][1] == (0.3, 0.001)
