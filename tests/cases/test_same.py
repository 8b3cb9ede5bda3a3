"""Judgements on doubles: audited, obeyed by rules and analysis, and taken back to the byte."""

import datetime
from collections.abc import Sequence

import numpy as np
import pytest

from cases import Cases
from cases.same import STATES, Contradiction
from graph.errors import InputError, NotFoundError
from graph.projection.figures import figures_of
from graph.projection.holdings import holdings
from graph.projection.households import households
from graph.projection.items import build_items
from graph.projection.reader import read_evidence
from graph.projection.services import services
from graph.projection.weights import Weights, project
from graph.rings.keep import evidence_stamp
from graph.store import Store
from ingest.same import apply_rules
from ingest.same.judgements import read_links
from queries import Query
from tests.cases.conftest import ticking
from tests.ingest.same.persons import TWICE, Row, declare, load_persons, pair, pid

AT = "2026-03-01T09:00:00Z"

TODAY = datetime.date(2026, 3, 1)


@pytest.fixture
def desk(store: Store) -> Cases:
    """A desk on a store with doubles whose rules were applied."""
    load_persons(store, TWICE)
    apply_rules(store, "run-1")
    return Cases(store, "ann", ticking())


def accepted(store: Store) -> set[tuple[str, str]]:
    return {(link.source, link.target) for link in read_links(store) if link.accepted}


@pytest.mark.parametrize("verdict", ["same", "different", "unsure"])
@pytest.mark.parametrize("people", [("P1", "P2"), ("P1", "P7"), ("P5", "P6")])
def test_a_judgement_taken_back_leaves_no_byte(
    store: Store, desk: Cases, people: tuple[str, str], verdict: str
) -> None:
    first, second = map(pid, people)
    before, stamp = store.digest(), evidence_stamp(store, TODAY)
    links = read_links(store)
    judged = desk.same.judge(first, second, verdict, "a passport was shown")
    assert judged.state == verdict
    assert judged.judgement is not None
    assert (judged.judgement.author, judged.judgement.reason) == ("ann", "a passport was shown")
    back = desk.same.undo(second, first, "wrong file")
    assert back.judgement is None
    assert store.digest() == before
    assert evidence_stamp(store, TODAY) == stamp
    assert read_links(store) == links
    assert [(e.act, e.details["verdict"]) for e in desk.audit()] == [
        ("same_judged", verdict),
        ("same_undone", "undone"),
    ]
    assert desk.verify() == ()


def test_judgements_are_taken_back_one_by_one(store: Store, desk: Cases) -> None:
    a, b = pair("P1", "P2")
    states = [store.digest()]
    for verdict in ("different", "same", "unsure", "different"):
        desk.same.judge(a, b, verdict, "x")
        states.append(store.digest())
    for digest in reversed(states[:-1]):
        desk.same.undo(a, b, "y")
        assert store.digest() == digest
    with pytest.raises(InputError, match="No judgement of these two records stands"):
        desk.same.undo(a, b, "z")


def test_different_goes_before_rules_and_same_joins_without_them(store: Store, desk: Cases) -> None:
    desk.same.judge(pid("P1"), pid("P2"), "different", "father and son")
    desk.same.judge(pid("P5"), pid("P7"), "same", "changed her name")
    expected = {pair("P3", "P4"), pair("P5", "P7")}
    assert accepted(store) == expected
    desk.same.find(AT)
    assert accepted(store) == expected
    open_pairs = {(p.a, p.b) for p in desk.same.pairs()}
    assert pair("P1", "P2") not in open_pairs
    assert pair("P5", "P6") in open_pairs
    assert {(p.a, p.b) for p in desk.same.pairs(["different"])} == {pair("P1", "P2")}
    assert {(p.a, p.b) for p in desk.same.pairs(["joined"])} == {pair("P3", "P4")}


def test_unsure_stays_on_the_list(desk: Cases) -> None:
    desk.same.find(AT)
    desk.same.judge(pid("P5"), pid("P6"), "unsure", "asked the branch")
    (listed,) = (p for p in desk.same.pairs() if p.state == "unsure")
    assert (listed.a, listed.b) == pair("P5", "P6")
    assert listed.candidate is not None
    assert listed.candidate.rule == "identity_number_contradicted"


def test_a_link_that_a_source_declares_is_parted_and_comes_back(store: Store, desk: Cases) -> None:
    a, b = declare(store, "P5", "P7")
    before = store.digest()
    assert desk.same.pair(a, b).basis == "source"
    desk.same.judge(a, b, "different", "two sisters")
    assert (b, a) not in accepted(store)
    declare(store, "P5", "P7")  # the source says it again
    apply_rules(store, "run-2")
    assert (b, a) not in accepted(store)
    desk.same.undo(a, b, "one person after all")
    assert store.digest() == before


def test_joining_around_a_different_is_told(desk: Cases) -> None:
    desk.same.judge(pid("P1"), pid("P7"), "different", "seen both")
    assert desk.same.contradictions() == ()
    desk.same.judge(pid("P2"), pid("P7"), "same", "one phone")
    a, b = pair("P1", "P7")
    assert desk.same.contradictions() == (Contradiction(a, b, (pid("P2"),)),)


@pytest.mark.parametrize(
    ("first", "second", "verdict", "reason", "said"),
    [
        ("P1", "P1", "same", "x", "one and the same record"),
        ("P1", "P2", "perhaps", "x", "'perhaps' is no judgement; choose one of same"),
        ("P1", "P2", "same", "  ", "reason of a judgement is missing"),
    ],
)
def test_what_cannot_be_judged_is_told(
    desk: Cases, first: str, second: str, verdict: str, reason: str, said: str
) -> None:
    with pytest.raises(InputError, match=said):
        desk.same.judge(pid(first), pid(second), verdict, reason)
    with pytest.raises(NotFoundError):
        desk.same.judge(pid("P1"), pid("P99"), "same", "x")
    assert desk.audit() == ()
    assert len(desk.same.pairs(STATES)) == 2


def test_a_changed_judgement_shows_in_the_trail(store: Store, desk: Cases) -> None:
    desk.same.judge(pid("P1"), pid("P7"), "same", "seen")
    assert desk.verify() == ()
    text = "MATCH (j:SameJudgement) SET j.author = 'bo'"
    store.write(Query("tests/tamper", "Tamper", text, (), ()))
    assert "(same_judged) was changed" in desk.verify()[0]


def _strangers(count: int) -> list[Row]:
    return [
        (f"S{n:03d}", f"Nobody {n}", None, {"phone": f"s{n}", "account": f"t{n}"})
        for n in range(count)
    ]


def _linked_pairs(store: Store) -> tuple[int, int]:
    """(number of people, pairs of households that sharing links) as the analysis sees them."""
    evidence = read_evidence(store)
    held = holdings(evidence)
    homes = households(evidence, held)
    none = np.zeros((0, 2), np.int64)
    items = build_items(evidence, held, homes, services(evidence).served, none, np.zeros(0))
    weights = Weights()
    links = project(items, weights, figures_of(items, weights, 0)).links
    return held.people, int(links.nnz) // 2


def test_two_records_of_one_person_are_no_link_in_the_analysis(store: Store) -> None:
    shared = {"phone": "+12125550103", "account": "shared"}
    twice: Sequence[Row] = (
        ("P1", "Ada Marlow", "1980-05-17", shared),
        ("P2", "A. Marlowe", None, shared),
    )
    load_persons(store, [*twice, *_strangers(200)])
    apply_rules(store, "run-1")
    desk = Cases(store, "ann", ticking())
    assert _linked_pairs(store) == (202, 1)
    desk.same.judge(pid("P1"), pid("P2"), "same", "one signature")
    assert _linked_pairs(store) == (201, 0)
    desk.same.undo(pid("P1"), pid("P2"), "not hers")
    assert _linked_pairs(store) == (202, 1)
