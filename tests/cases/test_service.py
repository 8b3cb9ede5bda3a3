"""The life of a case, on both engines."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from cases import Cases
from graph.errors import InputError, NotFoundError
from graph.store import Store
from tests.rings_example import account, claim, example_ring, person


def test_a_case_opened_on_a_ring_keeps_the_ring_as_it_was(cases: Cases) -> None:
    case = cases.open("r-exampl")
    assert (case.number, case.state, case.subject_kind) == ("CASE-0001", "new", "ring")
    assert case.snapshot is not None
    assert case.snapshot.ring == example_ring()
    assert case.invented
    assert cases.get("case-0001") == case


def test_a_case_is_opened_on_a_person_or_a_claim_too(cases: Cases) -> None:
    about_person, about_claim = cases.open(person("P2")), cases.open("C-1003", "A tip")
    assert about_person.subject == person("P2")
    assert "Okello" not in about_person.title  # a default title holds no personal data
    assert (about_claim.subject, about_claim.title) == (claim("C-1003"), "A tip")
    assert [case.number for case in cases.list()] == ["CASE-0001", "CASE-0002"]
    assert cases.list("closed") == ()


def test_what_is_no_party_or_claim_opens_no_case(cases: Cases) -> None:
    with pytest.raises(InputError, match="is a Account, not a person"):
        cases.open(account)
    with pytest.raises(NotFoundError, match="ringleader rings"):
        cases.open("R-UNKNOWN")
    assert cases.list() == ()
    assert cases.audit() == ()


def test_a_subject_has_one_open_case(cases: Cases) -> None:
    first = cases.open("R-EXAMPL")
    with pytest.raises(InputError, match="CASE-0001 is already open on R-EXAMPL"):
        cases.open("R-EXAMPL")
    cases.decide(first, "closed", "Nothing in it")
    assert cases.open("R-EXAMPL").number == "CASE-0002"


def test_states_change_only_as_allowed_and_with_a_basis(cases: Cases) -> None:
    case = cases.open("R-EXAMPL")
    with pytest.raises(InputError, match="is new and can't become referred"):
        cases.decide(case, "referred", "Obvious")
    with pytest.raises(InputError, match="basis of a decision is missing"):
        cases.decide(case, "investigating", "  ")
    with pytest.raises(InputError, match="'open' is no state; choose one of new, investigating"):
        cases.decide(case, "open", "x")
    case = cases.decide(case, "Investigating", "Four claims, one account")
    with pytest.raises(InputError, match="record to whom it goes"):
        cases.decide(case, "referred", "Obvious")
    case = cases.refer(case, "Police", "PSB-17")
    assert case.state == "referred"
    case = cases.decide(cases.decide(case, "closed", "Tried"), "investigating", "New witness")
    assert [(d.before, d.after) for d in case.decisions] == [
        ("new", "investigating"),
        ("referred", "closed"),
        ("closed", "investigating"),
    ]
    assert cases.verify() == ()


def test_an_authoritys_request_leaves_the_state(cases: Cases) -> None:
    case = cases.refer(cases.open("R-EXAMPL"), "Police", "PSB-17", "All claims of 2025")
    assert case.state == "new"
    assert case.referral is not None
    assert (case.referral.kind, case.referral.request) == ("request", "All claims of 2025")
    with pytest.raises(InputError, match="move it to investigating before referring"):
        cases.refer(case, "Police", "PSB-18")


def test_the_latest_verdict_on_someone_counts_and_the_earlier_stays(cases: Cases) -> None:
    case = cases.open("R-EXAMPL")
    cases.verdict(case, person("P1"), "confirmed", "Signature matches")
    cases.verdict(case, claim("C-1001"), "compliance breach", "Paid without receipt")
    case = cases.verdict(case, person("P1"), "cleared", "Signature was forged")
    assert [v.verdict for v in case.verdicts] == ["confirmed", "compliance_breach", "cleared"]
    assert case.standing[person("P1")].basis == "Signature was forged"
    with pytest.raises(InputError, match="'guilty' is no verdict"):
        cases.verdict(case, person("P1"), "guilty", "x")
    with pytest.raises(InputError, match="basis of a verdict is missing"):
        cases.verdict(case, person("P1"), "cleared", "")
    cases.decide(case, "closed", "Done")
    with pytest.raises(InputError, match="CASE-0001 is closed; reopen it"):
        cases.verdict(case, person("P1"), "unknown", "x")


def test_notes_are_dated_and_kept_in_order(cases: Cases) -> None:
    case = cases.assign(cases.open("R-EXAMPL"), "bo")
    for text in ("first", "'); DROP //", "第三"):
        case = cases.note(case, text)
    assert [note.text for note in case.notes] == ["first", "'); DROP //", "第三"]
    assert [note.at for note in case.notes] == sorted(note.at for note in case.notes)
    assert case.assignee == "bo"
    with pytest.raises(NotFoundError, match="There is no case 'CASE-0009'"):
        cases.note("CASE-0009", "lost")


def test_writers_at_the_same_time_get_numbers_and_entries_of_their_own(
    store: Store, cases: Cases
) -> None:
    subjects = [person(f"P{n}") for n in (1, 2, 3, 4)] + [claim(f"C-100{n}") for n in (1, 2, 3, 4)]

    def opened(subject: str) -> str:
        clock = cases.trail.clock
        return Cases(store, f"user {subject[-3:]}", lambda: clock()).open(subject).number

    with ThreadPoolExecutor(4) as pool:
        numbers = sorted(pool.map(opened, subjects))
    assert numbers == [f"CASE-{n:04d}" for n in range(1, 9)]
    assert [entry.seq for entry in cases.audit()] == list(range(1, 9))
    assert cases.verify() == ()
