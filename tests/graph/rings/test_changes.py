"""Numbers and history of rings over invented sequences of memberships."""

from collections.abc import Mapping, Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from graph.rings.changes import changes
from graph.rings.ids import match_numbers
from graph.rings.model import Ring, RingChange
from tests.rings_example import example_ring

Membership = Sequence[frozenset[str]]


def ring(number: str, members: str | frozenset[str], **more: object) -> Ring:
    """A ring of these one-letter people."""
    (one, *_) = example_ring().members
    people = tuple(one.model_copy(update={"id": m, "caption": m.upper()}) for m in sorted(members))
    update = {"id": number, "members": people, "links": ("l1", "l2"), **more}
    return example_ring().model_copy(update=update)


def run(before: Sequence[Ring], memberships: Membership) -> list[Ring]:
    """The next analysis: rings numbered after the one before."""
    previous = {r.id: [m.id for m in r.members] for r in before}
    numbers = match_numbers([sorted(members) for members in memberships], previous)
    return [ring(number, m) for number, m in zip(numbers, memberships, strict=True)]


def kinds(found: Sequence[RingChange]) -> dict[str, str]:
    return {change.ring: change.kind for change in found}


def only(found: Sequence[RingChange], number: str) -> RingChange:
    (change,) = (c for c in found if c.ring == number)
    return change


def test_a_ring_that_gains_and_loses_says_who() -> None:
    found = changes([ring("A", "abcd"), ring("B", "wxyz")], [ring("A", "abcde"), ring("B", "wxy")])
    assert kinds(found) == {"A": "grown", "B": "shrunk"}
    assert [party.caption for party in only(found, "A").came] == ["E"]
    assert [party.id for party in only(found, "B").left] == ["z"]


def test_merging_names_both_sides() -> None:
    found = changes([ring("A", "abcd"), ring("B", "wxyz")], [ring("A", "abcdwxyz")])
    assert kinds(found) == {"A": "merged", "B": "gone"}
    assert only(found, "A").of == ("B",)
    gone = only(found, "B")
    assert gone.into == ("A",)
    assert gone.why is not None
    assert gone.why.message == "rings.change.moved"


def test_splitting_names_both_sides() -> None:
    found = changes([ring("A", "abcdwxyz")], [ring("A", "abcd"), ring("B", "wxyz")])
    assert kinds(found) == {"A": "split", "B": "split"}
    assert only(found, "A").into == ("B",)
    assert only(found, "B").of == ("A",)


def test_a_gone_ring_says_why() -> None:
    before = [ring("A", "abcd"), ring("B", "wxyz")]
    found = changes(before, [], lambda links: links - {"l2"})
    why = only(found, "A").why
    assert why is not None
    assert (why.message, dict(why.parameters)) == (
        "rings.change.retired",
        {"retired": 1, "links": 2},
    )
    common = only(changes(before, []), "B").why
    assert common is not None
    assert common.message == "rings.change.common"


def test_crossing_the_alarm_line_is_going_and_coming() -> None:
    strong, weak = ring("A", "abcd"), ring("A", "abcde", weak=True, score=0.5)
    fell, rose = only(changes([strong], [weak]), "A"), only(changes([weak], [strong]), "A")
    assert (fell.kind, rose.kind) == ("gone", "new")
    assert [c.why.message for c in (fell, rose) if c.why] == [
        "rings.change.fell",
        "rings.change.rose",
    ]
    assert len(fell.came) == 1
    assert not only(changes([weak], [weak]), "A").listed


def test_a_ring_that_more_than_doubles_keeps_its_number() -> None:
    assert match_numbers(["abcdefghij"], {"A": "abcd"}) == ["A"]
    assert match_numbers(["abc"], {"A": "abcdefghij"}) == ["A"]
    assert match_numbers(["axyz"], {"A": "abcd"}) != ["A"]


def test_the_larger_part_of_a_split_ring_keeps_the_number() -> None:
    numbers = match_numbers(["abc", "defgh"], {"A": "abcdefghijklmnop"})
    assert numbers[1] == "A"
    assert numbers[0] != "A"


PEOPLE = "abcdefghijklmnop"
PARTITIONS = st.lists(st.integers(0, 5), min_size=len(PEOPLE), max_size=len(PEOPLE)).map(
    lambda places: [
        frozenset(p for p, at in zip(PEOPLE, places, strict=True) if at == group)
        for group in range(1, 6)  # 0: in no ring
        if places.count(group) >= 3
    ]
)


def members(rings: Sequence[Ring]) -> Mapping[str, frozenset[str]]:
    return {r.id: frozenset(m.id for m in r.members) for r in rings}


@settings(max_examples=200)
@given(st.lists(PARTITIONS, min_size=2, max_size=6))
def test_history_replays_to_the_present(sequence: list[Membership]) -> None:
    before: list[Ring] = []
    told: dict[str, frozenset[str]] = {}
    for memberships in sequence:
        now = run(before, memberships)
        found = changes(before, now)
        old, new = members(before), members(now)
        assert len(new) == len(now), "each number is given once"
        assert [c.ring for c in found] == [*new, *sorted(set(old) - set(new))]
        for change in found:
            had = told.pop(change.ring, frozenset())
            has = (had - {p.id for p in change.left}) | {p.id for p in change.came}
            assert has == new.get(change.ring, frozenset())
            if has:
                told[change.ring] = has
            assert (change.kind == "unchanged") == (had == has and not change.of + change.into)
            assert (change.kind == "gone") == (change.ring not in new)
            assert (change.ring not in old) or change.kind != "new"
            for parent in change.of:
                assert change.ring in only(found, parent).into
            for child in change.into:
                assert new[child] & old[change.ring]
        assert told == dict(new)
        before = now


@given(PARTITIONS, PARTITIONS)
def test_rings_that_share_unequally_get_their_numbers_in_any_order(
    first: Membership, second: Membership
) -> None:
    before = run([], first)
    forward, back = run(before, second), run(before[::-1], second)
    assert members(forward) == members(back)


@given(PARTITIONS)
def test_the_same_rings_are_unchanged(first: Membership) -> None:
    before = run([], first)
    assert {c.kind for c in changes(before, run(before, first))} <= {"unchanged"}
