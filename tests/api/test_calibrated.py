"""What a ring's score has meant and what is known around it, on every way in, in both languages."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from api.graphql.schema import answer
from tests.api.desk import Desk, opened
from tests.judged_example import load_groups


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    directory = tmp_path_factory.mktemp("judged")
    with opened(directory) as made:
        load_groups(made.services.store, directory)
        assert json.loads(made.run("rings", "--all", "--json"))["rings"][0]["calibrated"] is None
        assert "尚未以认定结果校准" in made.browser.get("/?lang=zh").text
        made.run("train", "--as-of", "2025-05-01")
        yield made


def test_the_report_has_ring_scores_beside_their_base_rate(desk: Desk) -> None:
    document = json.loads(desk.run("train", "--as-of", "2025-05-01", "--json"))["rings"]
    assert (document["confirmed"], document["cleared"]) == (13, 15)
    assert document["trial"]["brier"] < document["trial"]["brier_base"]
    report = Path(document["file"]).with_name("validation.md").read_text(encoding="utf-8")
    assert "Read from 28 judged rings, 13 of them confirmed, verdicts up to 2025-05-01" in report
    assert "of the base rate alone" in report
    assert "28 个已有结论的团伙" in desk.run("train", "--as-of", "2025-05-01", "--lang", "zh")


def test_each_ring_says_what_its_score_has_meant(desk: Desk) -> None:
    first = json.loads(desk.run("rings", "--all", "--json"))["rings"][0]
    meant = first["calibrated"]
    assert meant["rings"] == 28
    assert meant["as_of"] == "2025-05-01"
    assert meant["low"] < meant["share"] < meant["high"]
    said = f"such a score about {round(100 * meant['share'])} were confirmed"
    assert said in meant["text"]
    assert said in " ".join(desk.run("rings", first["ring"]).split())
    page = desk.browser.get(f"/rings/{first['ring']}?lang=en").text
    assert said in page
    assert meant["short"] in page
    assert meant["short"] in desk.browser.get("/?lang=en").text
    assert "每 100 个约有" in desk.browser.get(f"/rings/{first['ring']}?lang=zh").text


def test_graphql_has_it_with_what_is_known_around(desk: Desk) -> None:
    query = """{ rings(first: 1, weak: true) { edges { node { number score
        calibrated(lang: ZH) { share low high rings asOf text }
        knownFraud { asOf claims confirmed cleared members text
            parties { caption claims confirmed nearer } }
        reasons { also { text } innocent(lang: ZH)
            places(lang: EN) { role text caption claims } } } } } }"""
    response = answer(desk.services, query)
    assert "errors" not in response, response
    node: dict[str, Any] = response["data"]["rings"]["edges"][0]["node"]
    assert node["calibrated"]["rings"] == 28
    assert "28 个" in node["calibrated"]["text"]
    known = node["knownFraud"]
    assert known["claims"] == 5
    assert known["asOf"] in known["text"]
    assert (known["confirmed"], known["cleared"]) in {(3, 0), (0, 3)}
    places = [place for reason in node["reasons"] for place in reason["places"]]
    assert {"Claimant", "Passenger"} <= {place["text"] for place in places}
    assert any(reason["innocent"] for reason in node["reasons"])


def test_what_is_known_around_and_who_did_what_is_on_page_and_terminal(desk: Desk) -> None:
    document = json.loads(desk.run("rings", "--all", "--limit", "30", "--json"))
    every = [json.loads(desk.run("rings", r["ring"], "--json")) for r in document["rings"][:3]]
    ring = next(one for one in every if one["known_fraud"]["confirmed"])
    shown = " ".join(desk.run("rings", ring["ring"]).split())
    page = desk.browser.get(f"/rings/{ring['ring']}?lang=en").text
    for said in (
        "3 are confirmed as fraud by a recorded verdict",
        "which is no verdict on them",
        "Known fraud around",
        "Passenger:",
    ):
        assert said in shown
        assert said in page
    assert "Innocent explanations" in page
    assert "A family banks on one account" in page


def test_history_has_times_as_people_read_them(desk: Desk) -> None:
    number = json.loads(desk.run("rings", "--all", "--json"))["rings"][0]["ring"]
    for shown in (desk.browser.get(f"/rings/{number}").text, desk.run("rings", number)):
        assert re.search(r"\b20\d\d-\d\d-\d\d \d\d:\d\d UTC", " ".join(shown.split()))
        assert "+00:00" not in shown


def test_a_missing_ring_is_said_in_the_language_of_the_page(desk: Desk) -> None:
    assert "There is no ring R-000000" in desk.browser.get("/rings/R-000000?lang=en").text
    assert "最近一次分析中没有团伙 R-000000" in desk.browser.get("/rings/R-000000?lang=zh").text
    assert "最近一次分析中没有团伙" in desk.run("rings", "R-000000", "--lang", "zh", status=2)
