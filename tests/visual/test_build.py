"""Views from the store: the example ring and the surroundings of an entity."""

from pathlib import Path

import pytest

from graph.errors import NotFoundError
from graph.store import Store
from tests.rings_example import (
    OUTSIDER,
    PEOPLE,
    PHONE,
    agent,
    claim,
    example_ring,
    load_example,
    person,
    phone,
)
from visual import entity_view, render, ring_view
from visual.model import View


@pytest.fixture
def loaded(embedded_store: Store, tmp_path: Path) -> Store:
    load_example(embedded_store, embedded_store.data, tmp_path)
    return embedded_store


def _roles(view: View) -> dict[str, str]:
    return {node.id: node.role for node in view.nodes}


def test_ring_shows_members_evidence_and_context(loaded: Store) -> None:
    view = ring_view(loaded, example_ring(), "en")
    roles = _roles(view)
    assert {i for i, role in roles.items() if role == "member"} == {person(p[0]) for p in PEOPLE}
    assert roles[phone] == roles[agent] == roles[claim("C-1001")] == "flagged"
    assert person("P9") not in roles  # outside the ring
    paid = [edge for edge in view.edges if edge.title == "paid to"]
    assert len(paid) == 4
    assert all(edge.key for edge in paid)
    assert {edge.title for edge in view.edges if not edge.key} == {"involved in", "has phone"}


def test_ring_says_why_with_claims_rows_and_dates(loaded: Store) -> None:
    view = ring_view(loaded, example_ring(), "en")
    reasons = [card for card in view.cards if card.kind == "reason"]
    assert [card.points for card in reasons] == [0.42, 0.3]
    assert reasons[0].lines[0].text == "C-1001 · 2025-03-04 · CNY 18,500.00 · claims.csv:2"
    first = next(node for node in view.nodes if node.id == claim("C-1001"))
    assert first.sources == ("claims.csv:2",)
    assert first.date == "2025-03-04"
    assert [card.kind for card in view.cards].count("against") == 1


def test_masked_for_good_holds_no_name_or_number(loaded: Store) -> None:
    page = render(ring_view(loaded, example_ring(), "zh", masked=True))
    assert [name for _, name, _ in PEOPLE if name in page] == []
    assert PHONE not in page
    assert "陈代理" not in page
    assert "1961-04-02" not in page


def test_open_view_carries_masked_texts_for_the_switch(loaded: Store) -> None:
    view = ring_view(loaded, example_ring(), "en")
    for node in view.nodes:
        if node.label in ("Person", "Phone", "Account", "Agent"):
            assert node.caption.masked != node.caption.text


def test_entity_view_shows_its_neighbours(loaded: Store) -> None:
    view = entity_view(loaded, phone, "en")
    assert _roles(view)[phone] == "centre"
    assert len(view.nodes) == 6
    assert any(node.caption.text == OUTSIDER for node in view.nodes)
    further = entity_view(loaded, phone, "zh", depth=2)
    assert len(further.nodes) == 9


def test_equal_stores_give_equal_pages(loaded: Store) -> None:
    pages = {render(ring_view(loaded, example_ring(), "en")) for _ in range(2)}
    assert len(pages) == 1


def test_unknown_entity_is_not_found(loaded: Store) -> None:
    with pytest.raises(NotFoundError):
        entity_view(loaded, "person-00000000000000000000", "en")


def test_who_would_stand_alone_is_shown_with_what_connects(loaded: Store) -> None:
    none = dict.fromkeys(("identifiers", "reasons", "claims", "suppressed"), ())
    ring = example_ring().model_copy(update=none)
    view = ring_view(loaded, ring, "en")
    assert _roles(view)[phone] == "context"  # the agent's only way to the members
    assert {edge.source for edge in view.edges if edge.target == phone} >= {agent, person("P1")}
    damped = ring.model_copy(update={"suppressed": example_ring().suppressed})
    assert phone not in _roles(ring_view(loaded, damped, "en"))
