"""The main job: sample in, rings out, case and bundle, by command line and by GraphQL."""

import csv
import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from api.graphql.schema import answer
from api.services import Services
from graph.settings import Settings
from graph.store import open_store
from tests.api.conftest import Drill


def _bag_is_whole(bag: Path) -> bool:
    lines = (bag / "manifest-sha256.txt").read_text(encoding="utf-8").splitlines()
    pairs = [line.split(maxsplit=1) for line in lines]
    return bool(pairs) and all(
        hashlib.sha256((bag / name).read_bytes()).hexdigest() == digest for digest, name in pairs
    )


def test_by_command_line_from_rings_to_a_bundle(drill: Drill, tmp_path: Path) -> None:
    rings = drill.json("rings", "--csv", str(tmp_path / "excel"))
    assert rings["invented"] is True
    assert len(rings["rings"]) >= 4
    top = rings["rings"][0]
    assert top["people"] >= 3
    assert top["main_reason"]["text"]
    score = drill.json("sample", "--score", "-o", str(drill.sheets))
    assert score["found"] >= 0.5 * score["planted"]

    ring = drill.json("rings", top["ring"])
    claim = ring["reasons"][0]["claims"][0]
    assert claim["number"].startswith("CLM")
    assert claim["sources"][0].startswith("claims.csv:")
    assert ring["link_analysis"]["links"] > 0

    view = tmp_path / "view.html"
    assert drill.json("view", top["ring"], "-o", str(view))["nodes"] <= 1000
    assert "INVENTED" in view.read_text(encoding="utf-8")

    case = drill.json("case", "open", top["ring"])["case"]
    drill.run("case", "note", case, "asked the garage")
    drill.run("case", "decide", case, "--state", "investigating", "--basis", "tip holds")
    draft = drill.json("bundle", case, "-o", str(tmp_path / "bundles"))
    assert draft["draft"] is True
    assert _bag_is_whole(Path(draft["path"]))
    print_of = ["--verify", draft["path"], "--fingerprint", draft["fingerprint"]]
    assert drill.json("bundle", *print_of)["problems"] == []
    drill.run("case", "refer", case, "--to", "City police", "--reference", "2026-117")
    assert drill.json("bundle", case, "-o", str(tmp_path / "bundles"))["draft"] is False
    shown = drill.json("case", "show", case)
    assert (shown["state"], shown["notes"][0]["text"]) == ("referred", "asked the garage")
    assert case in [each["case"] for each in drill.json("case", "list")["cases"]]
    drill.run("case", "decide", case, "--state", "closed", "--basis", "the drill ends")

    audit = drill.json("audit", "--verify", "--limit", "1000")
    assert audit["problems"] == []
    acts = {entry["act"] for entry in audit["entries"]}
    assert acts >= {"read", "opened", "noted", "decided", "referred", "exported"}


def test_a_changed_bundle_is_told(drill: Drill, tmp_path: Path) -> None:
    assert "no bundle" in drill.run("bundle", "--verify", str(tmp_path), status=2)
    assert "Which case?" in drill.run("bundle", status=2)


def test_from_a_tip_to_an_entity_and_a_path(drill: Drill) -> None:
    with (drill.sheets / "claims.csv").open(encoding="utf-8-sig", newline="") as file:
        claims = [row for row in csv.DictReader(file) if row["claimant_id"]]
    number = claims[5]["claim_number"]
    hit = drill.json("find", number)["hits"][0]
    assert (hit["label"], hit["caption"]) == ("Claim", number)
    shown = drill.json("show", number, "--analysis")
    assert {"file": "claims.csv", "row": 7} in [
        {"file": row["file"], "row": row["row"]} for row in shown["rows"]
    ]
    assert shown["link_analysis"]["entities"] > 1
    person = next(item["other"] for item in shown["links"] if item["type"] == "INVOLVED_IN")
    path = drill.json("path", number, person["id"])
    assert path["length"] == 1
    assert path["links"][0]["rows"][0]["at"] == "claims.csv:7"
    assert "claims.csv:7" in drill.run("path", number, person["id"])
    assert "No entity fits" in drill.run("show", "no such thing at all", status=2)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_what_people_read_is_marked_and_in_their_language(drill: Drill, lang: str) -> None:
    mark = {"en": "INVENTED", "zh": "虚构数据"}[lang]
    top = drill.json("rings", "--limit", "1")["rings"][0]["ring"]
    for words in (["rings", "--all"], ["rings", top], ["store", "status"], ["case", "list"]):
        assert drill.run(*words, "--lang", lang).splitlines()[0].startswith(mark)


def test_loading_the_same_again_changes_nothing(drill: Drill) -> None:
    before = drill.json("store", "status")["digest"]
    assert drill.json("ingest", str(drill.sheets))["unchanged"] is True
    assert drill.json("store", "status")["digest"] == before


def test_a_dismissed_ring_leaves_the_list_with_a_reason(drill: Drill) -> None:
    last = drill.json("rings")["rings"][-1]["ring"]
    drill.run("case", "dismiss", last, "--reason", "one family firm")
    assert last not in [ring["ring"] for ring in drill.json("rings")["rings"]]
    listed = {ring["ring"]: ring for ring in drill.json("rings", "--all")["rings"]}
    assert "one family firm" in listed[last]["dismissed"]["text"]


def test_a_missing_file_is_one_sentence(drill: Drill, tmp_path: Path) -> None:
    said = drill.run("ingest", str(tmp_path / "nothing"), status=2)
    assert "nothing" in said.splitlines()[-1]


def _ask(services: Services, query: str, **variables: Any) -> dict[str, Any]:
    response = answer(services, query, variables)
    assert "errors" not in response, response
    data: dict[str, Any] = json.loads(json.dumps(response))["data"]
    return data


def test_by_graphql_from_rings_to_a_bundle(drill: Drill, tmp_path: Path) -> None:
    with open_store(Settings(store="embedded", data=drill.data)) as store:
        services = Services(store, Settings(data=drill.data, actor="ann"))
        rings = _ask(
            services,
            """{ rings(first: 2) { pageInfo { hasNextPage endCursor } edges { node {
                number people money { claimed } reasons { sentence { text(lang: ZH) }
                claims { number lossDate claimed sources } } members { id caption } } } } }""",
        )["rings"]
        assert rings["pageInfo"]["hasNextPage"] is True
        second = rings["edges"][1]["node"]
        member = second["members"][0]["id"]
        near = _ask(
            services,
            """query($id: ID!) { neighbours(id: $id, limit: 3) { total
                notShown { count } items { other { caption } } } }""",
            id=member,
        )["neighbours"]
        hidden = sum(entry["count"] for entry in near["notShown"])
        assert len(near["items"]) + hidden == near["total"]
        opened = _ask(
            services,
            "mutation($s: String!) { openCase(subject: $s) { number } }",
            s=second["number"],
        )["openCase"]
        noted = _ask(
            services,
            'mutation($c: String!) { addNote(case: $c, text: "seen") { notes { text } } }',
            c=opened["number"],
        )
        assert noted["addNote"]["notes"] == [{"text": "seen"}]
        case = services.cases.get(opened["number"])
        report = services.write_bundle(case, tmp_path / "bundles", "zh")
        assert report.draft is True
        assert _bag_is_whole(report.path)
