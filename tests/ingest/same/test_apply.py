"""Links follow the rules: made, unmade, and the same whatever was there before; on both engines."""

from graph.schema.ids import link_id
from graph.store import Store
from ingest.same import apply_rules
from ingest.same.judgements import own_link, read_links
from queries import Query
from tests.ingest.same.persons import TWICE, declare, load_persons, pair


def bases(store: Store) -> dict[tuple[str, str], str | None]:
    return {(link.source, link.target): link.basis for link in read_links(store) if link.accepted}


def change(store: Store, text: str) -> None:
    store.write(Query("tests/change", "Change", text, (), ()))


def test_rules_join_and_contradictions_do_not(store: Store) -> None:
    load_persons(store, TWICE)
    made = apply_rules(store, "run-1")
    assert (made.made, made.removed) == (2, 0)
    assert bases(store) == {
        pair("P1", "P2"): "rule:identity_number",
        pair("P3", "P4"): "rule:name_birth_phone",
    }
    assert [link.run for link in read_links(store)] == ["run-1"] * 2


def test_a_second_time_writes_nothing(store: Store) -> None:
    load_persons(store, TWICE)
    apply_rules(store, "run-1")
    digest = store.digest()
    again = apply_rules(store, "run-2")
    assert (again.made, again.removed) == (0, 0)
    assert store.digest() == digest
    assert {link.run for link in read_links(store)} == {"run-1"}


def test_links_go_when_their_rule_no_longer_holds_and_come_back(store: Store) -> None:
    load_persons(store, TWICE)
    bare = store.digest()
    apply_rules(store, "run-1")
    joined = store.digest()
    change(store, "MATCH (:Person)-[r:HAS_DOCUMENT]->() SET r.retired = 'x'")
    change(store, "MATCH (p:Person {number: 'P3'}) SET p.retired = 'x'")
    gone = apply_rules(store, "run-2")
    assert (gone.made, gone.removed, bases(store)) == (0, 2, {})
    change(store, "MATCH (:Person)-[r:HAS_DOCUMENT]->() REMOVE r.retired")
    change(store, "MATCH (p:Person {number: 'P3'}) REMOVE p.retired")
    assert store.digest() == bare
    apply_rules(store, "run-3")
    assert store.digest() == joined


def test_what_was_there_before_makes_no_difference(store: Store) -> None:
    load_persons(store, TWICE[:4])
    apply_rules(store, "run-1")
    load_persons(store, TWICE)
    apply_rules(store, "run-2")
    stepwise = store.digest()
    change(store, "MATCH (:Person)-[r:SAME_AS]->(:Person) DELETE r")
    apply_rules(store, "run-3")
    assert store.digest() == stepwise


def test_a_link_that_a_source_declares_stays(store: Store) -> None:
    load_persons(store, TWICE)
    a, b = declare(store, "P5", "P7")
    apply_rules(store, "run-1")
    assert (b, a) in bases(store)


def test_the_engines_agree(both_stores: tuple[Store, Store]) -> None:
    for one in both_stores:
        load_persons(one, TWICE)
        apply_rules(one, "run-1")
    first, second = both_stores
    assert first.digest() == second.digest()


def test_an_empty_store_is_no_error(store: Store) -> None:
    assert apply_rules(store, "run-1").made == 0


def test_a_link_of_ours_is_no_link_that_a_source_may_declare() -> None:
    assert own_link("a", "b") != link_id("SAME_AS", "a", "b")
