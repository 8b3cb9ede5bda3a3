"""Known fraud two steps away: counted as ways, the claim itself left out."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse

from graph.measures.known import known_around, known_neighbours


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


def test_a_ring_sees_its_confirmed_claims_and_those_of_people_it_meets() -> None:
    # People Ann, Bob, Cid against claims: Ann and Bob in 0, Bob in 1, Cid in 2.
    involved = sparse.csr_array(np.array([[1, 0, 0], [1, 1, 0], [0, 0, 1]], float))
    around = known_around(involved, flags(0, 1, 1), np.array([0]))
    assert (around.own.tolist(), around.members.tolist()) == ([], [])
    assert around.met.tolist() == [1]
    both = known_around(involved, flags(0, 1, 1), np.array([0, 1]))
    assert (both.own.tolist(), both.members.tolist(), both.met.tolist()) == ([1], [1], [])
