"""Known fraud two steps away: counted as ways, the claim itself left out."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse

from graph.measures.known import claims_around, known_neighbours


def flags(*values: int) -> np.ndarray:
    return np.array(values, bool)


# Claims 0 to 3 against Ann, Bob and a garage: claim 0 and 1 share Ann and the garage.
PARTIES = sparse.csr_array(np.array([[1, 0, 1], [1, 0, 1], [0, 1, 1], [0, 1, 0]], float))


def test_ways_lead_over_each_shared_party() -> None:
    found = known_neighbours(PARTIES, flags(0, 1, 0, 0), flags(0, 0, 0, 1))
    assert found.ways.tolist() == [3, 3, 3, 1]  # 0: twice to 1, once to 2
    assert found.confirmed.tolist() == [2, 0, 1, 0]  # 1 itself is left out
    assert found.cleared.tolist() == [0, 0, 1, 0]
    assert found.share.tolist() == [2 / 3, 0, 1 / 3, 0]


def test_a_claim_that_shares_nothing_has_no_share() -> None:
    found = known_neighbours(sparse.csr_array((2, 0)), flags(1, 1), flags(0, 0))
    assert found.share.tolist() == [0, 0]


@given(st.integers(0, 10_000))
def test_a_claims_own_verdict_changes_nothing_of_its_own(seed: int) -> None:
    random = np.random.default_rng(seed)
    parties = sparse.csr_array((random.random((12, 7)) < 0.4).astype(float))
    confirmed = random.random(12) < 0.5
    before = known_neighbours(parties, confirmed, ~confirmed)
    for claim in range(12):
        flipped = confirmed.copy()
        flipped[claim] = not flipped[claim]
        after = known_neighbours(parties, flipped, ~flipped)
        for name in ("ways", "confirmed", "cleared", "share"):
            assert getattr(after, name)[claim] == getattr(before, name)[claim]


def test_around_a_group_lie_the_claims_of_people_it_meets() -> None:
    # People Ann, Bob, Cid against claims: Ann and Bob in 0, Bob in 1, Cid in 2.
    people = sparse.csr_array(np.array([[1, 0, 0], [1, 1, 0], [0, 0, 1]], float))
    claims = sparse.csr_array(people.T)
    ann = claims_around(people, claims, np.array([0]))
    assert (ann.own.tolist(), ann.met.tolist()) == ([0], [1])
    bob = claims_around(people, claims, np.array([1, 0]))
    assert (bob.own.tolist(), bob.met.tolist()) == ([0, 1], [])
    nobody = claims_around(people, claims, np.zeros(0, np.int64))
    assert (nobody.own.tolist(), nobody.met.tolist()) == ([], [])
