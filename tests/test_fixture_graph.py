"""The fixture graph covers the schema, so that comparisons of the engines do too."""

from graph.schema.registry import REGISTRY
from tests.fixture_graph import ENTITIES, LINKS


def test_every_label_and_link_type_is_there() -> None:
    assert set(REGISTRY.sourced_labels()) <= set(ENTITIES)
    assert {kind for kind, *_ in LINKS} == set(REGISTRY.sourced_links())
