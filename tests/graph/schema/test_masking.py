"""What a draft shows of entities and links."""

import datetime

import pytest

from graph.schema.masking import mask_link_properties, mask_properties, masked_caption
from graph.schema.registry import REGISTRY

PERSON = {
    "id": "person-0123456789abcdef0123",
    "number": "P00001",
    "name": "Jane Doe",
    "birth_date": datetime.date(1980, 5, 6),
    "search": "Jane Doe P00001",
    "rows": 3,
    "caption": "Jane Doe",
}


def test_personal_properties_are_masked_and_the_rest_stays() -> None:
    assert mask_properties("Person", PERSON) == {
        "id": PERSON["id"],
        "number": "•••001",
        "name": "J••• D•••",
        "birth_date": "1980-••-••",
        "rows": 3,
        "caption": "J••• D••• (0123)",
    }


def test_masked_identifiers_stay_tellable_apart() -> None:
    ids = ("address-aaaa", "address-bbbb")
    captions = [masked_caption("Address", {"id": i, "line": "1 High Street"}) for i in ids]
    assert captions == ["••• (aaaa)", "••• (bbbb)"]


def test_the_payee_of_a_payment_is_masked() -> None:
    masked = mask_link_properties("PAID_TO", {"payee_name": "Jane Doe", "amount": 100})
    assert masked == {"payee_name": "J••• D•••", "amount": 100}


@pytest.mark.parametrize("label", REGISTRY.sourced_labels())
def test_no_personal_text_survives(label: str) -> None:
    entity = REGISTRY.entity(label)
    texts = {p.name: f"SECRET {p.name} 4711" for p in entity.properties if p.stored == "string"}
    masked = mask_properties(label, {"id": "x-1", **texts})
    for known in entity.properties:
        if known.personal and known.stored == "string":
            assert "SECRET" not in str(masked[known.name])
