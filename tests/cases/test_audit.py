"""The audit trail: complete, chained, and telling when someone tampers with it."""

import pytest

from cases import AuditEntry, Cases, chain_problems
from cases.model import GENESIS, chain_hash
from graph.errors import InputError
from graph.store import Store
from queries import Query
from tests.rings_example import person


def _tamper(store: Store, text: str) -> None:
    store.write(Query("tests/tamper", "Tamper", text, (), ()))


def test_every_act_is_logged_with_who_when_and_what(cases: Cases) -> None:
    case = cases.open("R-EXAMPL")
    cases.note(case, "a secret remark")
    cases.log_read("show", [person("P1")], case)
    cases.log_read("find", [])
    entries = cases.audit()
    assert [(e.seq, e.act, e.actor) for e in entries] == [
        (1, "opened", "ann"),
        (2, "noted", "ann"),
        (3, "read", "ann"),
        (4, "read", "ann"),
    ]
    assert [e.at for e in entries] == sorted({e.at for e in entries})
    assert "secret" not in "".join(e.content for e in entries)  # only the record's digest
    assert [e.seq for e in cases.audit(case=case)] == [1, 2, 3]
    assert [e.seq for e in cases.audit(limit=2)] == [3, 4]
    assert entries[0].previous == GENESIS
    assert entries[1].previous == entries[0].hash == chain_hash(GENESIS, entries[0].content)


def test_an_act_that_fails_leaves_no_entry(cases: Cases) -> None:
    case = cases.open("R-EXAMPL")
    with pytest.raises(InputError):
        cases.decide(case, "referred", "x")
    assert [e.act for e in cases.audit()] == ["opened"]


@pytest.mark.parametrize(
    ("tampering", "said"),
    [
        ("MATCH (e:AuditEntry {seq: 2}) SET e.actor = 'bo'", "Audit entry 2 was changed"),
        ("MATCH (e:AuditEntry {seq: 2}) DELETE e", "Audit entry 2 is missing before entry 3"),
        ("MATCH (e:AuditEntry {seq: 3}) DELETE e", "ends at entry 2, its head says 3"),
        ("MATCH (n:Note) SET n.text = 'other'", "record of audit entry 2 .noted. was changed"),
        ("MATCH (c:Case) SET c.snapshot = null", "ring kept with CASE-0001 was changed"),
        ("MATCH (e:AuditEntry) DELETE e", "The chain is empty, its head says 3 entries"),
    ],
)
def test_tampering_shows(store: Store, cases: Cases, tampering: str, said: str) -> None:
    case = cases.open("R-EXAMPL")
    cases.note(case, "remark")
    cases.assign(case, "bo")
    assert cases.verify() == ()
    _tamper(store, tampering)
    problems = cases.verify()
    assert problems
    assert any(said.replace(".noted.", "(noted)") in problem for problem in problems)


def test_a_reordered_chain_is_noticed() -> None:
    def entry(seq: int, previous: str) -> AuditEntry:
        bare = AuditEntry(
            seq=seq,
            at="2026-03-01T09:00:00Z",
            actor="ann",
            act="read",
            case_number=None,
            subjects=(),
            details={},
            previous=previous,
            hash="",
        )
        return bare.model_copy(update={"hash": chain_hash(previous, bare.content)})

    first = entry(1, GENESIS)
    second = entry(2, first.hash)
    assert chain_problems([first, second]) == []
    assert chain_problems([first, entry(2, GENESIS)]) == [
        "Audit entry 2 doesn't follow from entry 1."
    ]
