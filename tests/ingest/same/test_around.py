"""Looking only at whom a delivery touched ends at the links that looking at everybody ends at."""

from collections.abc import Collection, Sequence
from datetime import date
from random import Random

import pytest

from graph.schema.ids import entity_id
from graph.store import Store
from ingest.same import apply_rules, look_around, read_known
from ingest.same.judgements import Verdict, read_links
from ingest.same.records import read_people
from queries import Query, load
from tests.ingest.same.persons import Row, load_persons, pair, pid

NAMES = ("Ada Marlow", "Marlow Ada", "王小明", "Wang Xiaoming", "Otto Pell")
DAYS = ("1980-05-17", "1990-02-03", "")
PEOPLE = 30


class DaysOfStore:
    """Who is born when, read from all people."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def born(self, days: Collection[date]) -> set[str]:
        people = read_people(self._store).people.to_pylist()
        return {row["id"] for row in people if row["birth_date"] in days}

    def born_with(self, days: Collection[date]) -> set[str]:
        return self.born(days)  # too many, which is allowed


def someone(number: int, chance: Random) -> Row:
    """A person with a name, day, document and phone that several have."""
    held = {}
    if chance.random() < 0.5:
        held["document"] = f"D{chance.randrange(8)}"
    if chance.random() < 0.8:
        held["phone"] = f"+1212555010{chance.randrange(4)}"
    return f"P{number}", chance.choice(NAMES), chance.choice(DAYS), held


def change(store: Store, text: str, ids: Sequence[str]) -> None:
    store.write(Query("tests/change", "Change", text, ("ids",), ()), ids=list(ids))


def judge(store: Store, seq: int, verdict: Verdict, people: tuple[str, str]) -> None:
    judgement = dict.fromkeys(("author", "reason"), "tester") | {"undoes": None, "before": "[]"}
    a, b = people
    identifier = entity_id("SameJudgement", str(seq))
    store.write(
        load("same/create_judgement"),
        **judgement,
        id=identifier,
        seq=seq,
        at="2024-05-01T08:00:00Z",
        a=a,
        b=b,
        verdict=verdict,
    )


def some_change(store: Store, chosen: Sequence[int], chance: Random) -> None:
    """People lose what they hold, go, come back, or are others now."""
    ids = [pid(f"P{number}") for number in chosen]
    match chance.randrange(4):
        case 0:
            change(store, "UNWIND $ids AS i MATCH (p:Person {id: i}) SET p.retired = 'x'", ids)
        case 1:
            change(
                store,
                "UNWIND $ids AS i MATCH (:Person {id: i})-[r:HAS_PHONE]->() SET r.retired = 'x'",
                ids,
            )
        case _:
            change(store, "UNWIND $ids AS i MATCH (p:Person {id: i}) REMOVE p.retired", ids)
            load_persons(store, [someone(number, chance) for number in chosen])


@pytest.mark.parametrize(
    "seed", [0, 2, 6, 9, *(pytest.param(s, marks=pytest.mark.slow) for s in range(10, 40))]
)
def test_a_full_application_finds_nothing_left_to_do(store: Store, seed: int) -> None:
    chance = Random(seed)
    load_persons(store, [someone(number, chance) for number in range(PEOPLE)])
    judge(store, 1, "same", pair("P1", "P2"))
    judge(store, 2, "different", pair("P3", "P4"))
    apply_rules(store, "run-0")
    for step in range(1, 5):
        chosen = chance.sample(range(PEOPLE + 5), chance.randrange(1, 4))
        before = read_known(store, [pid(f"P{number}") for number in chosen])
        some_change(store, chosen, chance)
        around = look_around(store, before, DaysOfStore(store))
        apply_rules(store, f"run-{step}", around=around)
        links = read_links(store)
        everything = apply_rules(store, "all")
        assert (everything.made, everything.removed) == (0, 0)
        assert read_links(store) == links


def test_only_those_who_share_a_key_are_looked_at(store: Store) -> None:
    def rows(first: str) -> list[Row]:
        return [
            ("P1", first, "1980-05-17", {"document": "D1", "phone": "+12125550101"}),
            ("P2", "Ada Marlow", "1980-05-17", {"document": "D1"}),
            ("P3", "Otto Pell", "1990-02-03", {"document": "D2"}),
            ("P4", "Otto Pell", "1990-02-03", {"document": "D2"}),
        ]

    load_persons(store, rows("Otto Pell"))
    apply_rules(store, "run-1")
    touched = [pid("P1"), pid("P3")]
    before = read_known(store, touched)
    load_persons(store, rows("Marlow Ada"))
    around = look_around(store, before, DaysOfStore(store))
    assert around.changed == {pid("P1")}
    assert {pid("P1"), pid("P2")} <= around.people
    assert not around.concerns(*pair("P3", "P4"))
    applied = apply_rules(store, "run-2", around=around)
    assert (applied.made, applied.removed) == (1, 0)
    assert {link.run for link in read_links(store)} == {"run-1", "run-2"}
