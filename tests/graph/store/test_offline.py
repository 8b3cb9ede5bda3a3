"""Files for Neo4j's importer: what a server makes of them is what an online load makes."""

import csv
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pytest

from graph.errors import StoreError
from graph.store import Store, open_store
from graph.store.offline import write_offline
from tests.conftest import wipe
from tests.graph.store.invented_facts import InventedFacts, person
from tests.neo4j_server import Neo4jAddress, import_database, running_server

FACTS = InventedFacts()


def test_each_label_and_each_pair_of_labels_has_a_file_with_its_header(tmp_path: Path) -> None:
    arguments = write_offline(InventedFacts(2), tmp_path / "files")
    assert arguments[:4] == ["database", "import", "full", "neo4j"]
    path = tmp_path / "files" / "SAME_AS-Person-Person.csv"
    assert f"--relationships=SAME_AS={path}" in arguments
    with path.open(encoding="utf-8", newline="") as file:
        header, first, *_ = csv.reader(file)
    assert header[:3] == ["id:string", ":START_ID(Person)", ":END_ID(Person)"]
    assert header[3:] == ["accepted:boolean", "basis:double"]
    assert first == ["link-same-1", person(0), person(2), "true", "0.30000000000000004"]
    assert f"--nodes=Person={tmp_path / 'files' / 'Person.csv'}" in arguments


@pytest.mark.parametrize("odd", [["a\x1fb"], [""]])
def test_a_list_that_the_importer_would_misread_is_refused(odd: list[str], tmp_path: Path) -> None:
    class Odd(InventedFacts):
        def _accounts(self) -> Iterator[pa.RecordBatch]:
            yield pa.record_batch({"id": ["account-1"], "sources": [odd]})

    with pytest.raises(StoreError, match=r"'sources' for Account.csv .* load these data online"):
        write_offline(Odd(2), tmp_path)


@pytest.mark.slow  # tests/ingest/test_offline.py runs the importer, too
def test_the_importer_makes_the_same_graph_as_an_online_load(
    neo4j_address: Neo4jAddress, embedded_store: Store, tmp_path: Path
) -> None:
    embedded_store.first_load(FACTS)
    expected = embedded_store.digest()
    wipe(embedded_store)
    home = tmp_path / "home"
    import_database(home, write_offline(FACTS, tmp_path / "files"))
    with running_server(home) as address:
        settings = address.settings(tmp_path / "data")
        with open_store(settings) as store:
            store.prepare()
            assert store.digest() == expected
            store.replace_nodes("Person", {"id": [person(1)], "name": ["Ann"]})
            assert store.counts()["Person"] == FACTS.people
