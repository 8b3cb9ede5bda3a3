"""Looking around on both engines: the tip is found, the way is told, nothing is hidden silently."""

import pytest

from graph.errors import InputError, NotFoundError
from graph.explore import (
    AmbiguousError,
    entity,
    find,
    is_invented,
    neighbours,
    path,
    resolve,
    subgraph,
)
from graph.explore.entities import fair_shares
from graph.explore.search import lucene
from graph.schema.ids import entity_id
from graph.store import Store
from queries import Query
from tests.fixture_graph import resolve as at
from tests.fixture_graph import write_fixture

P1, P2, P3 = (entity_id("Person", f"P{i}") for i in (1, 2, 3))
PHONE = entity_id("Phone", "+447700900001")
ACCOUNT = entity_id("Account", "TESTBANK/10000001")


@pytest.fixture
def graph(store: Store) -> Store:
    write_fixture(store)
    return store


def captions(store: Store, text: str) -> list[str]:
    return [hit.entity.caption for hit in find(store, text)]


def test_find_takes_what_a_tip_holds(graph: Store) -> None:
    for text, found, matched in (
        ("+44 7700 900001", "@Phone:+447700900001", "number"),
        ("07700 900001", "@Phone:+447700900001", "number"),
        ("(202) 555-0101", "@Phone:+12025550101", "number"),
        ("testbank/1000 0001", "@Account:TESTBANK/10000001", "number"),
        ("10000001", "@Account:TESTBANK/10000001", "number"),
        ("京at 0001", "@Vehicle:京AT0001", "plate"),
        ("POL-000103", "@Policy:POL-000103", "number"),
        ("pol000103", "@Policy:POL-000103", "number"),
        ("clm 000204", "@Claim:CLM-000204", "number"),
        ("A1", "@Agent:A1", "number"),
        ("ADA@example.com", "@Email:ada@example.com", "number"),
        ("wang xiaoming", "@Person:P2", "other_name"),
        ("O'Brien", "@Person:P4", "text"),
        (P1, "@Person:P1", "id"),
    ):
        hit = find(graph, text)[0]
        assert (hit.entity.id, hit.matched) == (at(found), matched), text

    assert captions(graph, "王小明") == ["王小明"]
    assert captions(graph, "王小") == ["王小明"]
    assert set(captions(graph, "王")) == {"王小明", "王大明", "小王子"}
    assert captions(graph, "xiaom") == ["王小明"]
    people = ["Ada Example", "Ada Example"]
    assert captions(graph, "Example Ada") == [*people, "ada@example.com", "IP-2024-8"]
    assert captions(graph, "nothing like this") == []
    assert len(find(graph, "POL", limit=4)) == 4


def test_nothing_typed_is_read_as_search_syntax(graph: Store) -> None:
    for text in ("a:b", "ada AND", "ada OR *", "+ada -example", "[a TO b]", "ada~", "*a", 'a"b'):
        find(graph, text)
    for text in ('"', "(", "\\", "*"):
        with pytest.raises(InputError, match="Nothing to search for"):
            find(graph, text)


def test_resolve_wants_one_entity(graph: Store) -> None:
    assert resolve(graph, "07700900001").id == PHONE
    assert resolve(graph, P2).caption == "王小明"
    with pytest.raises(AmbiguousError, match="fits 2 entities") as caught:
        resolve(graph, "Ada Example")
    assert {view.caption for view in caught.value.candidates} == {"Ada Example"}
    with pytest.raises(NotFoundError, match="No entity fits"):
        resolve(graph, "nothing like this")
    with pytest.raises(NotFoundError, match="There is no entity"):
        resolve(graph, entity_id("Person", "absent"))


def test_entity_shows_what_is_stored_but_nothing_derived(graph: Store) -> None:
    view = entity(graph, P1)
    assert (view.label, view.caption) == ("Person", "Ada Example")
    assert view.properties["birth_date"].isoformat() == "1980-05-17"  # type: ignore[attr-defined]
    assert "search" not in view.properties
    with pytest.raises(NotFoundError, match="is no entity id"):
        entity(graph, "unheard-of")


def test_neighbours_count_what_they_do_not_show(graph: Store) -> None:
    every = neighbours(graph, P1)
    assert every.total == len(every.items) == 10
    assert not every.not_shown
    few = neighbours(graph, P1, limit=9)
    assert len(few.items) == 9
    assert sum(few.not_shown.values()) == few.total - 9
    assert {item.link.type for item in few.items} == {item.link.type for item in every.items}
    phones = neighbours(graph, PHONE, types=["HAS_PHONE"])
    assert [item.other.label for item in phones.items] == ["Person"] * 4
    assert phones.items[-1].link.properties["retired"] == "run-0", "retired links come last"


def test_every_type_gets_a_fair_share() -> None:
    assert fair_shares({"A": 20_000, "B": 2, "C": 1}, 10) == {"A": 7, "B": 2, "C": 1}
    assert fair_shares({"A": 5, "B": 5}, 1) == {"A": 1, "B": 0}
    assert fair_shares({}, 5) == {}


def test_path_is_shortest_and_quiet(graph: Store) -> None:
    found = path(graph, P1, P2)
    assert found is not None
    assert [view.id for view in found.entities][:: len(found.links)] == [P1, P2]
    assert len(found.links) == 2
    middle = found.entities[1]
    assert middle.id in {
        at("@Claim:CLM-000201"),
        at("@Claim:CLM-000202"),
        at("@Claim:CLM-000203"),
        PHONE,
    }
    back = path(graph, P2, P1)
    assert back is not None
    assert [view.id for view in back.entities] == [view.id for view in reversed(found.entities)]
    for here, link, there in zip(found.entities, found.links, found.entities[1:], strict=False):
        assert {link.source, link.target} == {here.id, there.id}


def test_path_prefers_the_quieter_way(store: Store) -> None:
    text = """CREATE (a:Person {id: $a})-[:HAS_PHONE {id: 'link-1'}]->(hub:Phone {id: $hub})
        CREATE (b:Person {id: $b})-[:HAS_PHONE {id: 'link-2'}]->(hub)
        CREATE (a)-[:HAS_PHONE {id: 'link-3'}]->(quiet:Phone {id: $quiet})
        CREATE (b)-[:HAS_PHONE {id: 'link-4'}]->(quiet)
        WITH hub UNWIND range(1, 5) AS i
        CREATE (:Person {id: 'person-' + i})-[:HAS_PHONE {id: 'link-h' + i}]->(hub)"""
    ids = {"a": P1, "b": P2, "hub": "phone-" + "0" * 20, "quiet": "phone-" + "f" * 20}
    store.write(Query("tests/path", "Two ways", text, tuple(ids), ()), **ids)
    found = path(store, P1, P2)
    assert found is not None
    assert found.entities[1].id == ids["quiet"], "the hub's id sorts first, but it tells less"


def test_no_path_is_none_and_equal_ends_are_no_walk(graph: Store) -> None:
    assert path(graph, P1, at("@Person:P8")) is None
    same = path(graph, P1, P1)
    assert same is not None
    assert (len(same.entities), same.links) == (1, ())
    assert path(graph, P1, P2, max_length=1) is None
    with pytest.raises(InputError, match="1 to 8 links"):
        path(graph, P1, P2, max_length=9)


def test_subgraph_has_all_links_among_its_entities(graph: Store) -> None:
    entities, links = subgraph(graph, [P1, P2, PHONE, ACCOUNT, at("@Claim:CLM-000201"), P1])
    assert [view.id for view in entities] == sorted(
        {P1, P2, PHONE, ACCOUNT, at("@Claim:CLM-000201")}
    )
    assert sorted(link.type for link in links) == [
        "HAS_PHONE",
        "HAS_PHONE",
        "INVOLVED_IN",
        "INVOLVED_IN",
        "OWNS_ACCOUNT",
        "PAID_TO",
        "PAID_TO",
    ]


def test_invented_data_are_known_as_such(store: Store) -> None:
    assert not is_invented(store)
    write_fixture(store)
    assert is_invented(store)


def test_both_engines_answer_alike(both_stores: tuple[Store, Store]) -> None:
    for one in both_stores:
        write_fixture(one)
    for text in ("ada", "王", "POL", "wang", "test", "example", "0001", "小王"):
        embedded, neo4j = (find(one, text) for one in both_stores)
        assert embedded == neo4j, text
    for ask in (
        lambda s: path(s, P1, P3),
        lambda s: neighbours(s, P1, 5),
        lambda s: path(s, P3, ACCOUNT),
    ):
        embedded_answer, neo4j_answer = (ask(one) for one in both_stores)
        assert embedded_answer == neo4j_answer


def test_lucene_quotes_and_prefixes() -> None:
    assert lucene("ada") == '+("ada" OR ada*)'
    assert lucene("王小") == '+("王小")'
    assert lucene("pol123") == '+("pol123" OR pol123* OR (+pol* +123*))'
    assert lucene('o"b\\c') == '+("obc" OR obc*)'
