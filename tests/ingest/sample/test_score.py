"""The score says what was found, what wasn't, and which honest people were flagged."""

from pathlib import Path

import pytest

from graph.errors import InputError
from graph.rings.model import Member, Ring
from graph.schema.ids import entity_id
from ingest.sample import SampleSummary, score_sample
from ingest.sample.labels import Labels


def ring(rank: int, people: list[str]) -> Ring:
    """A found ring with these members and nothing else."""
    members = tuple(
        Member(
            id=entity_id("Person", f"sheets:{number}"),
            label="Person",
            caption="",
            positions=(),
            stability=1.0,
            claims=0,
        )
        for number in people
    )
    return Ring(
        id=f"R-{rank}",
        rank=rank,
        score=1 / rank,
        members=members,
        relatives=(),
        agents=(),
        providers=(),
        identifiers=(),
        claims=(),
        money=(),
        first_loss=None,
        last_loss=None,
        reasons=(),
        against=(),
        suppressed=(),
        links=(),
        weak=False,
    )


def perfect(labels: Labels) -> list[Ring]:
    return [ring(rank + 1, list(label.members)) for rank, label in enumerate(labels.rings)]


def test_perfect_rings_score_perfectly(sample: SampleSummary, labels: Labels) -> None:
    score = score_sample(sample.labels, perfect(labels))
    assert (score.found, score.false, score.honest_named) == (7, 0, 0)
    assert score.recall == score.shared_recall == 1
    assert score.shared_planted == sample.rings_on_shared_hubs
    assert all(kind.found == kind.planted for kind in score.by_kind)
    assert not score.honest_flagged


def test_nothing_found_scores_nothing(sample: SampleSummary) -> None:
    score = score_sample(sample.labels, [])
    assert (score.found, score.considered, score.named) == (0, 0, 0)
    assert score.false_share == score.honest_per_100_named == 0
    assert all(match.best is None for match in score.matches)


def test_half_of_the_union_is_enough_and_less_is_not(sample: SampleSummary, labels: Labels) -> None:
    members = list(labels.rings[0].members)
    outside = [f"X{i}" for i in range(len(members))]
    assert score_sample(sample.labels, [ring(1, members + outside)]).found == 1
    assert score_sample(sample.labels, [ring(1, [*members, *outside, "X"])]).found == 0


def test_wrongly_included_people_are_counted(sample: SampleSummary, labels: Labels) -> None:
    members = [*labels.rings[0].members, "X1", "X2"]
    score = score_sample(sample.labels, [ring(1, members)])
    assert score.matches[0].wrongly_included == 2
    assert score.honest_named == 2
    assert score.honest_per_100_named == pytest.approx(200 / len(members))


def test_only_the_top_counts(sample: SampleSummary, labels: Labels) -> None:
    false = [ring(rank + 1, [f"X{rank}-{i}" for i in range(5)]) for rank in range(7)]
    late = ring(8, list(labels.rings[0].members))
    score = score_sample(sample.labels, [late, *false])
    assert (score.found, score.false, score.considered) == (0, 7, 7)
    assert score.matches[0].rank == 8


def test_an_honest_family_in_the_top_is_named(sample: SampleSummary, labels: Labels) -> None:
    family = next(h for h in labels.honest if h.kind == "household" and len(h.people) >= 3)
    score = score_sample(sample.labels, [ring(1, list(family.people))])
    assert "household" in {honest.kind for honest in score.honest_flagged}


def test_the_table_speaks_both_languages(sample: SampleSummary, labels: Labels) -> None:
    score = score_sample(sample.labels, perfect(labels))
    english, chinese = score.table("en"), score.table("zh")
    assert english[0] == ("Rings planted", "7")
    assert english[1][1] == "7 (1.00)"
    assert len(english) == len(chinese) == 6 + len(score.by_kind)
    assert english[0][0] != chinese[0][0]


def test_missing_labels_are_explained(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"no labels file .*`ringleader sample`"):
        score_sample(tmp_path / "none.labels.json", [])


@pytest.mark.parametrize("text", ["", "[]", '{"seed": 1}', '{"seed": "x", "rings": 3}'])
def test_broken_labels_are_explained(tmp_path: Path, text: str) -> None:
    path = tmp_path / "broken.labels.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match="is no labels file"):
        score_sample(path, [])
