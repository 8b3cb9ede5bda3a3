"""Masking of a draft: every known value goes, words that only look alike stay."""

from hypothesis import given
from hypothesis import strategies as st

from evidence.mask import Mask, mask_row
from graph.explore import EntityView, LinkView
from graph.schema.ids import entity_id, link_id
from tests.rings_example import PHONE, example_ring, person, phone

ANN = EntityView(
    person("P1"), "Person", "Ann Li", {"id": person("P1"), "name": "Ann Li", "number": "P1"}
)
CALLED = EntityView(phone, "Phone", PHONE, {"id": phone, "number": PHONE})
LINK = LinkView(link_id("HAS_PHONE", ANN.id, phone), "HAS_PHONE", ANN.id, phone, {})


def mask() -> Mask:
    return Mask([ANN, CALLED], [LINK], None)


def test_names_and_numbers_are_masked_as_whole_words() -> None:
    masked = mask().text(f"Ann Li called {PHONE}; Joann Lisbon did not")
    assert "Ann Li " not in masked
    assert PHONE not in masked
    assert "Joann Lisbon did not" in masked


def test_ids_become_numbers_of_the_draft_also_unknown_ones() -> None:
    stranger = entity_id("Person", "sheets:P77")
    text = f"{ANN.id} {phone} {LINK.id} {stranger} {link_id('X', 'a', 'b')}"
    assert mask().text(text) == "person-001 phone-001 link-001 person-x link-x"


def test_an_entity_the_graph_no_longer_has_is_masked_by_the_rings_own_record() -> None:
    ring = example_ring()
    masked = Mask([], [], ring).text("王秀英 and Lena Brandt")
    assert "王秀英" not in masked
    assert "Brandt" not in masked


def test_what_a_value_type_shows_is_masked_too() -> None:
    assert mask().leaks(f"tel {PHONE}") == 1
    assert mask().leaks(mask().text(f"tel {PHONE}, Ann Li")) == 0


def test_a_payees_name_is_masked_where_it_is_a_garages_too() -> None:
    garage = EntityView(
        entity_id("Provider", "sheets:O1"), "Provider", "Harbour Motors", {"name": "Harbour Motors"}
    )
    paid = LinkView(
        link_id("PAID_TO", "c", "a"), "PAID_TO", "c", "a", {"payee_name": "Harbour Motors"}
    )
    draft = Mask([garage], [paid], None)
    assert "Harbour Motors" not in str(draft.entity(garage))
    assert "Harbour Motors" not in str(draft.link(paid))


@given(st.binary())
def test_a_row_blotted_out_keeps_only_its_field_marks(row: bytes) -> None:
    masked = mask_row(row)
    assert len(masked) == len(row)
    assert set(masked) <= set(b'*,;|\t"\r\n')
