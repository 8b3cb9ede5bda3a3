"""BiRank: the published test vector, and what must hold for any graph."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse

from graph.errors import InputError
from graph.measures.birank import birank

# Parties P1 to P4 against claims C1 to C5; C4 is known fraud.
LINKS = sparse.csr_array(
    np.array([[1, 1, 0, 0, 0], [1, 0, 1, 0, 0], [1, 0, 1, 1, 1], [0, 1, 0, 0, 1]], float)
)
FOURTH = np.array([0.0, 0, 0, 1, 0])


def test_the_test_vector_to_six_decimals() -> None:
    found = birank(LINKS, FOURTH)
    assert found.converged
    assert found.claims.round(6).tolist() == [0.143698, 0.089381, 0.132068, 0.261823, 0.124526]
    assert found.parties.round(6).tolist() == [0.103355, 0.124699, 0.263114, 0.106954]


def test_the_scale_of_the_seeds_does_not_matter() -> None:
    assert np.allclose(birank(LINKS, 7 * FOURTH).claims, birank(LINKS, FOURTH).claims)


def test_without_known_fraud_all_scores_are_nothing() -> None:
    assert not birank(LINKS, np.zeros(5)).claims.any()


def test_steps_are_bounded_and_it_says_so() -> None:
    found = birank(LINKS, FOURTH, most_steps=3)
    assert (found.steps, found.converged) == (3, False)


def test_what_has_no_links_gets_nothing_from_others() -> None:
    links = sparse.csr_array(np.array([[1.0, 1, 0], [0, 0, 0]]))
    found = birank(links, np.array([1.0, 0, 0]))
    assert found.claims[2] == 0
    assert found.parties[1] == 0


@given(st.integers(0, 1000))
def test_names_do_not_matter(seed: int) -> None:
    random = np.random.default_rng(seed)
    links = (random.random((6, 9)) < 0.3).astype(float)
    seeds = (random.random(9) < 0.4).astype(float)
    order = random.permutation(9)
    straight = birank(sparse.csr_array(links), seeds).claims
    shuffled = birank(sparse.csr_array(links[:, order]), seeds[order]).claims
    assert np.allclose(straight[order], shuffled, atol=1e-10)


@pytest.mark.parametrize(
    ("seeds", "damping", "word"),
    [
        (np.zeros(4), 0.85, "4 seeds for 5 claims"),
        (FOURTH, 1.0, "damping"),
        (-FOURTH, 0.85, "seeds"),
        (np.full(5, np.nan), 0.85, "seeds"),
    ],
)
def test_bad_input_is_a_sentence(seeds: np.ndarray, damping: float, word: str) -> None:
    with pytest.raises(InputError, match=word):
        birank(LINKS, seeds, damping=damping)
