"""Files of a bundle: tables that any reader reads back, and names that are safe everywhere."""

import csv
import io
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.files import BundleFile, csv_bytes, safe_name
from evidence.graph_files import graph_files
from graph.explore import EntityView
from tests.rings_example import person

TEXT = st.text(st.characters(codec="utf-8"))


@given(st.lists(st.tuples(TEXT, TEXT), max_size=5))
def test_a_table_is_read_back_as_it_was_but_for_formulas(rows: list[tuple[str, str]]) -> None:
    text = csv_bytes(("a", "b"), rows).decode("utf-8-sig")
    read = list(csv.reader(io.StringIO(text, newline="")))[1:]
    for (first, second), cells in zip(rows, read, strict=True):
        for written, cell in ((first, cells[0]), (second, cells[1])):
            assert cell in (written, "'" + written)
            assert cell[:1] not in ("=", "+", "-", "@")


@given(TEXT)
def test_a_safe_name_is_a_path_of_a_bundle(name: str) -> None:
    path = f"data/records/{safe_name(name)}"
    assert BundleFile(path, "text/csv", "evidence.file.rows", b"").path == path


@pytest.mark.parametrize("path", ["data/../x", "/data/x", "data/a b", "x", "data/.x", "data/名"])
def test_other_paths_are_refused(path: str) -> None:
    with pytest.raises(ValueError, match="no plain path"):
        BundleFile(path, "text/csv", "evidence.file.rows", b"")


@given(TEXT)
def test_graphml_holds_any_text(name: str) -> None:
    view = EntityView(person("P1"), "Person", name, {"id": person("P1"), "sources": ["a", name]})
    files = {file.path: file.content for file in graph_files([view], [])}
    root = ElementTree.fromstring(files["data/graph/graph.graphml"])  # noqa: S314 (our own)
    assert root.tag.endswith("graphml")
