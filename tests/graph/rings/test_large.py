"""One giant component and one hub of real size end in bounded time; smaller ones by default."""

import time

import numpy as np
import pytest

from graph.projection.evidence import Evidence, Indices, LinkTable
from graph.projection.ids import Ids
from graph.rings.detect import detect

Held = dict[str, tuple[str, Indices, Indices]]  # link type: label, people, items


def _names(label: str, count: int) -> Ids:
    return Ids.of(f"{label.lower()}-{at:07d}" for at in range(count))


def columns(people: int, held: Held) -> Evidence:
    """Evidence of so many people who hold these items, without a Python object a link."""
    nodes = {"Person": _names("Person", people)}
    links = {}
    for kind, (label, sources, targets) in held.items():
        order = np.lexsort((targets, sources))
        nodes[label] = _names(label, int(targets.max()) + 1)
        links[(kind, "Person", label)] = LinkTable(
            Ids.of(f"{kind}-{at:07d}" for at in range(len(order))), sources[order], targets[order]
        )
    return Evidence(nodes, links)


def chain(people: int) -> Evidence:
    """Each shares a phone and an account with the next: one component of all of them."""
    first = np.arange(people - 1, dtype=np.int64)
    holders, items = np.concatenate([first, first + 1]), np.concatenate([first, first])
    return columns(
        people,
        {"HAS_PHONE": ("Phone", holders, items), "OWNS_ACCOUNT": ("Account", holders, items)},
    )


def hub(people: int) -> Evidence:
    """All use one phone; everybody has an address of their own."""
    everyone = np.arange(people, dtype=np.int64)
    return columns(
        people,
        {
            "HAS_PHONE": ("Phone", everyone, np.zeros(people, np.int64)),
            "LIVES_AT": ("Address", everyone, everyone),
        },
    )


def assert_the_chain_falls_into_small_groups(people: int, seconds: float) -> None:
    evidence = chain(people)
    start = time.monotonic()
    found = detect(evidence)
    assert time.monotonic() - start < seconds
    assert found.homes.count == people
    assert max((len(ring.people) for ring in found.candidates), default=0) < 200


def assert_the_hub_flags_nobody(people: int, seconds: float) -> None:
    evidence = hub(people)
    start = time.monotonic()
    found = detect(evidence)
    assert time.monotonic() - start < seconds
    assert found.candidates == ()
    assert found.items.degree.max() == people


def test_a_component_of_ten_thousand_falls_into_small_groups() -> None:
    assert_the_chain_falls_into_small_groups(10_000, 60)


def test_a_phone_of_fifty_thousand_flags_nobody() -> None:
    assert_the_hub_flags_nobody(50_000, 60)


@pytest.mark.slow
@pytest.mark.timeout(1200)
def test_a_component_of_three_hundred_thousand_falls_into_small_groups() -> None:
    assert_the_chain_falls_into_small_groups(300_000, 900)


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_a_phone_of_a_million_flags_nobody() -> None:
    assert_the_hub_flags_nobody(1_000_000, 300)
