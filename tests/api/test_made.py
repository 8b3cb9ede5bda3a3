"""After a load, pages and GraphQL analyse what it touched and say on which figures they stand."""

import re

import pytest

from api.made import made_document
from api.services import Services
from graph.rings.incremental import full_advised
from graph.rings.model import Drifted
from graph.settings import Settings
from graph.store import Store
from tests.api.desk import Desk
from tests.graph.rings.changing_world import changing_world
from tests.graph.rings.test_find import fill
from tests.graph.small_world import SmallWorld
from tests.lists_example import NOW
from tests.rings_example import example_run

RUN = """{ ringRun { incremental epoch frozenOn drift driftBound fullAdvised text notes } }"""
ANALYSE = """mutation($full: Boolean!) { analyse(full: $full) { incremental epoch } }"""


def load_more(store: Store, name: str) -> None:
    """Somebody comes who uses the account and the device of one ring."""
    world = SmallWorld()
    world.person(name, account="mule2", device="d2")
    fill(store, world)


@pytest.fixture
def desk(embedded_store: Store, embedded_settings: Settings) -> Desk:
    """A server on a store whose rings haven't been looked for."""
    fill(embedded_store, changing_world())
    return Desk(Services(embedded_store, embedded_settings, lambda: NOW, incremental=True))


def test_after_a_load_the_server_analyses_what_it_touched(desk: Desk) -> None:
    first = desk.ask(RUN)["ringRun"]
    assert (first["incremental"], first["drift"], first["frozenOn"]) == (False, None, "2025-06-01")
    assert first["text"].startswith("A full analysis, as of 2025-06-01 (epoch ")
    assert first["text"] in desk.page("/")
    assert not any("Everything was analysed" in note for note in first["notes"])
    assert "Analyse everything now" not in desk.page("/")

    load_more(desk.services.store, "Zoe")
    page = desk.page("/")
    assert "An incremental analysis: figures of the whole graph are those of the full one" in page
    later = desk.ask(RUN)["ringRun"]
    assert (later["incremental"], later["epoch"]) == (True, first["epoch"])
    assert 0 < later["drift"] < later["driftBound"]
    assert any(note.startswith("Incremental: 1 of ") for note in later["notes"])
    assert "增量分析：全图数值沿用截至 2025-06-01 的完整分析" in desk.page("/?lang=zh")
    told = desk.json("rings")["made"]
    assert told == {
        "incremental": True,
        "epoch": first["epoch"],
        "frozen_on": "2025-06-01",
        "drift": later["drift"],
        "drift_bound": later["driftBound"],
        "full_advised": False,
        "text": later["text"],
    }
    assert later["text"][:40] in " ".join(desk.run("rings").split())

    csrf = re.search(r'action="/rings" method="post"><input .*?value="([^"]+)"', page)
    assert csrf
    assert desk.browser.post("/rings", data={}).status_code == 403
    assert desk.browser.post("/rings", data={"csrf": csrf[1]}).status_code == 303
    assert "A full analysis, as of" in desk.page("/?lang=en")
    assert desk.ask(RUN)["ringRun"]["incremental"] is False


def test_a_client_of_graphql_can_ask_for_either(desk: Desk) -> None:
    first = desk.ask(ANALYSE, full=False)["analyse"]
    load_more(desk.services.store, "Una")
    assert desk.ask(ANALYSE, full=False)["analyse"] == {**first, "incremental": True}
    full = desk.ask(ANALYSE, full=True)["analyse"]
    assert not full["incremental"]
    assert full["epoch"] != first["epoch"]


def test_beyond_what_it_bears_the_server_analyses_everything_and_says_why(desk: Desk) -> None:
    epoch = desk.ask(RUN)["ringRun"]["epoch"]
    world = SmallWorld()
    for number in range(40):
        world.person(f"new{number}", address=f"new{number}")
    fill(desk.services.store, world)
    run = desk.ask(RUN)["ringRun"]
    assert (run["incremental"], run["epoch"] != epoch) == (False, True)
    assert any(n.startswith("Everything was analysed: the number of ") for n in run["notes"])


@pytest.mark.parametrize(("share", "advised"), [(0.010, False), (0.011, True)])
def test_a_full_one_is_advised_when_half_of_what_may_move_has_moved(
    share: float, advised: bool
) -> None:
    moved = Drifted(share=share, bound=0.02)
    run = example_run().model_copy(update={"incremental": True, "drift": moved})
    assert full_advised(run) == advised
    for lang, said in (("en", "A full analysis is advised"), ("zh", "建议在无人等待时")):
        assert (said in made_document(run, lang)["text"]) == advised
