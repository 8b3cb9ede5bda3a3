"""Claim scores on every way in: command line, page and GraphQL, in both languages."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.api.desk import Desk, opened
from tests.graph.learning.sheets import claim_id, load_claims


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    directory = tmp_path_factory.mktemp("scores")
    with opened(directory) as made:
        assert "at least 30" in made.run("train", status=2)
        assert "至少 30 件确认欺诈" in made.run("train", "--lang", "zh", status=2)
        load_claims(made.services.store, directory)
        assert "ringleader train" in made.run("claims", status=2)
        assert made.ask(f'{{ entity(reference: "{claim_id(1)}") {{ score {{ rank }} }} }}') == {
            "entity": {"score": None}
        }
        made.run("train", "--as-of", "2025-05-01")
        yield made


def test_training_says_how_it_did_and_what_that_does_not_show(desk: Desk) -> None:
    document = json.loads(desk.run("train", "--as-of", "2025-05-01", "--json"))
    assert document["invented"] is True
    assert {trial["way"] for trial in document["trials"]} == {"time", "folds"}
    assert any("investigate" in note for note in document["notes"])
    assert document["rings"]["curve"] is None
    assert "Why not calibrated: as of 2025-05-01" in document["rings"]["text"]
    report = Path(document["report"]).read_text(encoding="utf-8")
    for said in ("base rate", "Amount claimed", "volume", "AUC", "P@10", "Why not calibrated"):
        assert said in report
    model = json.loads(Path(document["file"]).read_text(encoding="utf-8"))
    assert model["digest"] == document["digest"]
    assert {"name", "mean", "scale", "coefficient"} == set(model["features"][0])


def test_training_again_gives_the_same_bytes(desk: Desk) -> None:
    document = json.loads(desk.run("train", "--as-of", "2025-05-01", "--json"))
    files = [Path(document[name]) for name in ("file", "scores", "report")]
    before = [file.read_bytes() for file in files]
    desk.run("train", "--as-of", "2025-05-01")
    desk.run("train", "--score", "--as-of", "2025-05-01")
    assert [file.read_bytes() for file in files] == before


def test_claims_to_look_at_first_with_what_each_is_made_of(desk: Desk) -> None:
    document = json.loads(desk.run("claims", "--top", "5", "--json"))
    assert [each["rank"] for each in document["claims"]] == [1, 2, 3, 4, 5]
    first = document["claims"][0]
    assert first["log_odds"] == pytest.approx(
        first["base"] + sum(part["added"] for part in first["parts"])
    )
    assert document["stale"] is None
    shown = desk.run("claims", "--top", "5")
    assert first["caption"] in shown
    assert "no verdict" in shown
    assert "不是认定" in desk.run("claims", "--lang", "zh")


def test_the_page_of_a_claim_shows_its_score_and_that_it_is_no_verdict(desk: Desk) -> None:
    page = desk.browser.get(f"/entities/{claim_id(110)}").text
    assert "Learned score" in page
    assert "it is no verdict" in page
    assert "Ways to other claims" in page
    decided = desk.browser.get(f"/entities/{claim_id(2)}").text
    assert "the claim has a verdict" in decided


def test_graphql_has_the_score_of_a_claim_and_the_list(desk: Desk) -> None:
    listed = desk.ask("{ claimScores(limit: 3) { claim rank probability } }")["claimScores"]
    assert [each["rank"] for each in listed] == [1, 2, 3]
    query = f"""{{ entity(reference: "{listed[0]["claim"]}") {{ score(lang: ZH) {{
        rank verdict probability logOdds base text stale parts {{ feature added text }} }} }} }}"""
    score = desk.ask(query)["entity"]["score"]
    assert score["rank"] == 1
    assert score["verdict"] is None
    assert "不是认定" in score["text"]
    total = score["base"] + sum(part["added"] for part in score["parts"])
    assert total == pytest.approx(score["logOdds"])


def test_reading_the_list_is_in_the_audit_trail(desk: Desk) -> None:
    found = json.loads(desk.run("claims", "--top", "2", "--json"))["claims"]
    last = desk.services.cases.audit()[-1]
    assert sorted(each["claim"] for each in found) == sorted(last.subjects)
