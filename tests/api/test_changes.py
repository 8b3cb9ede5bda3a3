"""What changed about rings, loss schedules, links and hubs restored, on every way in."""

from datetime import timedelta
from typing import Any

import pytest

from api.changes import changes_document, history_documents
from api.graphql.schema import answer
from api.services import Services
from graph.errors import NotFoundError
from graph.rings import save_run
from graph.rings.changes import changes
from graph.rings.model import Ring
from tests.api.conftest import NOW, Drill
from tests.api.web import Browser
from tests.rings_example import account, example_ring, example_run, person


def _older() -> Ring:
    """The example ring with half its people, and a number of its own."""
    ring = example_ring()
    return ring.model_copy(update={"id": "R-OLDER0", "members": ring.members[:2]})


@pytest.fixture
def grown(services: Services) -> Services:
    """A store in which an earlier ring has gone into the example ring."""
    for day, (before, now) in enumerate(
        [((), (_older(),)), ((_older(),), (example_ring(),))], start=1
    ):
        run = example_run().model_copy(
            update={"rings": now, "changes": changes(before, now), "digest": f"{day}"}
        )
        save_run(services.store, run, NOW + timedelta(days=day))
    return services


def _ask(services: Services, query: str) -> dict[str, Any]:
    response = answer(services, query, {})
    assert "errors" not in response, response
    data: dict[str, Any] = response["data"]
    return data


def test_a_ring_that_is_gone_leads_to_where_its_people_are(grown: Services) -> None:
    with pytest.raises(NotFoundError, match="its people are in R-EXAMPL now"):
        grown.ring("r-older0")
    with pytest.raises(NotFoundError, match="There is no ring R-NEVER0"):
        grown.ring("R-NEVER0")
    gone, merged = grown.ring_history("R-OLDER0")[-1], grown.ring_history("R-EXAMPL")[-1]
    assert (gone.change.kind, gone.change.into) == ("gone", ("R-EXAMPL",))
    assert (merged.change.kind, merged.change.of) == ("merged", ("R-OLDER0",))


def test_history_is_only_added_to(grown: Services) -> None:
    before = grown.ring_history("R-OLDER0")
    again = example_run().model_copy(
        update={"rings": (_older(),), "changes": changes((), (_older(),)), "digest": "1"}
    )
    save_run(grown.store, again, NOW + timedelta(days=9))  # as it was on the first day
    after = grown.ring_history("R-OLDER0")
    assert after[: len(before)] == before
    assert len(after) == len(before) + 1
    save_run(grown.store, again, NOW + timedelta(days=10))
    assert grown.ring_history("R-OLDER0") == after


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_changes_are_said_by_kind(lang: str) -> None:
    now = example_ring()
    others = tuple(m.model_copy(update={"id": f"{m.id}0"}) for m in now.members)
    weak = now.model_copy(update={"id": "R-WEAK00", "weak": True, "members": others})
    found = changes((_older(), weak), (now, weak))
    run = example_run().model_copy(update={"changes": found})
    document = changes_document(run, {}, lang)
    assert document["counts"]["gone"] == 1
    told = [(change["ring"], change["kind"]) for change in document["changes"]]
    assert told == [("R-EXAMPL", "merged"), ("R-OLDER0", "gone")]
    assert document["changes"][1]["why"]
    every = changes_document(run, {}, lang, every=True)
    assert [change["kind"] for change in every["changes"]] == ["merged", "gone", "unchanged"]
    assert history_documents([], lang) == []


def test_graphql_tells_history_schedule_links_and_where_a_case_is_now(grown: Services) -> None:
    case = grown.open_case("R-EXAMPL")
    query = """{ ring(number: "R-EXAMPL") { history { kind of at came { caption } }
        lossSchedule(by: YEAR) { caption period claims money { claimed stopped } }
        linkAnalysis { entities core bridges { caption } pairs { index } between { betweenness } }
        members { positions { message links } money { currency claimed } } }
      case(number: "%s") { ringsNow { number } }
      links(entity: "%s", to: "%s") { notFollowed paths { caption } } }"""
    found = _ask(grown, query % (case.number, person("P1"), person("P2")))
    assert found["ring"]["history"][0]["of"] == ["R-OLDER0"]
    assert len(found["ring"]["lossSchedule"]) == 4
    assert found["ring"]["lossSchedule"][0]["money"] == {"claimed": 3_120_000, "stopped": 0}
    assert found["ring"]["linkAnalysis"]["entities"] > 4
    assert found["case"]["ringsNow"] == [{"number": "R-EXAMPL"}]
    ways = found["links"]["paths"]
    assert ways[0][0]["caption"] == "王秀英"
    assert ways[0][-1]["caption"] == "Tomas Okello"


def test_the_ring_page_shows_schedule_links_and_history(grown: Services, browser: Browser) -> None:
    del grown
    page = browser.get("/rings/R-EXAMPL?by=month").text
    for word in ("Loss schedule", "2025-06", "History", "R-OLDER0", "Densest part"):
        assert word in page
    assert "restore?hub=" in page
    assert browser.get("/rings/R-EXAMPL?by=week").status_code == 422


def test_what_was_not_left_out_is_refused_on_the_page(browser: Browser) -> None:
    answered = browser.get(f"/rings/R-EXAMPL/restore?hub={account}")
    assert answered.status_code == 400
    assert "damped" in answered.text


def test_by_command_line(drill: Drill) -> None:
    top = drill.json("rings")["rings"][0]["ring"]
    ring = drill.json("rings", top, "--by", "quarter")
    schedule = ring["loss_schedule"]
    assert schedule["by"] == "quarter"
    for total in ring["money"]:
        lines = [one for one in schedule["lines"] if one["currency"] == total["currency"]]
        assert sum(one["claimed"] for one in lines) == total["claimed"]
        assert sum(one["paid"] for one in lines) == total["paid"]
    assert ring["history"][0]["kind"] == "new"
    found = drill.json("rings", "--changes")
    assert found["counts"]["new"] == len(found["changes"])
    first, last = ring["members"][0]["id"], ring["members"][-1]["id"]
    assert drill.json("links", first, "--to", last)["paths"]
    assert "give its number" in drill.run("rings", "--restore", "hub", status=2)
    assert "can't be restored" in drill.run("rings", top, "--restore", "nothing", status=2)


def test_what_is_analysed_can_be_chosen_by_command_line(drill: Drill) -> None:
    digest = drill.json("rings")["digest"]
    assert drill.json("rings", "--incremental")["digest"] == digest
    assert drill.json("rings", "--full")["digest"] == digest


def test_a_hub_restored_by_command_line_keeps_nothing(drill: Drill) -> None:
    rings = [drill.json("rings", one["ring"]) for one in drill.json("rings")["rings"][:4]]
    ring, hub = next(
        (ring, left)
        for ring in rings
        for left in ring["suppressed"]
        if left["action"] != "collapsed"
    )
    digest = drill.json("rings")["digest"]
    found = drill.json("rings", ring["ring"], "--restore", hub["id"])
    assert found["hypothetical"]
    assert found["people_restored"] == found["people"] + len(found["joined"]) - len(found["left"])
    assert drill.json("rings")["digest"] == digest
