"""A dismissed ring stays dismissed until it grows, and says what is new."""

from cases import Cases
from cases.dismissals import sentence
from graph.language import say
from graph.rings.model import Member, Ring
from tests.rings_example import claim_lines, example_ring, example_run, person


def _member(number: str, name: str) -> Member:
    return Member(
        id=person(number),
        label="Person",
        caption=name,
        positions=(),
        stability=1.0,
        claims=1,
    )


def _with(ring: Ring, **changes: object) -> Ring:
    return ring.model_copy(update=changes)


def test_a_ring_that_is_the_same_or_smaller_stays_dismissed(cases: Cases) -> None:
    ring = example_ring()
    cases.dismiss_ring("R-EXAMPL", "One family with a joint account")
    smaller = _with(ring, members=ring.members[:3], claims=ring.claims[:2])
    for now in (ring, smaller):
        (dismissed,) = cases.dismissals(example_run(now))
        assert not dismissed.grown
        assert dismissed.dismissal.reason == "One family with a joint account"
    said = sentence(dismissed)
    assert say(said.message, "en", **said.parameters).endswith("One family with a joint account")


def test_a_ring_that_grew_says_which_people_and_claims_are_new(cases: Cases) -> None:
    ring = example_ring()
    cases.dismiss_ring(_with(ring, members=ring.members[:3], claims=claim_lines(("C-1001",))), "x")
    (dismissed,) = cases.dismissals(example_run(ring))
    assert dismissed.grown
    assert dismissed.new_members == ("Lena Brandt",)
    assert dismissed.new_claims == ("C-1002", "C-1003", "C-1004")
    said = sentence(dismissed)
    assert "new people: Lena Brandt" in say(said.message, "en", **said.parameters)
    assert "新增人员：Lena Brandt" in say(said.message, "zh", **said.parameters)


def test_a_ring_is_known_by_its_people_when_its_number_changed(cases: Cases) -> None:
    ring = example_ring()
    cases.dismiss_ring(ring, "x")
    members = (*ring.members[:3], _member("P7", "N. N."))
    renamed = _with(ring, id="R-OTHER", members=members)
    (dismissed,) = cases.dismissals(example_run(renamed))
    assert (dismissed.ring, dismissed.new_members) == ("R-OTHER", ("N. N.",))
    stranger = _with(ring, id="R-FAR", members=(_member("P7", "N. N."), *ring.members[:1]))
    assert cases.dismissals(example_run(stranger)) == ()


def test_a_second_dismissal_covers_what_came_to_the_ring(cases: Cases) -> None:
    ring = example_ring()
    cases.dismiss_ring(_with(ring, members=ring.members[:3]), "x")
    cases.dismiss_ring(ring, "y")
    (dismissed,) = cases.dismissals(example_run(ring))
    assert (dismissed.grown, dismissed.dismissal.reason) == (False, "y")
    assert cases.verify() == ()
