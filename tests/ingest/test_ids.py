"""Ids of columns are those of single facts, byte for byte."""

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.schema.ids import entity_id, link_id
from ingest import ids

KEYS = st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=8), max_size=5)


@pytest.fixture(params=[0, 10_000], ids=["many", "few"])
def few(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ids, "_FEW", request.param)


@pytest.mark.usefixtures("few")
class TestIds:
    def test_of_entities(self) -> None:
        @given(keys=KEYS)
        def check(keys: list[str]) -> None:
            column = pa.array(keys, pa.string())
            own = ids.entity_ids("Person", column).to_pylist()
            assert own == [entity_id("Person", key) for key in keys]
            named = ids.entity_ids("Person", column, "mine").to_pylist()
            assert named == [entity_id("Person", f"mine:{key}") for key in keys]

        check()

    def test_of_links(self) -> None:
        @given(keys=KEYS)
        def check(keys: list[str]) -> None:
            column, other = pa.array(keys, pa.string()), pa.array(keys[::-1], pa.string())
            plain = ids.link_ids("HOLDS", column, other).to_pylist()
            assert plain == [link_id("HOLDS", *pair) for pair in zip(keys, keys[::-1], strict=True)]
            keyed = ids.link_ids("PAID_TO", column, other, [column, other]).to_pylist()
            lines = zip(keys, keys[::-1], keys, keys[::-1], strict=True)
            assert keyed == [link_id("PAID_TO", *line) for line in lines]

        check()

    def test_keep_the_order_of_many_lines(self) -> None:
        keys = [f"{n}" for n in range(300_000)]
        found = ids.entity_ids("Person", pa.array(keys))
        for at in (0, 122_880, 299_999):
            assert found[at].as_py() == entity_id("Person", keys[at])
