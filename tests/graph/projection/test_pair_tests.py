"""Person pairs: a p-value that chance respects, and false discovery over all possible pairs."""

import numpy as np
import pytest
from scipy import sparse, stats

from graph.projection.pair_tests import Crowding, Things, crowding, pair_line, pair_p_values

HOUSEHOLDS = 400


def random_things(random: np.random.Generator) -> Things:
    """Two kinds of things: 300 of 2 or 3 holders, 40 of 5 to 30, held by anybody."""
    columns: list[np.ndarray[tuple[int], np.dtype[np.int64]]] = []
    kind: list[int] = []
    for number in range(340):
        size = int(random.integers(2, 4)) if number < 300 else int(random.integers(5, 31))
        columns.append(random.choice(HOUSEHOLDS, size, replace=False))
        kind.append(int(number >= 300))
    sizes = [len(column) for column in columns]
    held = sparse.csr_array(
        (
            np.ones(sum(sizes)),
            (np.concatenate(columns), np.repeat(np.arange(len(columns)), sizes)),
        ),
        shape=(HOUSEHOLDS, len(columns)),
    )
    return Things(held, np.array(kind), np.array(sizes), 2)


def null_of(things: Things) -> Crowding:
    """The null of these things themselves."""
    return crowding(things.kind, things.degree, things.kinds)


def of_all_pairs(things: Things) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """P-values of all pairs of households."""
    return pair_p_values(things, null_of(things), *np.triu_indices(HOUSEHOLDS, k=1))


def test_in_random_sharing_small_p_values_are_as_rare_as_they_say() -> None:
    found = np.concatenate(
        [of_all_pairs(random_things(np.random.default_rng(s))) for s in range(5)]
    )
    for level in (1e-2, 1e-3, 1e-4):
        assert (found <= level).mean() <= 1.2 * level


def test_in_random_sharing_no_pair_is_validated() -> None:
    for seed in range(5):
        p_values = of_all_pairs(random_things(np.random.default_rng(seed)))
        assert not (p_values <= pair_line(p_values, HOUSEHOLDS, 0.01)).any()


def test_three_small_things_are_validated_and_one_is_not() -> None:
    things = random_things(np.random.default_rng(1))
    planted = np.zeros((HOUSEHOLDS, 4))
    planted[[0, 1], 0] = planted[[0, 1], 1] = planted[[0, 1], 2] = 1
    planted[[2, 3], 3] = 1
    held = sparse.csr_array(np.hstack([things.held.toarray(), planted]))
    kind, degree = np.append(things.kind, [0] * 4), np.append(things.degree, [2] * 4)
    more = Things(held, kind, degree, 2)
    several, lone = pair_p_values(more, null_of(more), np.array([0, 2]), np.array([1, 3]))
    assert several < 1e-4
    assert lone > 1e-3


def test_the_level_counts_all_possible_pairs() -> None:
    """Of 79,800 pairs one with p = 1e-7 passes at 1%, one with 1e-6 doesn't; two of 1.5e-7 do."""
    for p_values, passes in (([1e-7], True), ([1e-6], False), ([1.5e-7, 1.5e-7], True)):
        line = pair_line(np.array(p_values), HOUSEHOLDS, 0.01)
        assert (p_values[0] <= line) == passes
    assert pair_line(np.zeros(0), HOUSEHOLDS, 0.01) == pytest.approx(0.01 / 79_800)


def test_the_p_value_is_the_formula() -> None:
    """Two of three things of one kind, each of two holders: Fisher's method, written out."""
    held = np.zeros((50, 25))
    held[[0, 1], 0] = held[[0, 1], 1] = 1
    for column in range(2, 25):
        held[[2 * column - 2, 2 * column - 1], column] = 1
    things = Things(sparse.csr_array(held), np.zeros(25, np.int64), np.full(25, 2), 1)
    (found,) = pair_p_values(things, null_of(things), np.array([0]), np.array([1]))
    expected = 2 * 2 * 25 * 2 / 50**2  # j k sum d(d-1) / E^2
    statistic = -2 * 2 * np.log(expected / expected)
    sets = expected**2 / 2 * stats.chi2.sf(statistic, 4)
    assert found == pytest.approx(2 * sets)


def test_nothing_shared() -> None:
    things = Things(sparse.csr_array((3, 0)), np.zeros(0, np.int64), np.zeros(0, np.int64), 1)
    none = np.zeros(0, np.int64)
    null = null_of(things)
    assert pair_p_values(things, null, none, none).tolist() == []
    assert pair_p_values(things, null, np.array([0]), np.array([1])).tolist() == [1.0]


def test_a_null_of_an_earlier_time_tests_a_pair_by_what_its_two_households_have() -> None:
    """What others came to share since then changes nothing; the null of now would say more."""
    things = random_things(np.random.default_rng(1))
    pair = np.array([0]), np.array([1])
    planted = np.zeros((HOUSEHOLDS, 2))
    planted[[0, 1], :] = 1
    others = np.zeros((HOUSEHOLDS, 200))
    others[np.arange(200) + 100, np.arange(200)] = others[np.arange(200) + 110, np.arange(200)] = 1
    p_values = []
    for more in (planted, np.hstack([planted, others])):
        held = sparse.csr_array(np.hstack([things.held.toarray(), more]))
        kind = np.append(things.kind, [0] * more.shape[1])
        degree = np.append(things.degree, [2] * more.shape[1])
        p_values.append(
            [
                pair_p_values(Things(held, kind, degree, 2), null, *pair).item()
                for null in (null_of(things), crowding(kind, degree, 2))
            ]
        )
    (then, now), (then_with_others, now_with_others) = p_values
    assert then == then_with_others
    assert now != now_with_others


def test_a_thing_unlike_any_that_an_older_null_knows_is_there_itself() -> None:
    """The first item of a kind that two share is no wonder that only an empty null makes it."""
    held = np.zeros((50, 22))
    held[[0, 1], 0] = held[[0, 1], 1] = 1
    held[2:22, 2:] = np.eye(20)
    degree = np.rint(held.sum(axis=0)).astype(np.int64)
    things = Things(sparse.csr_array(held), np.zeros(22, np.int64), degree, 1)
    alone = Crowding(links=(20,), degrees=((),), counts=((),))
    (found,) = pair_p_values(things, alone, np.array([0]), np.array([1]))
    one = 2 * 2 * 2 / 20**2  # j k d(d-1) / E^2
    assert found == pytest.approx(2 * one**2 / 2)
