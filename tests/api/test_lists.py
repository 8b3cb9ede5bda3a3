"""Lists and outcomes on every way in: command line, pages, GraphQL and bundles."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.api.desk import Desk, opened
from tests.lists_example import claim, listed, load_all, person


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    directory = tmp_path_factory.mktemp("lists")
    with opened(directory) as made:
        load_all(made.services.store, directory)
        yield made


def test_a_bulletin_is_shown_and_linked_to_the_typology_it_led_to(desk: Desk) -> None:
    (line,) = desk.json("bulletin", "list")["bulletins"]
    assert (line["document"], line["about"]) == ("IAI-7", "One account, many payees")
    shown = desk.json("bulletin", "show", "iai-7")
    (match,) = shown["matches"]
    assert person("Ann") in {holder["id"] for holder in match["holders"]}
    assert len(shown["rings"]) == 1
    assert "Ann Example" in desk.run("bulletin", "show", "IAI-7")

    assert "reason" in desk.run("bulletin", "link", "IAI-7", "shared_account", status=2)
    words = ("bulletin", "link", "IAI-7", "nonsense", "--reason", "it describes it")
    assert "there are: agents_own_contact" in desk.run(*words, status=2)
    words = ("bulletin", "link", "NONE-1", "shared_account", "--reason", "it describes it")
    assert "no bulletin 'NONE-1'" in desk.run(*words, status=2)
    made = desk.json("bulletin", "link", "IAI-7", "shared-account", "--reason", "it describes it")
    assert (made["number"], made["typology"]) == ("IAI-7", "shared_account")
    assert desk.json("bulletin", "show", "IAI-7")["typologies"] == ["shared_account"]
    assert desk.services.cases.verify() == ()
    assert desk.json("audit")["entries"][-1]["act"]

    ring = desk.json("rings", shown["rings"][0])
    (reason,) = [r for r in ring["reasons"] if r["typology"] == "shared_account"]
    described = "as described in bulletin IAI-7 of Invented Association of Insurers, 2025-02-10"
    assert reason["described_in"] == [described]
    assert described in desk.page(f"/rings/{ring['ring']}")
    answered = desk.ask(
        "query($n: String!) { ring(number: $n) { reasons { typology describedIn { text } } } }",
        n=ring["ring"],
    )
    texts = {r["typology"]: r["describedIn"] for r in answered["ring"]["reasons"]}
    assert texts["shared_account"] == [{"text": described}]


def test_an_entity_says_what_is_listed_of_it_and_of_what_it_has(desk: Desk) -> None:
    eve = desk.json("show", person("Eve"))
    assert {n["document"] for n in eve["notices"]} == {"IP-2025-4"}
    assert "same name and birth date" in eve["notices"][0]["text"]
    cid = desk.json("show", person("Cid"))["notices"]
    assert [(n["document"], bool(n["not_counted"])) for n in cid] == [("IP-2025-2", True)]
    assert "expired on 2025-05-01" in desk.run("show", person("Cid"))
    bob = desk.json("show", person("Bob"))
    assert [n["not_counted"] for n in bob["notices"]] == [
        "counts for nobody by itself: 31 parties and claims use it"
    ]
    assert [(o["verdict"], o["basis"]) for o in bob["outcomes"]] == [
        ("confirmed", "internal_finding"),
        ("cleared", "internal_finding"),
    ]
    entry = desk.json("show", listed("1"))
    assert [link["type"] for link in entry["links"]] == ["NAMES"]


def test_pages_show_notices_outcomes_and_lists(desk: Desk) -> None:
    assert "same name and birth date" in desk.page(f"/entities/{person('Eve')}")
    assert "姓名和出生日期相同" in desk.page(f"/entities/{person('Eve')}?lang=zh")
    assert "IP-2025-4" in desk.page(f"/entities/{person('Eve')}/panel?lang=en")
    assert "fraud confirmed, by judgment of 2025-04-10" in desk.page(f"/entities/{claim('Ann')}")
    lists = desk.page("/lists")
    for said in ("IAI-7", "IP-2025-1", "expired", "nothing the graph knows", "Ann Example"):
        assert said in lists
    assert listed("4") in desk.page("/search?q=IP-2025-4")
    assert "on a list" in desk.page("/search?q=Eve+Example")
    (ring,) = desk.services.run().rings
    page = desk.page(f"/rings/{ring.id}")
    assert "does not count: expired on 2025-05-01" in page
    assert "cleared, by internal finding of 2025-05-10" in page
    assert "IP-2025-1" in desk.page(f"/rings/{ring.id}/view?masked=1")


def test_graphql_tells_notices_and_outcomes(desk: Desk) -> None:
    told = desk.ask(
        """query($of: String!) {
            notices(limit: 20) { label document state matches { id how } rings }
            entity(reference: $of) { notices { document text notCounted }
                outcomes { verdict basis text(lang: EN) decidedOn } } }""",
        of=person("Bob"),
    )
    states = {n["document"]: n["state"] for n in told["notices"]}
    assert (states["IP-2025-1"], states["IP-2025-2"]) == ("in_force", "expired")
    assert told["entity"]["outcomes"][-1]["text"] == "cleared (internal finding)"
    rings = desk.ask(
        """{ rings(weak: true) { edges { node { notices { document authority notCounted text }
            outcomes { about verdict basis } } } } }"""
    )["rings"]["edges"]
    assert len(rings[0]["node"]["notices"]) == 6
    assert {o["verdict"] for o in rings[0]["node"]["outcomes"]} == {"confirmed", "cleared"}


def test_a_bundle_shows_authority_and_document_number(desk: Desk, tmp_path: Path) -> None:
    (ring,) = desk.services.run().rings
    case = desk.services.open_case(ring.id)
    for number, directory in enumerate((tmp_path / "draft", tmp_path / "open")):
        if number:
            desk.services.cases.decide(case, "investigating", "The list says so")
            case = desk.services.cases.refer(case, "Invented Police", "IP-REF-1")
        report = desk.services.write_bundle(case, directory, "en")
        said = json.loads((report.path / "data/methods/ring.json").read_text(encoding="utf-8"))
        text = json.dumps(said, ensure_ascii=False)
        assert "Invented Police" in text
        assert "IP-2025-1" in text
        nodes = (report.path / "data/graph/nodes.csv").read_text(encoding="utf-8-sig")
        assert "IP-2025-1" in nodes
        assert ("EVE Example" in nodes) is not report.draft
        records = b"".join(
            path.read_bytes() for path in (report.path / "data/records").glob("*watch_list*")
        )
        assert (b"IP-2025-1" in records) is not report.draft
